/**
 * Asynchronous generators and `for await`, on coroutines
 * (https://docs.python.org/3.14/reference/expressions.html#asynchronous-generator-functions).
 */
import type { Awaitable, Suspension } from './coroutine'
import { awaited, Coroutine, isAwaitable, outOf } from './coroutine'
import { current } from './current'
import { RuntimeError } from './errors'
import { atAddress } from './identity'
import { typeName } from './type-name'

/** A value that the generator's body yields to its consumer, as opposed to what it yields to the event loop. */
class Yielded {
  constructor(readonly value: unknown) {}
}

/** `yield value` in an async generator compiles to a call of this. */
export function yielded(value: unknown): Yielded {
  return new Yielded(value)
}

/** An event loop's hooks into asynchronous generators: `sys.set_asyncgen_hooks`. */
export const asyncGeneratorHooks = {
  /** A generator is iterated for the first time. */
  begun: (_generator: AsyncGeneratorObject): void => {},
  /** A generator has ended. */
  ended: (_generator: AsyncGeneratorObject): void => {},
}

type Method = 'next' | 'throw' | 'return'

/** The methods' names in errors: Python's. */
const PYTHON_NAMES: Readonly<Record<Method, string>> = { next: 'anext', throw: 'athrow', return: 'aclose' }

/**
 * An asynchronous generator object: each method returns a coroutine that runs the body to its next `yield`.
 * `return` is Python's `aclose`, `throw` its `athrow`, `next` its `asend`.
 */
export class AsyncGeneratorObject {
  readonly #body: Generator<unknown, unknown, unknown>
  readonly #name: string
  #begun = false
  #running = false

  constructor(body: Generator<unknown, unknown, unknown>, name: string) {
    this.#body = body
    this.#name = name
  }

  * #drive(method: Method, argument: unknown): Generator<Suspension, IteratorResult<unknown>, unknown> {
    if (this.#running)
      throw new RuntimeError(`${PYTHON_NAMES[method]}(): asynchronous generator is already running`)
    if (!this.#begun) {
      this.#begun = true
      asyncGeneratorHooks.begun(this)
    }
    this.#running = true
    let isSuspended = false
    try {
      let result = this.#body[method](argument)
      while (!result.done && !(result.value instanceof Yielded))
        result = yield* this.#passOn(result.value as Suspension)
      isSuspended = !result.done
      return { value: result.done ? result.value : (result.value as Yielded).value, done: result.done ?? false } as IteratorResult<unknown>
    }
    catch (error) {
      throw outOf('async generator', error)
    }
    finally {
      this.#running = false
      if (!isSuspended)
        asyncGeneratorHooks.ended(this)
    }
  }

  /** Passes what the body yielded on to the event loop, and resumes the body with the answer. */
  * #passOn(suspension: Suspension): Generator<Suspension, IteratorResult<unknown>, unknown> {
    let sent: unknown
    try {
      sent = yield suspension
    }
    catch (error) {
      return this.#body.throw(error)
    }
    return this.#body.next(sent)
  }

  next(value?: unknown): Coroutine<IteratorResult<unknown>> {
    return new Coroutine(this.#drive('next', value), `${this.#name}.next`)
  }

  throw(error?: unknown): Coroutine<IteratorResult<unknown>> {
    return new Coroutine(this.#drive('throw', error), `${this.#name}.throw`)
  }

  return(value?: unknown): Coroutine<IteratorResult<unknown>> {
    return new Coroutine(this.#drive('return', value), `${this.#name}.return`)
  }

  /** Closes it where it is suspended: `await using`. */
  [Symbol.asyncDispose](): Coroutine<IteratorResult<unknown>> {
    return this.return()
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  toString(): string {
    return `<async_generator object ${this.#name}${atAddress(this)}>`
  }
}

type Step = Awaitable<IteratorResult<unknown>> | IteratorResult<unknown>

interface AsyncIteratorLike {
  next: () => Step
  return?: () => Step
}

/**
 * A `for await` loop: its iterator and its state. As in JavaScript a synchronous iterable will do, and its items are
 * awaited.
 */
export class AsyncIteration {
  /** The value of this iteration. */
  value: unknown
  readonly #iterator: AsyncIteratorLike
  readonly #isAsync: boolean
  #open = true
  #failed = false

  /** @throws TypeError for a value that can't be iterated */
  constructor(value: unknown) {
    const iterable = value as Partial<Record<symbol, () => AsyncIteratorLike>> | null | undefined
    const asyncMethod = iterable?.[Symbol.asyncIterator]
    const method = asyncMethod ?? iterable?.[Symbol.iterator]
    if (!method)
      throw new TypeError(`'async for' requires an object with [Symbol.asyncIterator], got ${typeName(value)}`)
    this.#iterator = method.call(iterable)
    this.#isAsync = asyncMethod !== undefined
  }

  * #step(step: Step): Generator<Suspension, IteratorResult<unknown>, unknown> {
    return isAwaitable(step) ? (yield* awaited(step, current.line)) as IteratorResult<unknown> : step
  }

  * #next(): Generator<Suspension, boolean, unknown> {
    this.#open = false
    const { done, value } = yield* this.#step(this.#iterator.next())
    this.value = !done && !this.#isAsync && isAwaitable(value) ? yield* awaited(value, current.line) : value
    this.#open = !done
    return this.#open
  }

  /** Goes on to the next iteration; false when there is none. */
  next(): Coroutine<boolean> {
    return new Coroutine(this.#next(), 'next')
  }

  /** The loop was left by an error, which takes precedence over an error of closing the iterator. */
  failed(error: unknown): unknown {
    this.#failed = true
    return error
  }

  * #close(): Generator<Suspension, void, unknown> {
    if (!this.#open || !this.#iterator.return)
      return
    try {
      yield* this.#step(this.#iterator.return())
    }
    catch (error) {
      if (!this.#failed)
        throw error
    }
  }

  /** Closes the iterator if the loop was left before its end. */
  close(): Coroutine<void> {
    return new Coroutine(this.#close(), 'close')
  }
}

/** `yield* source` in an async generator compiles to a call of this. */
export function* delegated(source: unknown): Generator<unknown, void, unknown> {
  const each = new AsyncIteration(source)
  try {
    while (yield* awaited(each.next(), current.line))
      yield new Yielded(each.value)
  }
  catch (error) {
    throw each.failed(error)
  }
  finally {
    yield* awaited(each.close(), current.line)
  }
}
