import type { SettableFuture } from './events'
import { Context } from '../contextvars/context'
import { TimerHandle } from './handles'

/** One context for all: these timers run no code of a program. */
const context = new Context()

function setResultUnlessCancelled(): void {}

/**
 * Completes the future that `asyncio.sleep` waits for. There may be ten thousand of these at a time, so it has neither a
 * context nor arguments of its own, and doesn't read the clock to time itself.
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
