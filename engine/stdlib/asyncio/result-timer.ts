import type { SettableFuture } from './events'
import { Context } from '../contextvars/context'
import { TimerHandle } from './handles'

/** Runs no code of a program, so one context does for all. */
const context = new Context()

function setResultUnlessCancelled(): void {}

/**
 * Makes a future done: what `asyncio.sleep` waits for. There may be ten thousand of them at a time, so it has neither a
 * context nor arguments of its own, and the time that it takes is not worth a look at the clock.
 */
export class ResultTimer<T> extends TimerHandle {
  readonly #future: SettableFuture<T>
  readonly #result: T

  constructor(when: number, future: SettableFuture<T>, result: T, order: number, onCancel: () => void) {
    super(when, setResultUnlessCancelled, [], context, order, onCancel)
    this.#future = future
    this.#result = result
  }

  override run$loop(): void {
    if (!this.#future.done())
      this.#future.setResult(this.#result)
  }
}
