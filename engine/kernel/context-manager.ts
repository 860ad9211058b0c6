/**
 * `await using`, which is `async with`: unlike in JavaScript, the context manager's exit gets the exception that the
 * block raised, as `__aexit__` does. TaskGroup and timeout need it.
 * https://docs.python.org/3.14/reference/datamodel.html#asynchronous-context-managers
 */
import type { Awaitable, Suspension } from './coroutine'
import { awaited, isAwaitable } from './coroutine'
import { translated } from './recursion'
import { typeName } from './type-name'

/** Marks `__aenter__` and `__aexit__`. */
export const ENTER: unique symbol = Symbol('enter')
export const EXIT: unique symbol = Symbol('exit')

/** An asynchronous context manager of the standard modules. The results of its two methods are awaited if possible. */
export interface AsyncContextManager {
  [ENTER]?: () => Awaitable<unknown> | PromiseLike<unknown> | void
  /** Returns true to swallow the error, as `__aexit__` does. */
  [EXIT]: (error: unknown) => Awaitable<unknown> | PromiseLike<unknown> | boolean | void
}

type Resource = Partial<AsyncContextManager> & Partial<AsyncDisposable> & Partial<Disposable>

/** Exits one context manager of a block. */
type Exit = (error: unknown) => unknown

/** The context managers that a block has entered and has to exit. */
export type Entered = Exit[]

/**
 * Enters the context manager of an `await using` declaration and returns the variable's value.
 *
 * @param entered the block's managers; this one is added once it is entered
 */
export function* enterAsyncContext(entered: Entered, resource: unknown, line: number): Generator<Suspension, unknown, unknown> {
  if (resource === null || resource === undefined)
    return resource
  const exit = asyncExit(resource as Resource)
  const result = (resource as Resource)[ENTER]?.()
  if (isAwaitable(result))
    yield* awaited(result, line)
  entered.push(exit)
  return resource
}

function asyncExit(resource: Resource): Exit {
  const { [EXIT]: exit, [Symbol.asyncDispose]: asyncDispose, [Symbol.dispose]: dispose } = resource
  if (exit)
    return error => exit.call(resource as AsyncContextManager, error)
  const leave = asyncDispose ?? dispose
  if (!leave)
    throw new TypeError(`'${typeName(resource)}' object does not support the asynchronous context manager protocol${adviceFor(resource)}`)
  return () => leave.call(resource as AsyncDisposable & Disposable)
}

/**
 * Adds the resource of a `using` declaration to a block that has `await using` too, so that all are exited in reverse
 * order.
 */
export function enterContext(entered: Entered, resource: unknown): unknown {
  const manager = usable(resource)
  if (manager !== null && manager !== undefined)
    entered.push(() => void (manager as Disposable)[Symbol.dispose]())
  return resource
}

/**
 * The resource of a `using` declaration.
 *
 * @throws TypeError for anything that is not a context manager; it says what to write
 */
export function usable<T>(resource: T): T {
  if (resource !== null && resource !== undefined && typeof (resource as Partial<Disposable>)[Symbol.dispose] !== 'function')
    throw new TypeError(`'${typeName(resource)}' object does not support the context manager protocol${adviceFor(resource)}`)
  return resource
}

/** What to write for a value that is a context manager of another kind. */
function adviceFor(resource: unknown): string {
  if (typeof resource !== 'object' || resource === null)
    return ''
  if (EXIT in resource || Symbol.asyncDispose in resource)
    return ': write await using, in an async function'
  return 'hold' in resource ? ': write using _ = lock.hold(), with its name in the place of lock' : ''
}

/**
 * Exits the context managers of a block, last entered first.
 *
 * @param entered the managers that were entered
 * @param error what the block raised, if anything
 * @param error.raised the exception
 * @throws the block's exception, or the one that an exit raised instead
 */
export function* exitAsyncContext(entered: Entered, error: { raised: unknown } | undefined, line: number): Generator<Suspension, void, unknown> {
  translated(error?.raised)
  for (let exit = entered.pop(); exit; exit = entered.pop()) {
    try {
      const given = exit(error?.raised)
      const result = isAwaitable(given) ? yield* awaited(given, line) : given
      if (result === true)
        error = undefined
    }
    catch (raised) {
      error = { raised }
    }
  }
  if (error)
    throw error.raised
}
