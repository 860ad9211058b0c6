import type { AwaitIterator, Suspension } from '../../kernel/coroutine'
import { RuntimeError } from '../../kernel/errors'
import { raisedAnew } from '../../kernel/traceback'

/** The part of a future that awaiting it needs. */
interface AwaitedFuture<T> {
  blocking: boolean
  done: () => boolean
  result: () => T
}

/** Awaits a future: yields it to the loop, then returns its result. */
export class FutureIterator<T> implements AwaitIterator<T> {
  readonly #future: AwaitedFuture<T>
  #yielded = false

  constructor(future: AwaitedFuture<T>) {
    this.#future = future
  }

  next(): IteratorResult<Suspension, T> {
    const future = this.#future
    if (!this.#yielded) {
      this.#yielded = true
      if (!future.done()) {
        future.blocking = true
        return { done: false, value: future }
      }
    }
    if (!future.done())
      throw new RuntimeError('await wasn\'t used with future')
    return { done: true, value: future.result() }
  }

  throw(error: unknown): IteratorResult<Suspension, T> {
    throw raisedAnew(error)
  }

  return(value: T): IteratorResult<Suspension, T> {
    return { done: true, value }
  }
}
