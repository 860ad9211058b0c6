/** The event loop: Lib/asyncio/base_events.py. */
import type { Coroutine } from '../../kernel/coroutine'
import type { Executor } from '../concurrent.futures/executor'
import type { CallOptions } from './call-options'
import type { ExceptionContext, ExceptionHandler } from './exception-handler'
import type { Callback, Handle, TimerHandle } from './handles'
import type { AnyAwaitable, Task, TaskFactory, TaskOptions } from './task'
import { asyncGeneratorHooks } from '../../kernel/async-generator'
import { now } from '../../kernel/clock'
import { current } from '../../kernel/current'
import { KeyboardInterrupt, RuntimeError, SystemExit, ValueError } from '../../kernel/errors'
import { isCoroutineFunction } from '../../kernel/functions'
import { words } from '../../kernel/memory'
import { registerSharedClass, SharedObject } from '../../kernel/objects'
import { checkOptions } from '../../kernel/options'
import { onThreadEnd } from '../../kernel/thread-life'
import { typeName } from '../../kernel/type-name'
import { repr } from '../builtins/functions'
import { ThreadPoolExecutor } from '../concurrent.futures/thread-pool'
import { splitOptions } from './call-options'
import { wrapFuture } from './chain'
import { bindMethod, canCross, crossingCall } from './crossing'
import { defaultExceptionHandler } from './exception-handler'
import { Future, reportUnretrieved } from './future'
import { CrossingHandle } from './handles'
import { coroutine, wait } from './internal'
import { runningLoop, setEventLoop, setRunningLoop } from './running'
import { Scheduler } from './scheduler'
import { destroyPending, ensureFuture, iscoroutine, makeTask } from './tasks'
import { leaveCall } from './threadsafe'

/** Words of a loop: the first two are its inbox. */
enum LoopWord {
  /** Lane of the thread that runs it; 0 if none does. */
  Runner = 2,
  Closed = 3,
}

const LOOP_WORDS = 4

/** Loops that this thread has had something to do with, and that may not have been closed. */
const used = new Set<EventLoop>()

function checkCallback(callback: unknown, method: string): void {
  if (iscoroutine(callback) || isCoroutineFunction(callback))
    throw new TypeError(`coroutines cannot be used with ${method}()`)
  if (typeof callback !== 'function')
    throw new TypeError(`a callable object was expected by ${method}(), got ${repr(callback)}`)
}

function checkThread({ address }: EventLoop): void {
  const runner = words[address + LoopWord.Runner]!
  if (runner !== 0 && runner !== current.threadLane)
    throw new RuntimeError('Non-thread-safe operation invoked on an event loop other than the current one')
}

function checkNotRunning(loop: EventLoop): void {
  if (loop.isRunning())
    throw new RuntimeError('This event loop is already running')
  if (runningLoop())
    throw new RuntimeError('Cannot run the event loop while another loop is running')
}

function callAt(loop: EventLoop, when: number, callback: Callback, rest: readonly unknown[], method: string): TimerHandle {
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
 * An event loop. Another thread may hold it too, to give it something to do with `callSoonThreadsafe`; what else it
 * offers is for the thread that runs it.
 *
 * @see https://docs.python.org/3.14/library/asyncio-eventloop.html
 */
export class EventLoop extends SharedObject {
  // A loop that came from another thread was not constructed here: there is nothing private, and what this thread needs
  // is made on first use.
  private own: Scheduler | undefined
  private handler: ExceptionHandler | undefined
  private stopThis: (() => void) | undefined

  constructor() {
    super(LOOP_WORDS)
  }

  /** @internal */
  get scheduler(): Scheduler {
    if (!this.own) {
      this.own = new Scheduler(this)
      used.add(this)
    }
    return this.own
  }

  /**
   * Where other threads and the I/O bridge leave what they have for it.
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
   * How many seconds a callback may run before debug mode warns of it.
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
   * Calls a function in the next round of the loop. A last argument `{ context }` says in which context.
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
   * Calls a function after a number of seconds. A last argument `{ context }` says in which context.
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
   * Calls a function at a time of the loop's clock. A last argument `{ context }` says in which context.
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
   * Calls a function in the next round of the loop, from any thread. A callback that has to cross to the loop's thread is
   * a function of the module's top level, or a method of what belongs to the loop (`queue.putNowait`, `event.set`,
   * `loop.stop`); a thread's own loop takes closures too. A last argument `{ context }` says in which context.
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
    // Of a loop that does not run yet nobody knows which thread will run it: what can cross is left for that one.
    if (runner === current.threadLane || (runner === 0 && !canCross(callback)))
      return this.scheduler.callSoon(callback, args, context)
    leaveCall(this.inbox, crossingCall(callback, args, 'the callback of call_soon_threadsafe()'))
    return new CrossingHandle(callback, args, context)
  }

  /**
   * A future of this loop.
   *
   * @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.loop.create_future
   */
  createFuture<T = unknown>(): Future<T> {
    return new Future<T>({ loop: this })
  }

  /**
   * Makes a coroutine a task of this loop.
   *
   * @throws TypeError when it is no coroutine
   * @throws RuntimeError when the loop is closed, or runs in another thread
   * @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.loop.create_task
   */
  createTask<T>(coro: Coroutine<T> | PromiseLike<T>, options: TaskOptions = {}): Task<T> {
    return makeTask('BaseEventLoop.create_task', this, coro as Coroutine<T>, options)
  }

  /**
   * Sets what makes the tasks of this loop: it is called with the loop, the coroutine, and the task's options. null
   * brings the default back.
   *
   * @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.loop.set_task_factory
   */
  setTaskFactory(factory: TaskFactory | null): void {
    if (factory !== null && typeof factory !== 'function')
      throw new TypeError('task factory must be a callable or None')
    this.scheduler.taskFactory = factory
  }

  /** @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.loop.get_task_factory */
  getTaskFactory(): TaskFactory | null {
    return this.scheduler.taskFactory
  }

  /**
   * Runs until a future is done, blocking this thread; gives its result.
   *
   * @throws RuntimeError when a loop runs in this thread already, or the loop was stopped before the future was done
   * @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.loop.run_until_complete
   */
  runUntilComplete<T>(awaitable: AnyAwaitable<T>): T {
    this.check()
    checkNotRunning(this)
    const isNew = !(awaitable instanceof Future)
    const future = ensureFuture(awaitable, { loop: this })
    if (isNew)
      (future as Task<T>).logDestroyPending = false
    const stop = (done: Future<T>): void => {
      const error = done.cancelled() ? null : done.exception()
      if (!(error instanceof SystemExit || error instanceof KeyboardInterrupt))
        this.scheduler.stopping = true
    }
    future.addDoneCallback(stop)
    try {
      this.runForever()
    }
    catch (error) {
      if (isNew && future.done() && !future.cancelled())
        future.exception()
      throw error
    }
    finally {
      future.removeDoneCallback(stop)
    }
    if (!future.done())
      throw new RuntimeError('Event loop stopped before Future completed.')
    return future.result()
  }

  /**
   * Runs until `stop` is called, blocking this thread.
   *
   * @throws RuntimeError when the loop runs already, or another one in this thread
   * @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.loop.run_forever
   */
  runForever(): void {
    this.check()
    checkNotRunning(this)
    const { scheduler } = this
    if (Atomics.compareExchange(words, this.address + LoopWord.Runner, 0, current.threadLane) !== 0)
      throw new RuntimeError('This event loop is already running')
    setRunningLoop(this)
    try {
      do
        scheduler.runOnce()
      while (!scheduler.stopping)
    }
    finally {
      scheduler.stopping = false
      Atomics.store(words, this.address + LoopWord.Runner, 0)
      setRunningLoop(undefined)
    }
  }

  /**
   * Stops after this round. It knows its loop, so that it can be given as a callback: from another thread
   * `loop.callSoonThreadsafe(loop.stop)`.
   *
   * @throws RuntimeError when the loop runs in another thread
   * @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.loop.stop
   */
  get stop(): () => void {
    return this.stopThis ??= bindMethod(this, 'stop', () => {
      checkThread(this)
      this.scheduler.stopping = true
    })
  }

  /**
   * Closes the loop: what is scheduled is dropped, and tasks that are pending are warned of.
   *
   * @throws RuntimeError when it runs
   * @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.loop.close
   */
  close(): void {
    if (this.isRunning())
      throw new RuntimeError('Cannot close a running event loop')
    if (Atomics.exchange(words, this.address + LoopWord.Closed, 1) === 1)
      return
    reportUnretrieved(this)
    destroyPending(this)
    this.scheduler.clear()
    this.scheduler.defaultExecutor.abandon()
    used.delete(this)
  }

  /**
   * Closes the asynchronous generators that were iterated and have not come to their end.
   *
   * @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.loop.shutdown_asyncgens
   */
  shutdownAsyncgens(): Coroutine<void> & PromiseLike<void> {
    const generators = this.scheduler.asyncGenerators
    return coroutine('shutdown_asyncgens', function* (this: EventLoop) {
      const open = [...generators]
      generators.clear()
      for (const generator of open) {
        try {
          yield* wait(generator.return())
        }
        catch (exception) {
          this.callExceptionHandler({
            message: `an error occurred during closing of asynchronous generator ${generator.toString()}`,
            exception,
            asyncgen: generator,
          })
        }
      }
    }.bind(this))
  }

  /** @throws RuntimeError when the loop is closed @internal */
  checkOpen(): void {
    if (this.isClosed())
      throw new RuntimeError('Event loop is closed')
  }

  /**
   * Has a function called by an executor: null is the loop's own, a pool of threads that is made on first use.
   *
   * @param executor null, or an executor of concurrent.futures
   * @param fn a function at the module's top level
   * @param args what it is called with; they have to cross to another thread
   * @returns a future of what the function returns
   * @throws TypeError when the function is a closure or an async function, or an argument can't cross
   * @throws RuntimeError when the loop is closed, or its executor was shut down
   * @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.loop.run_in_executor
   */
  runInExecutor<Args extends readonly unknown[], Result>(executor: Executor | null, fn: (...args: Args) => Result, ...args: Args): Future<Result> {
    this.check()
    checkCallback(fn, 'run_in_executor')
    return wrapFuture((executor ?? this.scheduler.defaultExecutor.get()).submit(fn, ...args), { loop: this })
  }

  /**
   * Sets what `runInExecutor` takes for null.
   *
   * @throws TypeError for what is no ThreadPoolExecutor
   * @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.loop.set_default_executor
   */
  setDefaultExecutor(executor: ThreadPoolExecutor): void {
    if (!(executor instanceof ThreadPoolExecutor))
      throw new TypeError('executor must be ThreadPoolExecutor instance')
    this.scheduler.defaultExecutor.set(executor)
  }

  /**
   * Ends the loop's own executor: waits for the calls that were submitted, and takes no more.
   *
   * @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.loop.shutdown_default_executor
   */
  shutdownDefaultExecutor(options: {
    /** How many seconds to wait for its threads; when they are over it is warned of and left alone. @default for ever */
    timeout?: number | null
  } = {}): Coroutine<void> & PromiseLike<void> {
    checkOptions('BaseEventLoop.shutdown_default_executor', options, ['timeout'])
    return coroutine('shutdown_default_executor', () => this.scheduler.defaultExecutor.shutdown(options.timeout ?? null))
  }

  /**
   * Whether something may be scheduled by this thread.
   *
   * @throws RuntimeError when the loop is closed, or runs in another thread
   * @internal
   */
  check(): void {
    this.checkOpen()
    checkThread(this)
  }

  /**
   * Sets what is told of exceptions that nobody handles; null brings the default back, which reports them.
   *
   * @throws TypeError for what can't be called
   * @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.loop.set_exception_handler
   */
  setExceptionHandler(handler: ExceptionHandler | null): void {
    if (handler !== null && handler !== undefined && typeof handler !== 'function')
      throw new TypeError(`A callable object or None is expected, got ${repr(handler)}`)
    this.handler = handler ?? undefined
  }

  /** @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.loop.get_exception_handler */
  getExceptionHandler(): ExceptionHandler | null {
    return this.handler ?? null
  }

  /**
   * Tells of an exception that nobody handles.
   *
   * @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.loop.call_exception_handler
   */
  callExceptionHandler(context: ExceptionContext): void {
    const { handler } = this
    if (!handler) {
      this.defaultExceptionHandler(context)
      return
    }
    const within = context.task?.getContext() ?? context.handle?.getContext()
    try {
      if (within && within.isFree())
        within.run(handler, this, context)
      else
        handler(this, context)
    }
    catch (error) {
      if (error instanceof KeyboardInterrupt || error instanceof SystemExit)
        throw error
      this.defaultExceptionHandler({ message: 'Unhandled error in exception handler', exception: error, context })
    }
  }

  /**
   * Reports an exception as an error of the task or callback that it came from.
   *
   * @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.loop.default_exception_handler
   */
  defaultExceptionHandler(context: ExceptionContext): void {
    defaultExceptionHandler(context)
  }

  override toString(): string {
    return `<EventLoop running=${repr(this.isRunning())} closed=${repr(this.isClosed())} debug=${repr(this.getDebug())}>`
  }
}

registerSharedClass(EventLoop)

// Those that a loop has begun to iterate are closed when it is shut down: `sys.set_asyncgen_hooks`.
asyncGeneratorHooks.begun = generator => void runningLoop()?.scheduler.asyncGenerators.add(generator)
asyncGeneratorHooks.ended = generator => void runningLoop()?.scheduler.asyncGenerators.delete(generator)

onThreadEnd(() => {
  setEventLoop(null)
  reportUnretrieved()
  for (const loop of used)
    destroyPending(loop)
  used.clear()
})

/**
 * A new event loop.
 *
 * @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.new_event_loop
 */
export function newEventLoop(): EventLoop {
  return new EventLoop()
}
