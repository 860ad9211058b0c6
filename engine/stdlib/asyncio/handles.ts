/** Callbacks that an event loop will call: Lib/asyncio/events.py. */
import type { Context } from '../contextvars/context'

/**
 * A callback in the loop's ready queue.
 *
 * @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.Handle
 */
export class Handle {
  /** @internal */
  callback: (...args: never[]) => unknown
  /** @internal */
  readonly args: readonly unknown[]
  /** @internal */
  readonly context: Context
  #cancelled = false

  /** @internal */
  constructor(callback: (...args: never[]) => unknown, args: readonly unknown[], context: Context) {
    this.callback = callback
    this.args = args
    this.context = context
  }

  /** Keeps the callback from being called. */
  cancel(): void {
    this.#cancelled = true
  }

  /** Whether it was cancelled. */
  cancelled(): boolean {
    return this.#cancelled
  }
}

/**
 * A callback that will be called at a time.
 *
 * @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.TimerHandle
 */
export class TimerHandle extends Handle {
  readonly #when: number

  /** @internal */
  constructor(when: number, callback: (...args: never[]) => unknown, args: readonly unknown[], context: Context) {
    super(callback, args, context)
    this.#when = when
  }

  /** The time of the loop's clock at which it will be called, in seconds. */
  when(): number {
    return this.#when
  }
}
