/** Blocking on a word of shared memory, so that Stop can end every wait. */
import { Breaker, waitAddressOf, Word } from '../protocol/layout'
import { current } from './current'
import { KeyboardInterrupt } from './errors'
import { words } from './memory'

/** Whether Stop was pressed. */
export function isStopping(): boolean {
  return (Atomics.load(words, Word.EvalBreaker) & Breaker.Stop) !== 0
}

/** @throws KeyboardInterrupt when Stop was pressed */
export function raiseIfStopping(): void {
  if (isStopping())
    throw new KeyboardInterrupt()
}

/**
 * Waits while a word has the expected value; ends early, without an error, when Stop is pressed.
 *
 * The order makes Stop safe: the wait address is stored before the stop bit is read, and Stop sets the bit before it
 * reads the wait addresses, so at least one of the two sees the other.
 *
 * @param timeout in milliseconds
 */
export function futexWaitQuietly(address: number, expected: number, timeout = Infinity): 'ok' | 'not-equal' | 'timed-out' {
  const slot = waitAddressOf(current.worker)
  Atomics.store(words, slot, address)
  const result = isStopping() ? 'ok' : Atomics.wait(words, address, expected, timeout)
  words[slot] = 0
  return result
}

/**
 * Waits while a word has the expected value.
 *
 * @param timeout in milliseconds
 * @throws KeyboardInterrupt when Stop was pressed
 */
export function futexWait(address: number, expected: number, timeout = Infinity): 'ok' | 'not-equal' | 'timed-out' {
  const result = futexWaitQuietly(address, expected, timeout)
  raiseIfStopping()
  return result
}

/** Wakes threads that wait at an address; returns how many. */
export function futexWake(address: number, count = 1): number {
  return Atomics.notify(words, address, count)
}
