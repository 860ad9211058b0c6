/** Cycles of locks in a Controlled run: the scheduler sees when no thread can go on, so no search is needed. */
import { waitAddressOf } from '../../protocol/layout'

export { DEADLOCK_CHECK_MS } from '../lock-cycle'

export function noteWait(): void {}
export function noteEndlessWait(_lock: number): void {}
export function noteWaitOver(): void {}
export function reportCycle(_slotOf: (lock: number) => number): void {}

/** Where a worker's thread would note what it waits for. */
export function slotOfWorker(worker: number): number {
  return waitAddressOf(worker)
}

export function waitingSlot(_slot: number, _lane: number): number {
  return 0
}

export function closesCycle(_slotOf: (lock: number) => number): boolean {
  return false
}
