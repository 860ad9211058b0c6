/**
 * Asynchronous generators and `for await`, on coroutines
 * (https://docs.python.org/3.14/reference/expressions.html#asynchronous-generator-functions).
 */
import { type Awaitable, awaited, Coroutine, isAwaitable, type Suspension } from './coroutine'
import { current } from './current'
import { describe } from './functions'

/** A value that the generator's body yields to its consumer, told apart from what it yields to the event loop. */
class Yielded {
  constructor(readonly value: unknown) {}
}

/** What `yield value` in an async generator compiles to. */
export function yielded(value: unknown): Yielded {
  return new Yielded(value)
}

/** An asynchronous generator object: each method gives a coroutine that runs the body to its next `yield`. */
export class AsyncGeneratorObject {
  readonly #body: Generator<unknown, unknown, unknown>
  readonly #name: string
  #running = false

  constructor(body: Generator<unknown, unknown, unknown>, name: string) {
    this.#body = body
    this.#name = name
  }

  #drive(method: 'next' | 'throw' | 'return', argument: unknown): Coroutine<IteratorResult<unknown>> {
    const drive = function* (this: AsyncGeneratorObject): Generator<Suspension, IteratorResult<unknown>, unknown> {
      if (this.#running)
        throw new TypeError(`asynchronous generator '${this.#name}' is already running`)
      this.#running = true
      try {
        let result = this.#body[method](argument)
        for (;;) {
          if (result.done)
            return { done: true, value: result.value }
          if (result.value instanceof Yielded)
            return { done: false, value: result.value.value }
          let sent: unknown
          try {
            sent = yield result.value as Suspension
          }
          catch (error) {
            result = this.#body.throw(error)
            continue
          }
          result = this.#body.next(sent)
        }
      }
      finally {
        this.#running = false
      }
    }
    return new Coroutine(drive.call(this), `${this.#name}.${method}`)
  }

  next(value?: unknown): Coroutine<IteratorResult<unknown>> {
    return this.#drive('next', value)
  }

  throw(error?: unknown): Coroutine<IteratorResult<unknown>> {
    return this.#drive('throw', error)
  }

  return(value?: unknown): Coroutine<IteratorResult<unknown>> {
    return this.#drive('return', value)
  }

  [Symbol.asyncIterator](): this {
    return this
  }
}

type Step = Awaitable<IteratorResult<unknown>> | IteratorResult<unknown>

interface AsyncIteratorLike {
  next: () => Step
  return?: () => Step
}

/** @throws TypeError for what can't be iterated */
function iteratorOf(value: unknown): AsyncIteratorLike {
  const iterable = value as Partial<Record<symbol, () => AsyncIteratorLike>> | null | undefined
  const method = iterable?.[Symbol.asyncIterator] ?? iterable?.[Symbol.iterator]
  if (!method)
    throw new TypeError(`'async for' requires an object with [Symbol.asyncIterator], got ${describe(value)}`)
  return method.call(iterable)
}

/** A `for await` loop: its iterator and where it is. A synchronous iterable will do, as in JavaScript. */
export class AsyncIteration {
  /** The value of this round. */
  value: unknown
  readonly #iterator: AsyncIteratorLike
  #open = true

  constructor(iterable: unknown) {
    this.#iterator = iteratorOf(iterable)
  }

  * #step(step: Step): Generator<Suspension, IteratorResult<unknown>, unknown> {
    return isAwaitable(step) ? (yield* awaited(step, current.line)) as IteratorResult<unknown> : step
  }

  /** Goes to the next round; false when there is none. */
  next(): Coroutine<boolean> {
    const next = function* (this: AsyncIteration): Generator<Suspension, boolean, unknown> {
      this.#open = false
      const result = yield* this.#step(this.#iterator.next())
      this.#open = !result.done
      this.value = result.value
      return this.#open
    }
    return new Coroutine(next.call(this), 'next')
  }

  /** Closes the iterator if the loop was left before its end. */
  close(): Coroutine<void> {
    const close = function* (this: AsyncIteration): Generator<Suspension, void, unknown> {
      if (this.#open && this.#iterator.return)
        yield* this.#step(this.#iterator.return())
    }
    return new Coroutine(close.call(this), 'close')
  }
}

/** What `yield* source` in an async generator compiles to. */
export function* delegated(source: unknown): Generator<unknown, void, unknown> {
  const each = new AsyncIteration(source)
  try {
    while (yield* awaited(each.next(), current.line))
      yield new Yielded(each.value)
  }
  finally {
    yield* awaited(each.close(), current.line)
  }
}
