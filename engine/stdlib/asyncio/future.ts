/** Futures: Lib/asyncio/futures.py. */
import { State } from '../../protocol/trace'
import { AWAIT, type Awaitable, type AwaitIterator, type Suspension } from '../../kernel/coroutine'
import { current } from '../../kernel/current'
import { RuntimeError } from '../../kernel/errors'
import type { Subject } from '../../kernel/objects'
import { traceState } from '../../kernel/trace'
import { type Context, currentContext } from '../contextvars/context'
import { CancelledError, InvalidStateError } from './exceptions'
import type { EventLoop } from './loop'
import { getRunningLoop } from './running'

enum FutureState { Pending, Cancelled, Finished }

interface DoneCallback {
  call: (future: never) => void
  context: Context
}

/** What a task that awaits a future is shown to wait for. */
export interface WaitsFor {
  state: State
  /** Address of the object. */
  subject: number
  /** Lane of the task or thread. */
  peer: number
}

const FOR_SOMETHING: WaitsFor = { state: State.Waiting, subject: 0, peer: 0 }

/**
 * A result that is not there yet. It belongs to one event loop and is not thread-safe.
 *
 * @see https://docs.python.org/3.14/library/asyncio-future.html#asyncio.Future
 */
export class Future<T = unknown> implements Awaitable<T> {
  #state = FutureState.Pending
  #result: T | undefined
  #exception: Error | undefined
  #callbacks: DoneCallback[] = []
  #cancelMessage: string | undefined
  readonly #loop: EventLoop
  /**
   * Whether an exception has to be reported, since nobody has asked for it.
   * @internal
   */
  logTraceback = false
  /**
   * Whether a task has just yielded it to its loop.
   * @internal
   */
  blocking = false
  /**
   * How the timeline shows a task that awaits it.
   * @internal
   */
  waitsFor: WaitsFor = FOR_SOMETHING
  /**
   * Lane of the task that awaits it, to be shown as ready when it is done; 0 if none does.
   * @internal
   */
  waiter = 0

  constructor(options: {
    /** @default the running one */
    loop?: EventLoop
  } = {}) {
    this.#loop = options.loop ?? getRunningLoop()
  }

  /** The event loop it belongs to. */
  getLoop(): EventLoop {
    return this.#loop
  }

  /** Whether it has a result or an exception, or was cancelled. */
  done(): boolean {
    return this.#state !== FutureState.Pending
  }

  /** Whether it was cancelled. */
  cancelled(): boolean {
    return this.#state === FutureState.Cancelled
  }

  /**
   * The result.
   *
   * @throws CancelledError when it was cancelled, the exception when it has one
   * @throws InvalidStateError when it has none yet
   */
  result(): T {
    if (this.#state === FutureState.Cancelled)
      throw this.makeCancelledError()
    if (this.#state !== FutureState.Finished)
      throw new InvalidStateError('Result is not ready.')
    this.logTraceback = false
    if (this.#exception)
      throw this.#exception
    return this.#result as T
  }

  /**
   * The exception, null if it has a result.
   *
   * @throws CancelledError when it was cancelled
   * @throws InvalidStateError when it is not done
   */
  exception(): Error | null {
    if (this.#state === FutureState.Cancelled)
      throw this.makeCancelledError()
    if (this.#state !== FutureState.Finished)
      throw new InvalidStateError('Exception is not set.')
    this.logTraceback = false
    return this.#exception ?? null
  }

  /**
   * Calls a function with the future once it is done, by the event loop; soon, if it is done.
   */
  addDoneCallback(callback: (future: this) => void, options: {
    /** @default the current one */
    context?: Context
  } = {}): void {
    const context = options.context ?? currentContext()
    if (this.#state !== FutureState.Pending)
      this.#loop.callSoon(callback as (future: never) => void, [this as never], { context })
    else
      this.#callbacks.push({ call: callback, context })
  }

  /** Takes a callback off the list; gives how often it was there. */
  removeDoneCallback(callback: (future: this) => void): number {
    const before = this.#callbacks.length
    this.#callbacks = this.#callbacks.filter(({ call }) => call !== callback)
    return before - this.#callbacks.length
  }

  /**
   * Cancels it and schedules its callbacks.
   *
   * @returns false when it was done already
   */
  cancel(options: {
    /** Message of the CancelledError. */
    msg?: string
  } = {}): boolean {
    this.logTraceback = false
    if (this.#state !== FutureState.Pending)
      return false
    this.#state = FutureState.Cancelled
    this.#cancelMessage = options.msg
    this.#scheduleCallbacks()
    return true
  }

  /** @internal */
  makeCancelledError(): CancelledError {
    return new CancelledError(this.#cancelMessage)
  }

  /**
   * Makes it done, with a result.
   *
   * @throws InvalidStateError when it is done already
   */
  setResult(result: T): void {
    this.#mustBePending()
    this.#result = result
    this.#state = FutureState.Finished
    this.#scheduleCallbacks()
  }

  /**
   * Makes it done, with an exception.
   *
   * @throws InvalidStateError when it is done already
   */
  setException(exception: Error): void {
    this.#mustBePending()
    if (!(exception instanceof Error))
      throw new TypeError('exception must be an Error')
    this.#exception = exception
    this.#state = FutureState.Finished
    this.logTraceback = true
    this.#scheduleCallbacks()
  }

  #mustBePending(): void {
    if (this.#state !== FutureState.Pending)
      throw new InvalidStateError(`${this.#state === FutureState.Cancelled ? 'CANCELLED' : 'FINISHED'}: ${this.toString()}`)
  }

  #scheduleCallbacks(): void {
    if (this.waiter !== 0)
      traceState(this.waiter, State.Ready, 0, current.lane)
    const callbacks = this.#callbacks
    this.#callbacks = []
    for (const { call, context } of callbacks)
      this.#loop.callSoon(call, [this as never], { context })
  }

  * [AWAIT](): AwaitIterator<T> {
    if (!this.done()) {
      this.blocking = true
      yield this as Suspension
    }
    if (!this.done())
      throw new RuntimeError('await wasn\'t used with future')
    return this.result()
  }

  toString(): string {
    const state = ['pending', 'cancelled', 'finished'][this.#state]!
    return `<${this.constructor.name} ${state}>`
  }
}

/** A future on which a task is shown to wait for an object, as a lock. */
export function futureFor<T>(state: State, subject: Subject | undefined, loop = getRunningLoop()): Future<T> {
  const future = new Future<T>({ loop })
  future.waitsFor = { state, subject: subject?.address ?? 0, peer: 0 }
  return future
}
