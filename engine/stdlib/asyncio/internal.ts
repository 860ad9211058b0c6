/** The engine's own coroutines. */
import type { AsyncContextManager } from '../../kernel/context-manager'
import type { Awaitable, CoroutineBody, Origin, Suspension } from '../../kernel/coroutine'
import { EXIT } from '../../kernel/context-manager'
import { awaited, Coroutine, isAwaitable } from '../../kernel/coroutine'
import { current } from '../../kernel/current'

/** A coroutine as TypeScript sees it, so that `await` has the type of its result. */
export type AsyncResult<T> = Coroutine<T> & PromiseLike<T>

/** Creates a coroutine from a generator function; it doesn't start before it is awaited. */
export function coroutine<T>(name: string, body: () => Generator<Suspension, T, unknown>): AsyncResult<T> {
  return fromBody(name, body())
}

/**
 * Creates a coroutine from a body.
 *
 * @param origin the call that creates it, if other threads can make the same call
 */
export function fromBody<T>(name: string, body: CoroutineBody<T>, origin?: Origin): AsyncResult<T> {
  return new Coroutine(body, name, origin) as AsyncResult<T>
}

/** Exits an asynchronous context manager by hand, without an error. */
export function exiting(manager: AsyncContextManager): AsyncResult<void> {
  return coroutine('__aexit__', function* () {
    const result = manager[EXIT](undefined)
    if (isAwaitable(result))
      yield* wait(result)
  })
}

/** Awaits something in one of the engine's own generators. */
export function* wait<T>(awaitable: Awaitable<T> | PromiseLike<T>): Generator<Suspension, T, unknown> {
  return (yield* awaited(awaitable, current.line)) as T
}
