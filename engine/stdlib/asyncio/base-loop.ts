/** The part of the event loop that schedules callbacks: Lib/asyncio/base_events.py. */
import type { CallOptions } from './call-options'
import type { LoopCore } from './events'
import type { ExceptionContext } from './exception-handler'
import type { Callback, Handle, TimerHandle } from './handles'
import { now } from '../../kernel/clock'
import { Coroutine } from '../../kernel/coroutine'
import { current } from '../../kernel/current'
import { RuntimeError, ValueError } from '../../kernel/errors'
import { onFreshRun } from '../../kernel/fresh-run'
import { isCoroutineFunction } from '../../kernel/functions'
import { words } from '../../kernel/memory'
import { SharedObject } from '../../kernel/objects'
import { typeName } from '../../kernel/type-name'
import { LOOP_WORDS, LoopWord } from '../../protocol/loop-layout'
import { repr } from '../builtins/functions'
import { splitOptions } from './call-options'
import { canCross, crossingCall } from './crossing'
import { CrossingHandle } from './handles'
import { Scheduler } from './scheduler'
import { postCall } from './threadsafe'

/** Loops that this thread has used and that may still be open. @internal */
export const usedLoops = new Set<BaseEventLoop>()

/** @throws TypeError for a callback that a loop can't call, naming the method that received it @internal */
export function checkCallback(callback: unknown, method: string): void {
  if (callback instanceof Coroutine || isCoroutineFunction(callback))
    throw new TypeError(`coroutines cannot be used with ${method}()`)
  if (typeof callback !== 'function')
    throw new TypeError(`a callable object was expected by ${method}(), got ${repr(callback)}`)
}

/** @throws RuntimeError when the loop runs in another thread @internal */
export function checkThread({ address }: BaseEventLoop): void {
  const runner = words[address + LoopWord.Runner]!
  if (runner !== 0 && runner !== current.threadLane)
    throw new RuntimeError('Non-thread-safe operation invoked on an event loop other than the current one')
}

function callAt(loop: BaseEventLoop, when: number, callback: Callback, rest: readonly unknown[], method: string): TimerHandle {
  if (typeof when !== 'number')
    throw new TypeError(`'${typeName(when)}' object cannot be interpreted as a number of seconds`)
  if (Number.isNaN(when))
    throw new ValueError('Invalid delay: NaN (not a number)')
  loop.check()
  checkCallback(callback, method)
  const { args, context } = splitOptions(rest)
  return loop.scheduler.callAt(when, callback, args, context)
}

/**
 * The methods of an event loop that schedule callbacks, from its own thread and from others.
 *
 * @see https://docs.python.org/3.14/library/asyncio-eventloop.html
 */
export abstract class BaseEventLoop extends SharedObject implements LoopCore {
  // A loop that came from another thread was not constructed here, so it can have no private fields; this thread's state
  // is created on first use.
  private own: Scheduler | undefined

  constructor() {
    super(LOOP_WORDS)
  }

  /** @internal */
  get scheduler(): Scheduler {
    if (!this.own) {
      this.own = new Scheduler(this)
      usedLoops.add(this)
    }
    return this.own
  }

  /**
   * Address of its inbox, to which other threads and the I/O bridge post.
   * @internal
   */
  get inbox(): number {
    return this.address
  }

  /**
   * The loop's clock, in seconds.
   *
   * @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.loop.time
   */
  time(): number {
    return now() / 1000
  }

  /** @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.loop.get_debug */
  getDebug(): boolean {
    return this.scheduler.debug
  }

  /** @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.loop.set_debug */
  setDebug(enabled: boolean): void {
    this.scheduler.debug = enabled
  }

  /**
   * How many seconds a callback may run before debug mode warns about it.
   *
   * @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.loop.slow_callback_duration
   */
  get slowCallbackDuration(): number {
    return this.scheduler.slowCallbackDuration
  }

  set slowCallbackDuration(seconds: number) {
    this.scheduler.slowCallbackDuration = seconds
  }

  /** @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.loop.is_running */
  isRunning(): boolean {
    return Atomics.load(words, this.address + LoopWord.Runner) !== 0
  }

  /** @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.loop.is_closed */
  isClosed(): boolean {
    return Atomics.load(words, this.address + LoopWord.Closed) === 1
  }

  /**
   * Calls a function in the loop's next iteration. A last argument `{ context }` sets its context.
   *
   * @throws RuntimeError when the loop is closed, or runs in another thread
   * @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.loop.call_soon
   */
  callSoon<Args extends readonly unknown[]>(callback: (...args: [...Args]) => unknown, ...args: Args): Handle
  callSoon<Args extends readonly unknown[]>(callback: (...args: [...Args]) => unknown, ...args: [...Args, CallOptions]): Handle
  callSoon(callback: Callback, ...rest: readonly unknown[]): Handle {
    this.check()
    checkCallback(callback, 'call_soon')
    const { args, context } = splitOptions(rest)
    return this.scheduler.callSoon(callback, args, context)
  }

  /**
   * Calls a function after a number of seconds. A last argument `{ context }` sets its context.
   *
   * @throws RuntimeError when the loop is closed, or runs in another thread
   * @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.loop.call_later
   */
  callLater<Args extends readonly unknown[]>(delay: number, callback: (...args: [...Args]) => unknown, ...args: Args): TimerHandle
  callLater<Args extends readonly unknown[]>(delay: number, callback: (...args: [...Args]) => unknown, ...args: [...Args, CallOptions]): TimerHandle
  callLater(delay: number, callback: Callback, ...rest: readonly unknown[]): TimerHandle {
    if (delay === null || delay === undefined)
      throw new TypeError('delay must not be None')
    return callAt(this, this.time() + delay, callback, rest, 'call_later')
  }

  /**
   * Calls a function at a time of the loop's clock. A last argument `{ context }` sets its context.
   *
   * @throws RuntimeError when the loop is closed, or runs in another thread
   * @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.loop.call_at
   */
  callAt<Args extends readonly unknown[]>(when: number, callback: (...args: [...Args]) => unknown, ...args: Args): TimerHandle
  callAt<Args extends readonly unknown[]>(when: number, callback: (...args: [...Args]) => unknown, ...args: [...Args, CallOptions]): TimerHandle
  callAt(when: number, callback: Callback, ...rest: readonly unknown[]): TimerHandle {
    if (when === null || when === undefined)
      throw new TypeError('when cannot be None')
    return callAt(this, when, callback, rest, 'call_at')
  }

  /**
   * Calls a function in the loop's next iteration, from any thread. A callback that has to cross to the loop's thread must
   * be a function of the module's top level, or a method of an object of the loop (`queue.putNowait`, `event.set`,
   * `loop.stop`); a thread's own loop takes closures too. A last argument `{ context }` sets its context.
   *
   * @returns a handle; only the loop's own thread can cancel it
   * @throws RuntimeError when the loop is closed
   * @throws TypeError for a closure that would have to cross, and for an argument that can't
   * @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.loop.call_soon_threadsafe
   */
  callSoonThreadsafe<Args extends readonly unknown[]>(callback: (...args: [...Args]) => unknown, ...args: Args): Handle
  callSoonThreadsafe<Args extends readonly unknown[]>(callback: (...args: [...Args]) => unknown, ...args: [...Args, CallOptions]): Handle
  callSoonThreadsafe(callback: Callback, ...rest: readonly unknown[]): Handle {
    this.checkOpen()
    checkCallback(callback, 'call_soon_threadsafe')
    const { args, context } = splitOptions(rest)
    const runner = words[this.address + LoopWord.Runner]!
    // A loop that isn't running yet may be run by any thread: whatever can cross is posted for that one.
    if (runner === current.threadLane || (runner === 0 && !canCross(callback)))
      return this.scheduler.callSoon(callback, args, context)
    postCall(this.inbox, crossingCall(callback, args, 'the callback of call_soon_threadsafe()'))
    return new CrossingHandle(callback, args, context)
  }

  /** @throws RuntimeError when the loop is closed @internal */
  checkOpen(): void {
    if (this.isClosed())
      throw new RuntimeError('Event loop is closed')
  }

  /**
   * Checks that this thread may schedule callbacks on the loop.
   *
   * @throws RuntimeError when the loop is closed, or runs in another thread
   * @internal
   */
  check(): void {
    this.checkOpen()
    checkThread(this)
  }

  /** Reports an exception that no code handles. */
  abstract callExceptionHandler(context: ExceptionContext): void
}

onFreshRun(() => usedLoops.clear())
