/** The event loop: Lib/asyncio/base_events.py. The part that schedules callbacks is in base-loop.ts. */
import type { Coroutine } from '../../kernel/coroutine'
import type { Executor } from '../concurrent.futures/executor'
import type { ExceptionContext, ExceptionHandler } from './exception-handler'
import type { AnyAwaitable, Task, TaskFactory, TaskOptions } from './task'
import { asyncGeneratorHooks } from '../../kernel/async-generator'
import { current } from '../../kernel/current'
import { KeyboardInterrupt, RuntimeError, SystemExit } from '../../kernel/errors'
import { words } from '../../kernel/memory'
import { registerSharedClass } from '../../kernel/objects'
import { checkOptions } from '../../kernel/options'
import { onThreadEnd } from '../../kernel/thread-life'
import { LoopWord } from '../../protocol/loop-layout'
import { repr } from '../builtins/functions'
import { ThreadPoolExecutor } from '../concurrent.futures/thread-pool'
import { BaseEventLoop, checkCallback, checkThread, usedLoops } from './base-loop'
import { wrapFuture } from './chain'
import { bindMethod } from './crossing'
import { runningLoop, setEventLoop, setRunningLoop } from './events'
import { defaultExceptionHandler } from './exception-handler'
import { Future } from './future'
import { coroutine, wait } from './internal'
import { destroyPending, ensureFuture, makeTask } from './tasks'
import { reportUnretrieved } from './unretrieved'

function checkNotRunning(loop: EventLoop): void {
  if (loop.isRunning())
    throw new RuntimeError('This event loop is already running')
  if (runningLoop())
    throw new RuntimeError('Cannot run the event loop while another loop is running')
}

declare module './events' {
  interface LoopMethods extends EventLoop {}
}

/**
 * An event loop. Another thread may hold a reference too, for `callSoonThreadsafe`; all other methods are for the
 * thread that runs the loop.
 *
 * @see https://docs.python.org/3.14/library/asyncio-eventloop.html
 */
export class EventLoop extends BaseEventLoop {
  private handler: ExceptionHandler | undefined
  private stopThis: (() => void) | undefined

  /**
   * Creates a future of this loop.
   *
   * @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.loop.create_future
   */
  createFuture<T = unknown>(): Future<T> {
    return new Future<T>({ loop: this })
  }

  /**
   * Wraps a coroutine in a task of this loop.
   *
   * @throws TypeError for anything that is not a coroutine
   * @throws RuntimeError when the loop is closed, or runs in another thread
   * @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.loop.create_task
   */
  createTask<T>(coro: Coroutine<T> | PromiseLike<T>, options: TaskOptions = {}): Task<T> {
    return makeTask('BaseEventLoop.create_task', this, coro as Coroutine<T>, options)
  }

  /**
   * Sets the factory of this loop's tasks: it is called with the loop, the coroutine, and the task's options. null
   * restores the default.
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
   * Runs until a future is done, blocking this thread; returns its result.
   *
   * @throws RuntimeError when a loop already runs in this thread, or the loop is stopped before the future is done
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
   * @throws RuntimeError when this loop, or another one in this thread, is already running
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
   * Stops the loop after this iteration. It is a bound method, so that it can be passed as a callback: from another
   * thread `loop.callSoonThreadsafe(loop.stop)`.
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
   * Closes the loop: scheduled callbacks are dropped, and pending tasks are warned about.
   *
   * @throws RuntimeError when it is running
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
    usedLoops.delete(this)
  }

  /**
   * Closes the asynchronous generators that have started and not finished.
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

  /**
   * Has an executor call a function.
   *
   * @param executor an executor of concurrent.futures; null for the loop's own, a pool of threads created on first use
   * @param fn a function at the module's top level
   * @param args its arguments; they have to cross to another thread
   * @returns a future of the function's result
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
   * Sets the executor that `runInExecutor` uses for null.
   *
   * @throws TypeError for anything that is not a ThreadPoolExecutor
   * @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.loop.set_default_executor
   */
  setDefaultExecutor(executor: ThreadPoolExecutor): void {
    if (!(executor instanceof ThreadPoolExecutor))
      throw new TypeError('executor must be ThreadPoolExecutor instance')
    this.scheduler.defaultExecutor.set(executor)
  }

  /**
   * Shuts down the loop's own executor: waits for submitted calls, and takes no more.
   *
   * @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.loop.shutdown_default_executor
   */
  shutdownDefaultExecutor(options: {
    /** How many seconds to wait for its threads; after that it is left alone, with a warning. @default forever */
    timeout?: number | null
  } = {}): Coroutine<void> & PromiseLike<void> {
    checkOptions('BaseEventLoop.shutdown_default_executor', options, ['timeout'])
    return coroutine('shutdown_default_executor', () => this.scheduler.defaultExecutor.shutdown(options.timeout ?? null))
  }

  /**
   * Sets the handler of exceptions that no code catches; null restores the default, which reports them.
   *
   * @throws TypeError for a value that can't be called
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
   * Calls the exception handler.
   *
   * @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.loop.call_exception_handler
   */
  override callExceptionHandler(context: ExceptionContext): void {
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
   * Reports an exception as an error of its task or callback.
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

// A loop remembers the generators that start on it, to close them when it shuts down: `sys.set_asyncgen_hooks`.
asyncGeneratorHooks.begun = generator => void runningLoop()?.scheduler.asyncGenerators.add(generator)
asyncGeneratorHooks.ended = generator => void runningLoop()?.scheduler.asyncGenerators.delete(generator)

onThreadEnd(() => {
  setEventLoop(null)
  reportUnretrieved()
  for (const loop of usedLoops)
    destroyPending(loop)
  usedLoops.clear()
})

/**
 * Creates an event loop.
 *
 * @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.new_event_loop
 */
export function newEventLoop(): EventLoop {
  return new EventLoop()
}
