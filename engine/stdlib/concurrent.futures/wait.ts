import type { WaitOptions } from '../threading/timeout'
import { allocate, free } from '../../kernel/allocator'
import { blocking } from '../../kernel/blocking'
import { now } from '../../kernel/clock'
import { current } from '../../kernel/current'
import { RuntimeError, TimeoutError, ValueError } from '../../kernel/errors'
import { inboxSignal, takeNodes, waitForNode } from '../../kernel/inbox'
import { words } from '../../kernel/memory'
import { registerKind } from '../../kernel/objects'
import { checkOptions } from '../../kernel/options'
import { objectMade } from '../../kernel/schedule'
import { typeName } from '../../kernel/type-name'
import { FutureState } from '../../protocol/future-layout'
import { State } from '../../protocol/trace'
import { repr } from '../builtins/functions'
import { checkWaitable, optionalTimeout, WAIT_NAMES } from '../threading/timeout'
import { Future, futureAt } from './future'
import { takeDoneNode } from './watchers'

/** `wait` returns when any future is done. */
export const FIRST_COMPLETED = 'FIRST_COMPLETED'
/** `wait` returns when any future has an exception, or all are done. */
export const FIRST_EXCEPTION = 'FIRST_EXCEPTION'
/** `wait` returns when all futures are done. */
export const ALL_COMPLETED = 'ALL_COMPLETED'

/** When `wait` returns. */
export type ReturnWhen = typeof FIRST_COMPLETED | typeof FIRST_EXCEPTION | typeof ALL_COMPLETED

/** What `wait` returns. */
export interface DoneAndNotDoneFutures<F extends Future<unknown>> {
  done: Set<F>
  notDone: Set<F>
}

function setOf<F extends Future<unknown>>(fs: Iterable<F>): Set<F> {
  const futures = new Set(fs)
  for (const future of futures) {
    if (!(future instanceof Future))
      throw new TypeError(`a Future of concurrent.futures is required, not ${typeName(future)}`)
  }
  return futures
}

/** Whether an executor has finished with a future. */
function isFinished(future: Future<unknown>): boolean {
  return future.state >= FutureState.CancelledAndNotified
}

/** Never seen by another thread: the kind gives Controlled runs a name for it. */
const KIND = registerKind('FutureInbox', () => {
  throw new RuntimeError('an inbox of futures has no handles')
})

/** An inbox that is notified of finished futures while it is in use. */
class FutureInbox implements Disposable {
  readonly #address = allocate(2)
  readonly #pending: Set<Future<unknown>>

  constructor(futures: Iterable<Future<unknown>>) {
    words.fill(0, this.#address, this.#address + 2)
    objectMade(KIND, this.#address)
    this.#pending = new Set([...futures].filter(future => future.notifyWhenFinished(this.#address)))
  }

  /** How many futures have yet to notify it. */
  get pending(): number {
    return this.#pending.size
  }

  /** The futures that have finished since the last call, in order. */
  take(): Future<unknown>[] {
    const futures = takeNodes(this.#address).map(node => futureAt(takeDoneNode(node).future))
    for (const future of futures)
      this.#pending.delete(future)
    return futures
  }

  /**
   * Waits for notifications, without the GIL, until enough have come.
   *
   * @param deadline of the run's clock
   * @param onFinished is called with each finished future; returns whether that is enough
   */
  wait(deadline: number, onFinished: (future: Future<unknown>) => boolean): void {
    const [first] = this.#pending
    blocking(State.Waiting, first?.address ?? 0, 0, () => {
      for (;;) {
        const seen = inboxSignal(this.#address)
        const isEnough = this.take().map(onFinished).some(Boolean)
        const left = deadline === Infinity ? Infinity : deadline - now()
        if (isEnough || this.pending === 0 || left <= 0)
          return
        waitForNode(this.#address, seen, left)
      }
    })
  }

  [Symbol.dispose](): void {
    for (const future of this.#pending)
      future.unsubscribe(this.#address)
    this.take()
    free(this.#address)
  }
}

/**
 * Waits for futures.
 *
 * @param fs futures, of one executor or of several
 * @returns those that are done, and those that are not
 * @throws ValueError for an unknown `returnWhen`
 * @see https://docs.python.org/3.14/library/concurrent.futures.html#concurrent.futures.wait
 */
export function wait<F extends Future<unknown>>(fs: Iterable<F>, options: WaitOptions & {
  /** @default ALL_COMPLETED */
  returnWhen?: ReturnWhen
} = {}): DoneAndNotDoneFutures<F> {
  checkOptions('wait', options, ['timeout', 'returnWhen'])
  const { returnWhen = ALL_COMPLETED } = options
  if (returnWhen !== FIRST_COMPLETED && returnWhen !== FIRST_EXCEPTION && returnWhen !== ALL_COMPLETED)
    throw new ValueError(`Invalid return condition: ${repr(returnWhen)}`)
  const timeout = Number.isNaN(options.timeout) ? 0 : optionalTimeout(options.timeout)
  const futures = setOf(fs)
  const isEnough = (future: Future<unknown>): boolean =>
    returnWhen === FIRST_COMPLETED || (returnWhen === FIRST_EXCEPTION && future.state === FutureState.Failed)
  const isOver = (): boolean => {
    const finished = [...futures].filter(isFinished)
    return finished.length === futures.size || finished.some(isEnough)
  }
  if (!isOver() && timeout > 0) {
    using inbox = new FutureInbox(futures)
    // Futures that finished before the inbox subscribed have been counted already.
    if (!isOver()) {
      checkWaitable(timeout)
      inbox.wait(now() + timeout, isEnough)
    }
  }
  const done = new Set([...futures].filter(isFinished))
  return { done, notDone: futures.difference(done) }
}

/**
 * Futures as they complete: first those that are already done, then each when it finishes.
 *
 * @param fs futures, of one executor or of several; duplicates are yielded once
 * @throws TimeoutError from the iterator, when the time is up
 * @see https://docs.python.org/3.14/library/concurrent.futures.html#concurrent.futures.as_completed
 */
export function asCompleted<F extends Future<unknown>>(fs: Iterable<F>, options: WaitOptions = {}): Generator<F, void, undefined> {
  checkOptions('as_completed', options, WAIT_NAMES)
  return inOrderOfCompletion(fs, optionalTimeout(options.timeout))
}

/** @param timeout in milliseconds */
function* inOrderOfCompletion<F extends Future<unknown>>(fs: Iterable<F>, timeout: number): Generator<F, void, undefined> {
  const { line } = current
  const deadline = now() + timeout
  const futures = setOf(fs)
  const total = futures.size
  using inbox = new FutureInbox(futures)
  let ready = [...futures].filter(isFinished)
  while (futures.size > 0) {
    for (const future of ready) {
      if (futures.delete(future))
        yield future
    }
    if (futures.size === 0)
      return
    if (deadline - now() < 0)
      throw new TimeoutError(`${futures.size} (of ${total}) futures unfinished`)
    current.line = line
    ready = []
    checkWaitable(timeout)
    inbox.wait(deadline, (future) => {
      ready.push(future as F)
      return true
    })
  }
}
