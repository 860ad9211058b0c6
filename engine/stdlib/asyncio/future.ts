/** Futures: Lib/asyncio/futures.py. */
import type { Awaitable, AwaitIterator } from '../../kernel/coroutine'
import type { Identity } from '../../kernel/objects'
import type { Passages } from '../../kernel/traceback'
import type { Context } from '../contextvars/context'
import type { DoneCallback, Waiter } from './done-callbacks'
import type { AbstractEventLoop } from './events'
import type { CancelledError } from './exceptions'
import { AWAIT, DROPPED } from '../../kernel/coroutine'
import { IDENTITY } from '../../kernel/objects'
import { checkOptions } from '../../kernel/options'
import { passagesOf, raisedAnew, withPassages } from '../../kernel/traceback'
import { State } from '../../protocol/trace'
import { repr } from '../builtins/functions'
import { copyContext } from '../contextvars/context'
import { localIdentity, registerLocalClass } from './crossing'
import { getEventLoop } from './events'
import { exceptionToSet } from './exception-to-set'
import { cancelledError, InvalidStateError } from './exceptions'
import { FutureIterator } from './future-iterator'
import { callbackRepr } from './handles'
import { unretrieved } from './unretrieved'

/** Names of the options of `cancel`. */
export const CANCEL_NAMES: readonly string[] = ['msg']
const CONSTRUCTOR_NAMES: readonly string[] = ['loop']
const CALLBACK_NAMES: readonly string[] = ['context']

enum FutureState { Pending, Cancelled, Finished }

const STATE_NAMES = ['PENDING', 'CANCELLED', 'FINISHED'] as const

/**
 * A result that is not there yet. It belongs to one event loop and is not thread-safe.
 *
 * @see https://docs.python.org/3.14/library/asyncio-future.html#asyncio.Future
 */
export class Future<T = unknown> implements Awaitable<T>, PromiseLike<T> {
  /** Declared only, so that TypeScript knows what `await` gives. The event loop runs no promises. */
  declare readonly then: PromiseLike<T>['then']
  #state = FutureState.Pending
  #result: T | undefined
  #exception: Error | undefined
  /** The first callback, on its own: nearly every future has one callback or none. */
  #callback: DoneCallback | Waiter | undefined
  #moreCallbacks: (DoneCallback | Waiter)[] | undefined
  /** The frames that the exception had passed through when it was set. */
  #passages: Passages | undefined
  #cancelMessage: unknown
  /** The exception that a task raised when it was cancelled: the first caller to ask for the result gets it. */
  #cancelledError: CancelledError | undefined
  readonly #loop: AbstractEventLoop
  /** Whether the exception still must be reported, because no code has retrieved it. */
  #logTraceback = false
  #dropped = false
  /**
   * Whether a task has just yielded it to its loop.
   * @internal
   */
  blocking = false
  /**
   * The state that the timeline shows for a task that awaits it.
   * @internal
   */
  waitState = State.Waiting
  /**
   * Address of the object that such a task waits for; 0 for none.
   * @internal
   */
  waitSubject = 0
  /**
   * Lane of the task or thread that such a task waits for; 0 for none.
   * @internal
   */
  waitPeer = 0

  constructor(options: {
    /** @default the running loop */
    loop?: AbstractEventLoop | null
  } = {}) {
    checkOptions('Future', options, CONSTRUCTOR_NAMES)
    this.#loop = options.loop ?? getEventLoop()
  }

  /**
   * The event loop it belongs to.
   *
   * @see https://docs.python.org/3.14/library/asyncio-future.html#asyncio.Future.get_loop
   */
  getLoop(): AbstractEventLoop {
    return this.#loop
  }

  /**
   * Whether it has a result or an exception, or was cancelled.
   *
   * @see https://docs.python.org/3.14/library/asyncio-future.html#asyncio.Future.done
   */
  done(): boolean {
    return this.#state !== FutureState.Pending
  }

  /**
   * Whether it was cancelled.
   *
   * @see https://docs.python.org/3.14/library/asyncio-future.html#asyncio.Future.cancelled
   */
  cancelled(): boolean {
    return this.#state === FutureState.Cancelled
  }

  /**
   * The result.
   *
   * @throws CancelledError when it was cancelled, the exception when it has one
   * @throws InvalidStateError when it has none yet
   * @see https://docs.python.org/3.14/library/asyncio-future.html#asyncio.Future.result
   */
  result(): T {
    if (this.#state === FutureState.Cancelled)
      throw this.makeCancelledError()
    if (this.#state !== FutureState.Finished)
      throw new InvalidStateError('Result is not set.')
    const failure = this.failure()
    if (failure)
      throw raisedAnew(failure)
    return this.#result as T
  }

  /**
   * The exception that awaiting it would raise, if it is done; undefined if none.
   * @internal
   */
  failure(): Error | undefined {
    if (this.#state === FutureState.Cancelled)
      return this.makeCancelledError()
    this.retrieved()
    return this.#exception && withPassages(this.#exception, this.#passages)
  }

  /**
   * The exception; null if it has a result.
   *
   * @throws CancelledError when it was cancelled
   * @throws InvalidStateError when it is not done
   * @see https://docs.python.org/3.14/library/asyncio-future.html#asyncio.Future.exception
   */
  exception(): Error | null {
    if (this.#state === FutureState.Cancelled)
      throw this.makeCancelledError()
    if (this.#state !== FutureState.Finished)
      throw new InvalidStateError('Exception is not set.')
    this.retrieved()
    return this.#exception ?? null
  }

  /**
   * Has the event loop call a function with the future once it is done; soon, if it already is.
   *
   * @see https://docs.python.org/3.14/library/asyncio-future.html#asyncio.Future.add_done_callback
   */
  addDoneCallback(callback: (future: this) => unknown, options: {
    /** @default a copy of the current one */
    context?: Context | null
  } = {}): void {
    checkOptions('add_done_callback', options, CALLBACK_NAMES)
    const context = options.context ?? copyContext()
    if (this.#state !== FutureState.Pending)
      this.#loop.scheduler.callSoon(callback, [this], context)
    else
      this.#add({ call: callback, context })
  }

  /**
   * Wakes a task once it is done.
   * @internal
   */
  addWaiter(waiter: Waiter): void {
    if (this.#state !== FutureState.Pending)
      waiter.wake(this)
    else
      this.#add(waiter)
  }

  #add(callback: DoneCallback | Waiter): void {
    if (this.#callback === undefined)
      this.#callback = callback
    else if (this.#moreCallbacks === undefined)
      this.#moreCallbacks = [callback]
    else
      this.#moreCallbacks.push(callback)
  }

  /** The callbacks, in the order in which they were added. */
  #callbacks(): (DoneCallback | Waiter)[] {
    return this.#callback === undefined ? [] : [this.#callback, ...this.#moreCallbacks ?? []]
  }

  /**
   * Removes a callback; returns how many times it was there.
   *
   * @see https://docs.python.org/3.14/library/asyncio-future.html#asyncio.Future.remove_done_callback
   */
  removeDoneCallback(callback: (future: this) => unknown): number {
    const before = this.#callbacks()
    const after = before.filter(entry => !('call' in entry && entry.call === callback))
    this.#callback = after[0]
    this.#moreCallbacks = after.length > 1 ? after.slice(1) : undefined
    return before.length - after.length
  }

  /**
   * Cancels it and schedules its callbacks.
   *
   * @returns false when it was already done
   * @see https://docs.python.org/3.14/library/asyncio-future.html#asyncio.Future.cancel
   */
  cancel(options: {
    /** Message of the CancelledError. */
    msg?: unknown
  } = {}): boolean {
    checkOptions('cancel', options, CANCEL_NAMES)
    this.retrieved()
    if (this.#state !== FutureState.Pending)
      return false
    this.#state = FutureState.Cancelled
    this.#cancelMessage = options.msg
    this.#scheduleCallbacks()
    return true
  }

  /**
   * Keeps the exception that a cancelled task raised.
   * @internal
   */
  protected cancelledWith(error: CancelledError): void {
    this.#cancelledError = error
    this.#state = FutureState.Cancelled
    this.retrieved()
    this.#scheduleCallbacks()
  }

  /** @internal */
  get cancelMessage(): unknown {
    return this.#cancelMessage
  }

  /** @internal */
  makeCancelledError(): CancelledError {
    const error = this.#cancelledError
    this.#cancelledError = undefined
    return error ?? cancelledError(this.#cancelMessage)
  }

  /**
   * Completes it with a result.
   *
   * @throws InvalidStateError when it is already done
   * @see https://docs.python.org/3.14/library/asyncio-future.html#asyncio.Future.set_result
   */
  setResult(result: T): void {
    this.#mustBePending()
    this.#result = result
    this.#state = FutureState.Finished
    this.#scheduleCallbacks()
  }

  /**
   * Completes it with an exception.
   *
   * @param exception an exception, or an exception class
   * @throws InvalidStateError when it is already done
   * @throws TypeError for anything that is not an exception
   * @see https://docs.python.org/3.14/library/asyncio-future.html#asyncio.Future.set_exception
   */
  setException(exception: Error | (new () => Error)): void {
    this.#mustBePending()
    const error = exceptionToSet(exception)
    this.#exception = error
    this.#passages = passagesOf(error)
    this.#state = FutureState.Finished
    this.#logTraceback = true
    unretrieved.add(this)
    this.#scheduleCallbacks()
    if (this.#dropped)
      this.#reportSoon()
  }

  #mustBePending(): void {
    if (this.#state !== FutureState.Pending)
      throw new InvalidStateError('invalid state')
  }

  #scheduleCallbacks(): void {
    const first = this.#callback
    if (first === undefined)
      return
    const more = this.#moreCallbacks
    this.#callback = this.#moreCallbacks = undefined
    this.#schedule(first)
    if (more) {
      for (const callback of more)
        this.#schedule(callback)
    }
  }

  #schedule(callback: DoneCallback | Waiter): void {
    if ('wake' in callback)
      callback.wake(this)
    else
      this.#loop.scheduler.callSoon(callback.call, [this], callback.context)
  }

  /**
   * Marks the exception as retrieved, so that it is not reported.
   * @internal
   */
  retrieved(): void {
    if (this.#logTraceback) {
      this.#logTraceback = false
      unretrieved.delete(this)
    }
  }

  /**
   * Reports the exception if no code has retrieved it.
   * @internal
   */
  reportUnretrieved(): void {
    if (!this.#logTraceback)
      return
    this.retrieved()
    this.#loop.callExceptionHandler({
      message: `${this.constructor.name} exception was never retrieved`,
      exception: this.#exception!,
      future: this as Future,
    })
  }

  /**
   * Lets other threads refer to it.
   * @internal
   */
  [IDENTITY](): Identity {
    return localIdentity(this)
  }

  /** Reports the exception after the callbacks have had a chance to retrieve it. */
  #reportSoon(): void {
    this.#loop.scheduler.callSoon(() => this.reportUnretrieved(), [], copyContext())
  }

  /**
   * Nothing refers to it any more, so no code can retrieve its exception: Python would collect it.
   * @internal
   */
  [DROPPED](): void {
    this.#dropped = true
    if (this.#logTraceback)
      this.#reportSoon()
  }

  /** @internal */
  [AWAIT](): AwaitIterator<T> {
    return new FutureIterator(this)
  }

  toString(): string {
    return `<${this.constructor.name} ${this.info().join(' ')}>`
  }

  /**
   * The parts of its repr, the state first.
   * @internal
   */
  protected info(): string[] {
    const info = [STATE_NAMES[this.#state].toLowerCase()]
    if (this.#state === FutureState.Finished)
      info.push(this.#exception ? `exception=${repr(this.#exception)}` : `result=${repr(this.#result)}`)
    const callbacks = this.#callbacks().map(entry => 'call' in entry ? callbackRepr(entry.call) : 'Task.task_wakeup()')
    if (callbacks.length > 2)
      callbacks.splice(1, callbacks.length - 2, `<${callbacks.length - 2} more>`)
    if (callbacks.length > 0)
      info.push(`cb=[${callbacks.join(', ')}]`)
    return info
  }
}

registerLocalClass(Future, [])

/**
 * Whether something is a future or a task.
 *
 * @see https://docs.python.org/3.14/library/asyncio-future.html#asyncio.isfuture
 */
export function isfuture(value: unknown): value is Future {
  return value instanceof Future
}
