/**
 * Coroutines. The compiler turns an async function into a generator function; a call of it makes one of these,
 * which does not start before it is awaited or becomes a task, as in Python
 * (https://docs.python.org/3.14/reference/datamodel.html#coroutine-objects).
 */
import { current } from './current'
import { RuntimeError } from './errors'
import { describe } from './functions'
import { report } from './text'

/** What a coroutine yields to its event loop: a future that it waits for, or nothing (`asyncio.sleep(0)`). */
export type Suspension = object | undefined

/** What an awaitable does when it is awaited. */
export type AwaitIterator<T> = Iterator<Suspension, T, unknown>

/** What can be awaited: its iterator yields to the event loop and returns the result. */
export interface Awaitable<T> {
  [AWAIT]: () => AwaitIterator<T>
}

/** Marks what can be awaited; the counterpart of `__await__`. */
export const AWAIT: unique symbol = Symbol('await')

enum CoroutineState { Created, Suspended, Running, Closed }

/** Coroutines that were made and have not been started. */
const unstarted = new Set<Coroutine<unknown>>()

/** A coroutine object. */
export class Coroutine<T = unknown> implements Awaitable<T>, AwaitIterator<T> {
  /** The name of the async function. */
  readonly name: string
  /** The source line of the call that made it. */
  readonly line: number
  #state = CoroutineState.Created
  readonly #body: Generator<Suspension, T, unknown>

  constructor(body: Generator<Suspension, T, unknown>, name: string) {
    this.#body = body
    this.name = name
    this.line = current.line
    unstarted.add(this as Coroutine)
  }

  /** Starts or resumes it (`coro.send`). */
  next(value?: unknown): IteratorResult<Suspension, T> {
    this.#enter()
    try {
      return this.#leave(this.#body.next(value))
    }
    catch (error) {
      this.#state = CoroutineState.Closed
      throw error
    }
  }

  /** Raises an exception at the await where it is suspended (`coro.throw`). */
  throw(error?: unknown): IteratorResult<Suspension, T> {
    this.#enter()
    try {
      return this.#leave(this.#body.throw(error))
    }
    catch (raised) {
      this.#state = CoroutineState.Closed
      throw raised
    }
  }

  /** Ends it where it is suspended, as if it had returned the value; what `yield*` calls when the awaiting coroutine is closed. */
  return(value?: unknown): IteratorResult<Suspension, T> {
    unstarted.delete(this as Coroutine)
    if (this.#state === CoroutineState.Running)
      throw new TypeError('coroutine is already executing')
    this.#state = CoroutineState.Closed
    return this.#body.return(value as T)
  }

  /** Ends it where it is suspended, running its `finally` blocks (`coro.close`). */
  close(): void {
    if (this.#state !== CoroutineState.Closed && !this.return().done)
      throw new RuntimeError('coroutine ignored GeneratorExit')
  }

  [AWAIT](): AwaitIterator<T> {
    if (this.#state === CoroutineState.Closed)
      throw new RuntimeError('cannot reuse already awaited coroutine')
    if (this.#state !== CoroutineState.Created)
      throw new RuntimeError('coroutine is being awaited already')
    return this
  }

  #enter(): void {
    switch (this.#state) {
      case CoroutineState.Running: throw new TypeError('coroutine is already executing')
      case CoroutineState.Closed: throw new RuntimeError('cannot reuse already awaited coroutine')
      case CoroutineState.Created: unstarted.delete(this as Coroutine)
    }
    this.#state = CoroutineState.Running
  }

  #leave(result: IteratorResult<Suspension, T>): IteratorResult<Suspension, T> {
    this.#state = result.done ? CoroutineState.Closed : CoroutineState.Suspended
    return result
  }
}

/** Warns of a coroutine whose call was a statement of its own, so that nothing can await it any more. */
export function dropped(value: unknown): unknown {
  if (value instanceof Coroutine && unstarted.delete(value))
    warnNeverAwaited(value)
  return value
}

/** Warns of every coroutine that has not been started until now: at the end of a thread. */
export function warnUnstartedCoroutines(): void {
  for (const coroutine of unstarted)
    warnNeverAwaited(coroutine)
  unstarted.clear()
}

function warnNeverAwaited(coroutine: Coroutine): void {
  report({
    severity: 'warning',
    origin: 'task',
    type: 'RuntimeWarning',
    message: `coroutine '${coroutine.name}' was never awaited`,
    where: '',
    stack: '',
    line: coroutine.line,
    hint: `A call of an async function only makes a coroutine: write await ${coroutine.name}(…), or asyncio.createTask(${coroutine.name}(…)).`,
  })
}

/** Whether a value can be awaited. */
export function isAwaitable(value: unknown): value is Awaitable<unknown> {
  return typeof value === 'object' && value !== null && AWAIT in value
}

/** What `yield*` gets: it asks for the iterator at once, so one object serves every await. */
const delegate = {
  iterator: undefined as unknown as Iterator<Suspension, unknown, unknown>,
  [Symbol.iterator](): Iterator<Suspension, unknown, unknown> {
    return this.iterator
  },
}

/**
 * What `await` compiles to: the iterable that `yield*` delegates to.
 *
 * @throws TypeError for what can't be awaited
 */
export function awaited(value: unknown, line: number): Iterable<Suspension, unknown, unknown> {
  current.line = line
  if (isAwaitable(value)) {
    delegate.iterator = value[AWAIT]()
    return delegate
  }
  if (value instanceof Promise) {
    throw new TypeError('object Promise can\'t be used in \'await\' expression: the event loop runs coroutines, '
      + 'tasks and futures, not JavaScript\'s promises')
  }
  throw new TypeError(`object ${describe(value)} can't be used in 'await' expression`)
}
