/** Callbacks that an event loop will call: Lib/asyncio/events.py. */
import type { Context } from '../contextvars/context'
import { RuntimeError } from '../../kernel/errors'
import { repr } from '../builtins/functions'
import { forget } from './instant'

/** Any callback with its arguments. */
export type Callback = (...args: never[]) => unknown

/** How messages show a callback, with its arguments. */
export function callbackRepr(callback: Callback, args: readonly unknown[] = []): string {
  return `${callback.name || '<lambda>'}(${args.map(repr).join(', ')})`
}

/** An entry of a loop's ready queue. */
export interface Runnable {
  /** The context it runs in. */
  readonly context: Context
  /** Calls it, in that context. kernel/traceback.ts recognizes the name. */
  run$loop: () => void
  /** Whether to skip it. */
  cancelled: () => boolean
  /** What it calls, for a message. */
  describe: () => string
}

/**
 * A callback in the loop's ready queue.
 *
 * @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.Handle
 */
export class Handle implements Runnable {
  #callback: Callback | undefined
  #args: readonly unknown[]
  #cancelled = false
  /** @internal */
  readonly context: Context

  /** @internal */
  constructor(callback: Callback, args: readonly unknown[], context: Context) {
    this.#callback = callback
    this.#args = args
    this.context = context
  }

  /**
   * Cancels the call.
   *
   * @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.Handle.cancel
   */
  cancel(): void {
    this.#cancelled = true
    this.#callback = undefined
    this.#args = []
  }

  /** Whether it was cancelled. */
  cancelled(): boolean {
    return this.#cancelled
  }

  /** The context that the callback is called in. */
  getContext(): Context {
    return this.context
  }

  /** @internal */
  run$loop(): void {
    forget()
    this.#callback?.(...this.#args as never[])
  }

  /**
   * How messages show the callback.
   * @internal
   */
  describe(): string {
    return this.#callback ? callbackRepr(this.#callback, this.#args) : ''
  }

  toString(): string {
    return `<${this.#info().join(' ')}>`
  }

  #info(): string[] {
    return [this.constructor.name, ...this.#cancelled ? ['cancelled'] : [], ...this.details(), ...this.#callback ? [this.describe()] : []]
  }

  /** @internal */
  protected details(): string[] {
    return []
  }
}

/** A callback that was posted to the loop of another thread. */
export class CrossingHandle extends Handle {
  /** @throws RuntimeError always: the loop may be calling it at this moment */
  override cancel(): void {
    throw new RuntimeError('a callback of another thread\'s event loop can\'t be cancelled: Handle.cancel() is not thread-safe')
  }
}

/**
 * A callback to be called at a given time.
 *
 * @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.TimerHandle
 */
export class TimerHandle extends Handle {
  readonly #when: number
  readonly #onCancel: () => void
  /**
   * Whether it is among the loop's timers.
   * @internal
   */
  scheduled = true
  /**
   * Orders two timers of the same time: the one created first comes first.
   * @internal
   */
  readonly order: number

  /** @internal */
  constructor(when: number, callback: Callback, args: readonly unknown[], context: Context, order: number, onCancel: () => void) {
    super(callback, args, context)
    this.#when = when
    this.order = order
    this.#onCancel = onCancel
  }

  override cancel(): void {
    if (!this.cancelled() && this.scheduled)
      this.#onCancel()
    super.cancel()
  }

  /**
   * The time of the loop's clock at which it will be called, in seconds.
   *
   * @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.TimerHandle.when
   */
  when(): number {
    return this.#when
  }

  /** Whether it comes before another. @internal */
  before(other: TimerHandle): boolean {
    return this.#when < other.#when || (this.#when === other.#when && this.order < other.order)
  }

  protected override details(): string[] {
    return [`when=${this.#when}`]
  }
}
