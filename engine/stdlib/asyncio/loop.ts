/** The event loop: Lib/asyncio/base_events.py. What schedules callbacks stands in base-loop.ts. */
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
 * An event loop. Another thread may hold it too, to give it something to do with `callSoonThreadsafe`; what else it
 * offers is for the thread that runs it.
 *
 * @see https://docs.python.org/3.14/library/asyncio-eventloop.html
 */
export class EventLoop extends BaseEventLoop {
  private handler: ExceptionHandler | undefined
  private stopThis: (() => void) | undefined

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
    usedLoops.delete(this)
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
    /** How many seconds to wait for its threads; when they are over it is warned of and left alone. @default forever */
    timeout?: number | null
  } = {}): Coroutine<void> & PromiseLike<void> {
    checkOptions('BaseEventLoop.shutdown_default_executor', options, ['timeout'])
    return coroutine('shutdown_default_executor', () => this.scheduler.defaultExecutor.shutdown(options.timeout ?? null))
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
  for (const loop of usedLoops)
    destroyPending(loop)
  usedLoops.clear()
})

/**
 * A new event loop.
 *
 * @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.new_event_loop
 */
export function newEventLoop(): EventLoop {
  return new EventLoop()
}
