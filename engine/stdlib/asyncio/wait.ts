/** Waiting for some of several, or for a while: Lib/asyncio/tasks.py. */
import type { Suspension } from '../../kernel/coroutine'
import type { Future } from './future'
import type { AsyncResult } from './internal'
import type { EventLoop } from './loop'
import type { AnyAwaitable } from './task'
import { TimeoutError, ValueError } from '../../kernel/errors'
import { checkOptions } from '../../kernel/options'
import { typeName } from '../../kernel/type-name'
import { getRunningLoop } from './events'
import { CancelledError } from './exceptions'
import { isfuture } from './future'
import { wait as awaiting, coroutine } from './internal'
import { ensureFuture, iscoroutine } from './tasks'
import { timeout as timeoutContext } from './timeouts'

/** Return when any of the futures is done or cancelled. @see https://docs.python.org/3.14/library/asyncio-task.html#asyncio.FIRST_COMPLETED */
export const FIRST_COMPLETED = 'FIRST_COMPLETED'
/** Return when any of the futures has raised an exception, or else when all are done. @see https://docs.python.org/3.14/library/asyncio-task.html#asyncio.FIRST_EXCEPTION */
export const FIRST_EXCEPTION = 'FIRST_EXCEPTION'
/** Return when all futures are done or cancelled. @see https://docs.python.org/3.14/library/asyncio-task.html#asyncio.ALL_COMPLETED */
export const ALL_COMPLETED = 'ALL_COMPLETED'

/** When {@link wait} returns. */
export type ReturnWhen = typeof FIRST_COMPLETED | typeof FIRST_EXCEPTION | typeof ALL_COMPLETED

/** Options of {@link wait}. */
export interface WaitOptions {
  /** The longest to wait, in seconds. @default forever */
  timeout?: number | null
  /** @default asyncio.ALL_COMPLETED */
  returnWhen?: ReturnWhen
}

/**
 * Waits for futures and tasks; the result is the set of those that are done and the set of those that are not. A timeout
 * raises nothing and cancels nothing.
 *
 * @throws TypeError for coroutines: make them tasks
 * @throws ValueError when there are none
 * @see https://docs.python.org/3.14/library/asyncio-task.html#asyncio.wait
 */
export function wait<F extends Future>(futures: Iterable<F>, options: WaitOptions = {}): AsyncResult<[done: Set<F>, pending: Set<F>]> {
  checkOptions('wait', options, ['timeout', 'returnWhen'])
  return coroutine('wait', function* () {
    const { timeout, returnWhen = ALL_COMPLETED } = options
    if (isfuture(futures) || iscoroutine(futures))
      throw new TypeError(`expect a list of futures, not ${typeName(futures)}`)
    const waitedFor = new Set(futures)
    if (waitedFor.size === 0)
      throw new ValueError('Set of Tasks/Futures is empty.')
    if (returnWhen !== FIRST_COMPLETED && returnWhen !== FIRST_EXCEPTION && returnWhen !== ALL_COMPLETED)
      throw new ValueError(`Invalid return_when value: ${String(returnWhen)}`)
    for (const future of waitedFor) {
      if (iscoroutine(future))
        throw new TypeError('Passing coroutines is forbidden, use tasks explicitly.')
    }
    yield* untilEnough(waitedFor, timeout ?? undefined, returnWhen, getRunningLoop())
    const done = new Set([...waitedFor].filter(future => future.done()))
    return [done, new Set([...waitedFor].filter(future => !done.has(future)))]
  })
}

function* untilEnough(futures: ReadonlySet<Future>, timeout: number | undefined, returnWhen: ReturnWhen, loop: EventLoop): Generator<Suspension, void, unknown> {
  const waiter = loop.createFuture<void>()
  const release = (): void => {
    if (!waiter.done())
      waiter.setResult()
  }
  const timer = timeout === undefined ? undefined : loop.callLater(timeout, release)
  let left = futures.size
  const onDone = (future: Future): void => {
    left--
    const isEnough = left <= 0
      || returnWhen === FIRST_COMPLETED
      || (returnWhen === FIRST_EXCEPTION && !future.cancelled() && future.exception() !== null)
    if (isEnough) {
      timer?.cancel()
      release()
    }
  }
  for (const future of futures)
    future.addDoneCallback(onDone)
  try {
    yield* awaiting(waiter)
  }
  finally {
    timer?.cancel()
    for (const future of futures)
      future.removeDoneCallback(onDone)
  }
}

/** Cancels a future and waits until it is done. */
function* cancelAndWait(future: Future, loop: EventLoop): Generator<Suspension, void, unknown> {
  const waiter = loop.createFuture<void>()
  const release = (): void => {
    if (!waiter.done())
      waiter.setResult()
  }
  future.addDoneCallback(release)
  try {
    future.cancel()
    yield* awaiting(waiter)
  }
  finally {
    future.removeDoneCallback(release)
  }
}

/**
 * Awaits something for a number of seconds at most, then cancels it. null waits forever.
 *
 * @throws TimeoutError when the time is up
 * @see https://docs.python.org/3.14/library/asyncio-task.html#asyncio.wait_for
 */
export function waitFor<T>(awaitable: AnyAwaitable<T>, timeout: number | null): AsyncResult<T> {
  return coroutine('wait_for', function* () {
    if (timeout !== null && timeout !== undefined && timeout <= 0) {
      const future = ensureFuture(awaitable)
      if (future.done())
        return future.result()
      yield* cancelAndWait(future as Future, getRunningLoop())
      try {
        return future.result()
      }
      catch (error) {
        throw error instanceof CancelledError ? new TimeoutError('', { cause: error }) : error
      }
    }
    return yield* timeoutContext(timeout ?? null).around(() => awaiting(awaitable as PromiseLike<T>))
  })
}
