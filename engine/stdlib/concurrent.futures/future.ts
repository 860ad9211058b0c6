import type { Passages } from '../../kernel/traceback'
import type { WaitOptions } from '../threading/timeout'
import { free } from '../../kernel/allocator'
import { blocking } from '../../kernel/blocking'
import { now } from '../../kernel/clock'
import { peekValue, putValue, takeValue } from '../../kernel/codec'
import { KeyboardInterrupt, RuntimeError } from '../../kernel/errors'
import { crossingName, isCoroutineFunction, registeredFunction } from '../../kernel/functions'
import { futexWait, isStopping } from '../../kernel/futex'
import { waitForThread } from '../../kernel/hang'
import { hex } from '../../kernel/identity'
import { words } from '../../kernel/memory'
import { lockMutex, unlockMutex } from '../../kernel/mutex'
import { handleOf, registerSharedClass, SharedObject } from '../../kernel/objects'
import { checkNoArguments } from '../../kernel/options'
import { blockPoint, schedulePoint } from '../../kernel/schedule'
import { report } from '../../kernel/text-writer'
import { passagesOf, raisedAnew, withPassages } from '../../kernel/traceback'
import { typeName } from '../../kernel/type-name'
import { Op, Test } from '../../protocol/baton-layout'
import { FUTURE_WORDS, FutureState, FutureWord, WatcherKind } from '../../protocol/future-layout'
import { State } from '../../protocol/trace'
import { describeError } from '../threading/bootstrap'
import { currentThread } from '../threading/module'
import { checkWaitable, waitTimeout } from '../threading/timeout'
import { CancelledError, InvalidStateError, TimeoutError } from './errors'
import { cancelFuture, finishFuture, startFuture, stateOfFuture } from './future-word'
import { putError } from './put-error'
import { addWatcher, postDoneNode, takeWatchers } from './watchers'

const NAMES = ['PENDING', 'RUNNING', 'CANCELLED', 'CANCELLED_AND_NOTIFIED', 'FINISHED', 'FINISHED'] as const
const DESCRIPTIONS = ['pending', 'running', 'cancelled', 'cancelled', 'finished', 'finished'] as const

/** A result or an exception, and the frames that the exception had passed through when the call ended. */
interface Outcome {
  value: unknown
  passages?: Passages
}

/** Results that this thread has read: one object per future, however often it asks. */
const outcomes = new WeakMap<Future<unknown>, Outcome>()

let onCallbackAdded: (executor: number) => void = () => {}

/** Registers a function to call with the executor's address when a callback is added to a future whose call runs in another process. */
export function whenCallbackAdded(callback: (executor: number) => void): void {
  onCallbackAdded = callback
}

/**
 * The result of a call that another thread runs or will run. Any thread may hold it and ask for the result.
 *
 * @see https://docs.python.org/3.14/library/concurrent.futures.html#future-objects
 */
export class Future<T = unknown> extends SharedObject {
  constructor()
  constructor(...given: unknown[]) {
    checkNoArguments('Future', given)
    super(FUTURE_WORDS)
  }

  /** @internal */
  get state(): FutureState {
    return stateOfFuture(this.address)
  }

  /**
   * Cancels the call if it has not started.
   *
   * @returns whether it was cancelled; false when it is running or has ended
   * @see https://docs.python.org/3.14/library/concurrent.futures.html#concurrent.futures.Future.cancel
   */
  cancel(): boolean {
    schedulePoint(Op.Update, this.address)
    const callbacks = cancelFuture(this.address)
    if (!callbacks)
      return this.cancelled()
    this._callAll(callbacks)
    return true
  }

  /**
   * Whether the call was cancelled.
   *
   * @see https://docs.python.org/3.14/library/concurrent.futures.html#concurrent.futures.Future.cancelled
   */
  cancelled(): boolean {
    const { state } = this
    return state === FutureState.Cancelled || state === FutureState.CancelledAndNotified
  }

  /**
   * Whether the call is running.
   *
   * @see https://docs.python.org/3.14/library/concurrent.futures.html#concurrent.futures.Future.running
   */
  running(): boolean {
    return this.state === FutureState.Running
  }

  /**
   * Whether the call has ended or was cancelled.
   *
   * @see https://docs.python.org/3.14/library/concurrent.futures.html#concurrent.futures.Future.done
   */
  done(): boolean {
    return this.state > FutureState.Running
  }

  /**
   * The call's result, waiting until it has ended. An exception of the call is raised here too.
   *
   * @throws TimeoutError when the time is up
   * @throws CancelledError when it was cancelled
   * @see https://docs.python.org/3.14/library/concurrent.futures.html#concurrent.futures.Future.result
   */
  result(options?: WaitOptions): T {
    const state = this._waitUntilDone(waitTimeout('Future.result', options))
    if (state === FutureState.Failed)
      throw raisedAnew(this._failure)
    return this._outcome as T
  }

  /**
   * The call's exception, waiting until it has ended; null when there was none.
   *
   * @throws TimeoutError when the time is up
   * @throws CancelledError when it was cancelled
   * @see https://docs.python.org/3.14/library/concurrent.futures.html#concurrent.futures.Future.exception
   */
  exception(options?: WaitOptions): Error | null {
    const state = this._waitUntilDone(waitTimeout('Future.exception', options))
    return state === FutureState.Failed ? this._failure : null
  }

  private _waitUntilDone(timeout: number): FutureState {
    if (!blockPoint(Op.Wait, this.address, timeout, Test.Greater, this.address + FutureWord.State, FutureState.Running))
      throw new TimeoutError()
    const at = this.address + FutureWord.State
    if (!this.done() && timeout > 0) {
      checkWaitable(timeout)
      blocking(State.Waiting, this.address, words[this.address + FutureWord.Runner]!, () => {
        const deadline = timeout === Infinity ? Infinity : now() + timeout
        for (let left = timeout; left > 0 && !this.done(); left = deadline === Infinity ? Infinity : deadline - now()) {
          const { state } = this
          if (state > FutureState.Running)
            continue
          if (left === Infinity)
            waitForThread(at, state)
          else
            futexWait(at, state, left)
        }
      })
    }
    if (this.cancelled())
      throw new CancelledError()
    if (!this.done())
      throw new TimeoutError()
    return this.state
  }

  /** The exception, with the frames of the call only. */
  private get _failure(): Error {
    const { value, passages } = this._seen
    return withPassages(value as Error, passages)
  }

  private get _outcome(): unknown {
    return this._seen.value
  }

  private get _seen(): Outcome {
    let outcome = outcomes.get(this)
    if (!outcome) {
      outcome = { value: peekValue(words[this.address + FutureWord.Value]!) }
      outcomes.set(this, outcome)
    }
    return outcome
  }

  /**
   * Calls a function with the future once it is done or cancelled, in the thread that completes or cancels it; at once, if
   * it is already. An exception of the function is reported and goes no further.
   *
   * @param fn a function at the module's top level
   * @throws TypeError when it is a closure
   * @see https://docs.python.org/3.14/library/concurrent.futures.html#concurrent.futures.Future.add_done_callback
   */
  addDoneCallback(fn: (future: Future<T>) => unknown): void {
    schedulePoint(Op.Update, this.address)
    const name = crossingName(fn, 'the callback of a Future')
    if (isCoroutineFunction(fn))
      throw new TypeError(`the callback of a Future can't be the async function '${name}': calling it only makes a coroutine`)
    lockMutex(this._guard)
    const isDone = this.done()
    if (!isDone)
      addWatcher(this._watchers, WatcherKind.Callback, putValue(name, 'callback'), 0)
    unlockMutex(this._guard)
    if (isDone)
      this._call(name)
    else
      onCallbackAdded(words[this.address + FutureWord.Executor]!)
  }

  /**
   * Marks the call as running, unless it was cancelled. For executors and tests.
   *
   * @returns false when it was cancelled: then the call must not be made
   * @throws RuntimeError when it ran before
   * @see https://docs.python.org/3.14/library/concurrent.futures.html#concurrent.futures.Future.set_running_or_notify_cancel
   */
  setRunningOrNotifyCancel(): boolean {
    schedulePoint(Op.Update, this.address)
    return startFuture(this.address)
  }

  /**
   * Completes it with a result. For executors and tests.
   *
   * @throws InvalidStateError when it is already done
   * @throws TypeError when the result can't cross to another thread
   * @see https://docs.python.org/3.14/library/concurrent.futures.html#concurrent.futures.Future.set_result
   */
  setResult(result: T): void {
    schedulePoint(Op.Write, this.address, result)
    this._finish(FutureState.Finished, putValue(result, 'the result'), result)
  }

  /**
   * Completes it with an exception. For executors and tests.
   *
   * @throws InvalidStateError when it is already done
   * @see https://docs.python.org/3.14/library/concurrent.futures.html#concurrent.futures.Future.set_exception
   */
  setException(exception: Error): void {
    schedulePoint(Op.Write, this.address, exception)
    if (!(exception instanceof Error))
      throw new TypeError(`exceptions must derive from BaseException, not ${typeName(exception)}`)
    this._finish(FutureState.Failed, putError(exception), exception)
  }

  private _finish(state: FutureState.Finished | FutureState.Failed, value: number, outcome: unknown): void {
    const callbacks = finishFuture(this.address, state, value)
    if (!callbacks) {
      free(value)
      throw new InvalidStateError(`${NAMES[this.state]}: ${this.toString()}`)
    }
    if (typeof outcome === 'object' && outcome !== null)
      outcomes.set(this, { value: outcome, passages: outcome instanceof Error ? passagesOf(outcome) : undefined })
    this._callAll(callbacks)
  }

  private _callAll(callbacks: readonly number[]): void {
    for (const name of callbacks)
      this._call(takeValue(name) as string)
  }

  /**
   * Calls a callback by its name.
   * @internal
   */
  _call(name: string): void {
    try {
      registeredFunction(name)(this)
    }
    catch (error) {
      if (error instanceof KeyboardInterrupt && isStopping())
        throw error
      report({ severity: 'error', origin: 'thread', where: currentThread().name, ...describeError(error), hint: `exception calling callback for ${this.toString()}` })
    }
  }

  private get _guard(): number {
    return this.address + FutureWord.Guard
  }

  private get _watchers(): number {
    return this.address + FutureWord.Watchers
  }

  /**
   * Posts a node to an inbox (see {@link takeDoneNode}) once the future is done or cancelled; at once, if it already is.
   *
   * @param token identifies the future to the watcher
   * @internal
   */
  notifyWhenDone(inbox: number, token: number): void {
    lockMutex(this._guard)
    if (this.done())
      postDoneNode(inbox, this.address, token)
    else
      addWatcher(this._watchers, WatcherKind.Inbox, inbox, token)
    unlockMutex(this._guard)
  }

  /**
   * Posts a node to an inbox once an executor has finished with the future.
   *
   * @returns false when it already has, and no node will come
   * @internal
   */
  notifyWhenFinished(inbox: number): boolean {
    lockMutex(this._guard)
    const isOpen = this.state < FutureState.CancelledAndNotified
    if (isOpen)
      addWatcher(this._watchers, WatcherKind.Waiter, inbox, 0)
    unlockMutex(this._guard)
    return isOpen
  }

  /**
   * Undoes {@link notifyWhenDone} and {@link notifyWhenFinished}: no node comes after this.
   * @internal
   */
  unsubscribe(inbox: number): void {
    lockMutex(this._guard)
    for (const watcher of takeWatchers(this._watchers, (kind, target) => kind !== WatcherKind.Callback && target === inbox))
      free(watcher)
    unlockMutex(this._guard)
  }

  override toString(): string {
    const { state } = this
    const outcome = state === FutureState.Finished
      ? ` returned ${typeName(this._outcome)}`
      : state === FutureState.Failed ? ` raised ${typeName(this._outcome)}` : ''
    return `<Future at ${hex(this.address)} state=${DESCRIPTIONS[state]}${outcome}>`
  }
}

/** Future's number among the shared classes. */
const FUTURE_KIND = registerSharedClass(Future)

/** The future at an address. */
export function futureAt(address: number): Future {
  return handleOf(FUTURE_KIND, address) as Future
}
