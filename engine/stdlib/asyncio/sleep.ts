import { State } from '../../protocol/trace'
import { type Awaitable, awaited, Coroutine, type Suspension } from '../../kernel/coroutine'
import { current } from '../../kernel/current'
import { ValueError } from '../../kernel/errors'
import { futureFor } from './future'
import { getRunningLoop } from './running'

/** Makes a coroutine from a generator of the engine's own. */
export function coroutine<T>(name: string, body: () => Generator<Suspension, T, unknown>): Coroutine<T> & PromiseLike<T> {
  return new Coroutine(body(), name) as Coroutine<T> & PromiseLike<T>
}

/** Awaits something in a generator of the engine's own. */
export function* wait<T>(awaitable: Awaitable<T> | PromiseLike<T>): Generator<Suspension, T, unknown> {
  return (yield* awaited(awaitable, current.line)) as T
}

/**
 * Suspends the current task for a number of seconds, so that others can run. 0 lets each of the others run once.
 *
 * @returns a coroutine that gives `result`
 * @throws ValueError when the delay is NaN
 * @see https://docs.python.org/3.14/library/asyncio-task.html#asyncio.sleep
 */
export function sleep<T = void>(delay: number, options: {
  /** What the coroutine gives. */
  result?: T
} = {}): Coroutine<T> & PromiseLike<T> {
  return coroutine('sleep', function* () {
    if (Number.isNaN(delay))
      throw new ValueError('Invalid delay: NaN (not a number)')
    if (delay <= 0) {
      yield undefined
      return options.result as T
    }
    const loop = getRunningLoop()
    const future = futureFor<T>(State.Sleeping, undefined, loop)
    const timer = loop.callLater(delay, () => {
      if (!future.done())
        future.setResult(options.result as T)
    })
    try {
      return yield* wait<T>(future)
    }
    finally {
      timer.cancel()
    }
  })
}
