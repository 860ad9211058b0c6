/**
 * Coroutines. The compiler turns an async function into a generator function; a call of it makes one of these,
 * which does not start before it is awaited or becomes a task, as in Python
 * (https://docs.python.org/3.14/reference/datamodel.html#coroutine-objects).
 */
import { current } from './current'
import { RuntimeError, StopAsyncIteration, StopIteration } from './errors'
import { onFreshRun } from './fresh-run'
import { atAddress } from './identity'
import { report } from './text-writer'
import { typeName } from './type-name'

/** What a coroutine yields to its event loop: the future that it waits for, or nothing (`asyncio.sleep(0)`). */
export type Suspension = object | undefined

/** Marks awaitables; the counterpart of `__await__`. */
export const AWAIT: unique symbol = Symbol('await')

/** The iterator of an await. */
export type AwaitIterator<T> = Iterator<Suspension, T, unknown>

/** Anything that can be awaited: its iterator yields to the event loop and returns the result. */
export interface Awaitable<T> {
  [AWAIT]: () => AwaitIterator<T>
}

/** The call that created a coroutine. */
export interface Origin {
  /** The name by which other threads know the function. */
  callee: string
  args: ArrayLike<unknown>
}

/** Marks the method to call when an object is dropped, where Python would collect it at once. */
export const DROPPED: unique symbol = Symbol('dropped')

/** The body of a coroutine: a generator, or an iterator written by hand where speed counts. */
export interface CoroutineBody<T> {
  next: (value: unknown) => IteratorResult<Suspension, T>
  throw: (error: unknown) => IteratorResult<Suspension, T>
  return: (value: never) => IteratorResult<Suspension, T>
}

/**
 * The exception that leaves a coroutine or an asynchronous generator: those that mean its own end are replaced, as in
 * Python.
 */
export function outOf(what: 'coroutine' | 'async generator', error: unknown): unknown {
  if (error instanceof StopIteration || (what === 'async generator' && error instanceof StopAsyncIteration))
    return new RuntimeError(`${what} raised ${error.name}`, { cause: error })
  return error
}

enum CoroutineState { Created, Suspended, Running, Closed }

/** Coroutines that were created; started ones are removed from time to time. */
let made: Coroutine[] = []
/** The length at which that list is cleaned up next. */
let madeLimit = 1024

function remember(coroutine: Coroutine): void {
  if (made.push(coroutine) < madeLimit)
    return
  made = made.filter(isUnstarted)
  madeLimit = 1024 + 2 * made.length
}

function isUnstarted(coroutine: Coroutine): boolean {
  return coroutine.unstarted
}

/**
 * A coroutine object: the result of calling an async function.
 *
 * @see https://docs.python.org/3.14/reference/datamodel.html#coroutine-objects
 */
export class Coroutine<T = unknown> implements Awaitable<T>, AwaitIterator<T> {
  /** The name of the async function. */
  readonly name: string
  /**
   * The source line of the call that created it.
   * @internal
   */
  readonly line: number
  /**
   * How it was created, if other threads can do the same: before it starts it can be created anew there.
   * @internal
   */
  readonly origin: Origin | undefined
  #state = CoroutineState.Created
  readonly #body: CoroutineBody<T>

  /** @internal */
  constructor(body: CoroutineBody<T>, name: string, origin?: Origin) {
    this.#body = body
    this.name = name
    this.origin = origin
    this.line = current.line
    remember(this as Coroutine)
  }

  /** @internal */
  get unstarted(): boolean {
    return this.#state === CoroutineState.Created
  }

  /**
   * Whether it is running (`cr_running`).
   * @internal
   */
  get running(): boolean {
    return this.#state === CoroutineState.Running
  }

  /**
   * Whether it has ended.
   * @internal
   */
  get closed(): boolean {
    return this.#state === CoroutineState.Closed
  }

  /**
   * Starts or resumes it; called by `yield*`.
   * @internal
   */
  next(value?: unknown): IteratorResult<Suspension, T> {
    this.#enter()
    try {
      const result = this.#body.next(value)
      this.#state = result.done ? CoroutineState.Closed : CoroutineState.Suspended
      return result
    }
    catch (error) {
      this.#state = CoroutineState.Closed
      throw outOf('coroutine', error)
    }
  }

  /**
   * Starts or resumes it and returns what it yields to its event loop.
   *
   * @throws StopIteration when it returns
   * @see https://docs.python.org/3.14/reference/datamodel.html#coroutine.send
   */
  send(value: unknown): unknown {
    return this.#yielded(this.next(value))
  }

  /**
   * Raises an exception at the await where it is suspended. `yield*` calls it too.
   *
   * @see https://docs.python.org/3.14/reference/datamodel.html#coroutine.throw
   */
  throw(error?: unknown): IteratorResult<Suspension, T> {
    this.#enter()
    try {
      const result = this.#body.throw(error)
      this.#state = result.done ? CoroutineState.Closed : CoroutineState.Suspended
      return result
    }
    catch (raised) {
      this.#state = CoroutineState.Closed
      throw outOf('coroutine', raised)
    }
  }

  /**
   * Ends it where it is suspended, as if it had returned the value; called by `yield*` when the awaiting coroutine is
   * closed.
   * @internal
   */
  return(value?: unknown): IteratorResult<Suspension, T> {
    if (this.#state === CoroutineState.Running)
      throw new TypeError('coroutine already executing')
    const { unstarted } = this
    this.#state = CoroutineState.Closed
    return unstarted ? { done: true, value: value as T } : this.#body.return(value as never)
  }

  /**
   * Ends it where it is suspended, running its `finally` blocks.
   *
   * @throws RuntimeError when one of those awaits something
   * @see https://docs.python.org/3.14/reference/datamodel.html#coroutine.close
   */
  close(): void {
    if (this.#state !== CoroutineState.Closed && !this.return().done)
      throw new RuntimeError('coroutine ignored GeneratorExit')
  }

  /** @internal */
  [AWAIT](): AwaitIterator<T> {
    if (this.#state !== CoroutineState.Created)
      throw new RuntimeError(this.closed ? 'cannot reuse already awaited coroutine' : 'coroutine is being awaited already')
    return this
  }

  #enter(): void {
    if (this.#state === CoroutineState.Running)
      throw new TypeError('coroutine already executing')
    if (this.#state === CoroutineState.Closed)
      throw new RuntimeError('cannot reuse already awaited coroutine')
    this.#state = CoroutineState.Running
  }

  #yielded(result: IteratorResult<Suspension, T>): unknown {
    if (result.done)
      throw result.value === undefined || result.value === null ? new StopIteration() : new StopIteration(result.value)
    return result.value
  }

  /**
   * Warns that it can never be awaited.
   * @internal
   */
  [DROPPED](): void {
    if (!this.unstarted)
      return
    warnNeverAwaited(this as Coroutine)
    this.close()
  }

  toString(): string {
    return `<coroutine object ${this.name}${atAddress(this)}>`
  }
}

/** Notes that a value was dropped: it was a whole statement, so nothing refers to it any more. */
export function dropped(value: unknown): unknown {
  if (typeof value === 'object' && value !== null && DROPPED in value)
    (value as { [DROPPED]: () => void })[DROPPED]()
  return value
}

/** Warns about every coroutine that has not been started by the end of a thread. */
export function warnUnstartedCoroutines(): void {
  for (const coroutine of made.filter(isUnstarted))
    warnNeverAwaited(coroutine)
  made = []
}

function warnNeverAwaited({ name, line }: Coroutine): void {
  report({
    severity: 'warning',
    origin: 'task',
    type: 'RuntimeWarning',
    message: `coroutine '${name}' was never awaited`,
    where: '',
    stack: '',
    line,
    hint: /^\w+$/.test(name)
      ? `A call of an async function only makes a coroutine: write await ${name}(…), or asyncio.createTask(${name}(…)).`
      : 'A call of an async function only makes a coroutine: await what is called, or, for all items of a list, await asyncio.gather(...list.map(f)).',
  })
}

/** Whether a value can be awaited. */
export function isAwaitable(value: unknown): value is Awaitable<unknown> {
  return typeof value === 'object' && value !== null && AWAIT in value
}

/** The iterable that `yield*` gets: `yield*` asks for its iterator at once, so one object serves every await. */
const delegate = {
  iterator: undefined as unknown as Iterator<Suspension, unknown, unknown>,
  [Symbol.iterator](): Iterator<Suspension, unknown, unknown> {
    return this.iterator
  },
}

/**
 * `await` compiles to a `yield*` of the iterable that this returns.
 *
 * @throws TypeError for a value that can't be awaited
 */
export function awaited(value: unknown, line: number): Iterable<Suspension, unknown, unknown> {
  current.line = line
  if (isAwaitable(value)) {
    delegate.iterator = value[AWAIT]()
    return delegate
  }
  if (value instanceof Promise) {
    throw new TypeError('\'Promise\' object can\'t be awaited: the event loop runs coroutines, '
      + 'tasks and futures, not JavaScript\'s promises')
  }
  throw new TypeError(`'${typeName(value)}' object can't be awaited`)
}

onFreshRun(() => made = [])
