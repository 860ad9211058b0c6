/** Coroutines of the engine's own. */
import type { AsyncContextManager } from '../../kernel/context-manager'
import type { Awaitable, CoroutineBody, Origin, Suspension } from '../../kernel/coroutine'
import { EXIT } from '../../kernel/context-manager'
import { awaited, Coroutine, isAwaitable } from '../../kernel/coroutine'
import { current } from '../../kernel/current'

/** What TypeScript sees of a coroutine, which `await` gives the result of. */
export type AsyncResult<T> = Coroutine<T> & PromiseLike<T>

/** A coroutine from a generator function; nothing of it runs before it is awaited. */
export function coroutine<T>(name: string, body: () => Generator<Suspension, T, unknown>): AsyncResult<T> {
  return fromBody(name, body())
}

/**
 * A coroutine from a body.
 *
 * @param origin the call that makes it, if other threads can do the same
 */
export function fromBody<T>(name: string, body: CoroutineBody<T>, origin?: Origin): AsyncResult<T> {
  return new Coroutine(body, name, origin) as AsyncResult<T>
}

/** Leaves an asynchronous context manager by hand, without an error. */
export function exiting(manager: AsyncContextManager): AsyncResult<void> {
  return coroutine('__aexit__', function* () {
    const result = manager[EXIT](undefined)
    if (isAwaitable(result))
      yield* wait(result)
  })
}

/** Awaits something in a generator of the engine's own. */
export function* wait<T>(awaitable: Awaitable<T> | PromiseLike<T>): Generator<Suspension, T, unknown> {
  return (yield* awaited(awaitable, current.line)) as T
}
