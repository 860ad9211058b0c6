/** Waits for other threads in a Controlled run: the scheduler itself sees when no thread can go on. */
import type { DeadlockMember } from '../../protocol/run'
import { futexWait, futexWaitQuietly } from './futex'

/** Nothing has to be counted. */
export function countRunning(): void {}

/** Nothing has to be counted. */
export function discountRunning(): void {}

/**
 * Waits while a word has the expected value.
 *
 * @throws KeyboardInterrupt when the run has ended
 */
export function waitForThread(address: number, expected: number): void {
  futexWait(address, expected)
}

/** The same, without an error. */
export function waitForThreadQuietly(address: number, expected: number): void {
  futexWaitQuietly(address, expected)
}

/** The scheduler reports it. */
export function reportHangOfLoop(_tasks: () => readonly DeadlockMember[]): void {}
