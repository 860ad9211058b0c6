import { Op, Test } from '../../protocol/baton-layout'
/** Blocking in a Controlled run: a thread that waits for a word is not chosen before the word has changed. */
import { Breaker, Word } from '../../protocol/layout'
import { State } from '../../protocol/trace'
import { current } from '../current'
import { KeyboardInterrupt } from '../errors'
import { words } from '../memory'
import { announceOwn, numberOf, passBaton } from './baton'
import { takeRegained } from './regained'

/** What the thread does that waits. */
let state: State = State.Waiting
let joined = -1

/** What the waits are shown as that follow. */
export function showWaitsAs(as: State, record = 0): void {
  state = as
  joined = record === 0 ? -1 : numberOf(record)
}

/** Whether Stop was pressed. */
export function isStopping(): boolean {
  return (Atomics.load(words, Word.EvalBreaker) & Breaker.Stop) !== 0
}

/** @throws KeyboardInterrupt when the run has ended */
export function raiseIfStopping(): void {
  if (isStopping())
    throw new KeyboardInterrupt()
}

const KINDS: Readonly<Partial<Record<State, Op>>> = { [State.LockWait]: Op.Acquire, [State.Sleeping]: Op.Sleep, [State.Io]: Op.Io }

/** Waits while a word has the expected value; see kernel/futex.ts. */
export function futexWaitQuietly(address: number, expected: number, timeout = Infinity): 'ok' | 'not-equal' | 'timed-out' {
  if (isStopping())
    return 'ok'
  const again = takeRegained()
  announceOwn({
    kind: again ? Op.Acquire : joined >= 0 ? Op.Join : KINDS[state] ?? Op.Wait,
    object: again?.subject ?? current.subject,
    also: again && current.subject,
    thread: joined,
    test: Test.NotEqual,
    address,
    operand: expected,
    lock: again?.lock,
    timeout,
  })
  passBaton()
  return words[address] === expected ? 'timed-out' : 'ok'
}

/**
 * The same.
 *
 * @throws KeyboardInterrupt when the run has ended
 */
export function futexWait(address: number, expected: number, timeout = Infinity): 'ok' | 'not-equal' | 'timed-out' {
  const result = futexWaitQuietly(address, expected, timeout)
  raiseIfStopping()
  return result
}

/** Those that wait at an address look at it themselves. */
export function futexWake(_address: number, _count = 1): number {
  return 0
}
