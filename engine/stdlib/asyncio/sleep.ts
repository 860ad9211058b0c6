import type { CoroutineBody, Suspension } from '../../kernel/coroutine'
import type { AsyncResult } from './internal'
import { awaited } from '../../kernel/coroutine'
import { current } from '../../kernel/current'
import { ValueError } from '../../kernel/errors'
import { checkOptions } from '../../kernel/options'
import { raisedAnew } from '../../kernel/traceback'
import { typeName } from '../../kernel/type-name'
import { State } from '../../protocol/trace'
import { getRunningLoop } from './events'
import { Future } from './future'
import { fromBody } from './internal'

const SLEEP_NAMES: readonly string[] = ['result']

/** Yields once to the event loop, then returns a value. Written by hand: this is the fast path of a task switch. */
class Pause<T> implements CoroutineBody<T> {
  readonly #result: T
  #yielded = false

  constructor(result: T) {
    this.#result = result
  }

  next(): IteratorResult<Suspension, T> {
    if (this.#yielded)
      return { done: true, value: this.#result }
    this.#yielded = true
    return { done: false, value: undefined }
  }

  throw(error: unknown): IteratorResult<Suspension, T> {
    throw raisedAnew(error)
  }

  return(value: never): IteratorResult<Suspension, T> {
    return { done: true, value }
  }
}

function* sleeping<T>(delay: number, result: T): Generator<Suspension, T, unknown> {
  if (typeof delay !== 'number')
    throw new TypeError(`'<=' not supported between instances of '${typeName(delay)}' and 'int'`)
  if (Number.isNaN(delay))
    throw new ValueError('Invalid delay: NaN (not a number)')
  const loop = getRunningLoop()
  const future = new Future<T>({ loop })
  future.waitState = State.Sleeping
  const timer = loop.scheduler.setResultAt(loop.time() + delay, future, result)
  try {
    return (yield* awaited(future, current.line)) as T
  }
  finally {
    timer.cancel()
  }
}

/**
 * Suspends the current task for a number of seconds, so that others can run. 0 lets every other task run once.
 *
 * @returns a coroutine whose result is `result`
 * @throws ValueError when the delay is NaN
 * @see https://docs.python.org/3.14/library/asyncio-task.html#asyncio.sleep
 */
export function sleep<T = void>(delay: number, options?: {
  /** The coroutine's result. */
  result?: T
}): AsyncResult<T> {
  checkOptions('sleep', options, SLEEP_NAMES)
  const result = options?.result
  return fromBody('sleep', delay <= 0 ? new Pause(result as T) : sleeping(delay, result as T), { callee: 'asyncio.sleep', args: options === undefined ? [delay] : [delay, options] })
}
