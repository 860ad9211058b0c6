/**
 * `await using`, which is `async with`: unlike JavaScript's own, leaving a block tells the context manager what
 * was raised in it, as `__aexit__` does. TaskGroup and timeout need to know.
 * https://docs.python.org/3.14/reference/datamodel.html#asynchronous-context-managers
 */
import { type Awaitable, awaited, isAwaitable, type Suspension } from './coroutine'
import { describe } from './functions'

/** Marks `__aenter__` and `__aexit__`. */
export const ENTER: unique symbol = Symbol('enter')
export const EXIT: unique symbol = Symbol('exit')

/** An asynchronous context manager of the standard modules. */
export interface AsyncContextManager {
  [ENTER]?: () => Awaitable<unknown>
  /** Returns true to swallow the error, as `__aexit__` does. */
  [EXIT]: (error: unknown) => Awaitable<unknown>
}

type Resource = Partial<AsyncContextManager> & Partial<AsyncDisposable> & Partial<Disposable>

/**
 * Enters the context manager of an `await using` declaration and gives the variable's value.
 *
 * @param entered the block's managers; this one is added once it is entered
 */
export function* enterAsyncContext(entered: unknown[], resource: unknown, line: number): Generator<Suspension, unknown, unknown> {
  if (resource === null || resource === undefined)
    return resource
  const { [ENTER]: enter, [EXIT]: exit, [Symbol.asyncDispose]: asyncDispose, [Symbol.dispose]: dispose } = resource as Resource
  if (!exit && !asyncDispose && !dispose)
    throw new TypeError(`'${describe(resource)}' object does not support the asynchronous context manager protocol`)
  if (enter)
    yield* awaited(enter.call(resource as AsyncContextManager), line)
  entered.push(resource)
  return resource
}

/**
 * Leaves the context managers of a block, the last entered first.
 *
 * @param entered those that were entered
 * @param error what the block raised, if it did
 * @param error.raised the exception
 * @throws what the block raised, or what leaving raised instead
 */
export function* exitAsyncContext(entered: unknown[], error: { raised: unknown } | undefined, line: number): Generator<Suspension, void, unknown> {
  for (const resource of entered.reverse() as Resource[]) {
    try {
      const result = resource[EXIT]
        ? resource[EXIT](error?.raised)
        : resource[Symbol.asyncDispose] ? resource[Symbol.asyncDispose]?.() : resource[Symbol.dispose]?.()
      const swallow = isAwaitable(result) ? yield* awaited(result, line) : undefined
      if (swallow === true)
        error = undefined
    }
    catch (raised) {
      error = { raised }
    }
  }
  if (error)
    throw error.raised
}
