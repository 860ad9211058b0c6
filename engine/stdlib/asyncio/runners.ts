/** Running a program: Lib/asyncio/runners.py. */
import type { Context } from '../contextvars/context'
import type { AnyAwaitable } from './task'
import { Coroutine } from '../../kernel/coroutine'
import { current } from '../../kernel/current'
import { RuntimeError } from '../../kernel/errors'
import { isStopping } from '../../kernel/futex'
import { checkOptions } from '../../kernel/options'
import { copyContext } from '../contextvars/context'
import { eventLoopIsSet, runningLoop, setEventLoop } from './events'
import { gatherAll } from './gather'
import { EventLoop } from './loop'
import { allTasks, wrapAwaitable } from './tasks'

/** Options of {@link run} and {@link Runner}. */
export interface RunnerOptions {
  /** Debug mode. @default as the run was started */
  debug?: boolean | null
  /** Creates the loop. @default asyncio.newEventLoop */
  loopFactory?: (() => EventLoop) | null
}

/** How many seconds the threads of the default executor get to end (Lib/asyncio/constants.py). */
const THREAD_JOIN_TIMEOUT = 300

enum RunnerState { Created, Initialized, Closed }

/**
 * Runs coroutines one after the other on one event loop and in one context, in this thread:
 * `using runner = new asyncio.Runner()` is `with asyncio.Runner() as runner:`.
 *
 * @see https://docs.python.org/3.14/library/asyncio-runner.html#asyncio.Runner
 */
export class Runner implements Disposable {
  readonly #options: RunnerOptions
  #loop: EventLoop | undefined
  #context: Context | undefined
  #state = RunnerState.Created
  #hasSetLoop = false

  constructor(options: RunnerOptions = {}) {
    checkOptions('Runner.__init__', options, ['debug', 'loopFactory'])
    this.#options = options
  }

  /**
   * The loop, created on first use.
   *
   * @throws RuntimeError when the runner is closed
   * @see https://docs.python.org/3.14/library/asyncio-runner.html#asyncio.Runner.get_loop
   */
  getLoop(): EventLoop {
    if (this.#state === RunnerState.Closed)
      throw new RuntimeError('Runner is closed')
    return this.#loop ?? this.#initialize()
  }

  #initialize(): EventLoop {
    const { debug, loopFactory } = this.#options
    const loop = loopFactory ? loopFactory() : new EventLoop()
    if (!loopFactory && !eventLoopIsSet()) {
      setEventLoop(loop)
      this.#hasSetLoop = true
    }
    loop.setDebug(debug ?? current.debug)
    this.#loop = loop
    this.#context = copyContext()
    this.#state = RunnerState.Initialized
    return loop
  }

  /**
   * Runs a coroutine to its end, blocking this thread; returns its result.
   *
   * @throws RuntimeError when a loop already runs in this thread, or the runner is closed
   * @throws TypeError for a value that can't be awaited
   * @see https://docs.python.org/3.14/library/asyncio-runner.html#asyncio.Runner.run
   */
  run<T>(coro: AnyAwaitable<T>, options: {
    /** @default the runner's context, shared by all its runs */
    context?: Context | null
  } = {}): T {
    checkOptions('Runner.run', options, ['context'])
    if (runningLoop())
      throw new RuntimeError('Runner.run() cannot be called from a running event loop')
    const loop = this.getLoop()
    const context = options.context ?? this.#context
    return loop.runUntilComplete(loop.createTask(coro instanceof Coroutine ? coro : wrapAwaitable(coro), { context }))
  }

  /**
   * Cancels the loop's remaining tasks and waits for them, closes asynchronous generators, ends the default executor's
   * threads, and closes the loop.
   *
   * @see https://docs.python.org/3.14/library/asyncio-runner.html#asyncio.Runner.close
   */
  close(): void {
    // A run that is being stopped ends here: waiting for tasks would fail.
    if (this.#state !== RunnerState.Initialized || isStopping())
      return
    const loop = this.#loop!
    try {
      cancelAllTasks(loop)
      loop.runUntilComplete(loop.shutdownAsyncgens())
      loop.runUntilComplete(loop.shutdownDefaultExecutor({ timeout: THREAD_JOIN_TIMEOUT }))
    }
    finally {
      if (this.#hasSetLoop)
        setEventLoop(null)
      loop.close()
      this.#state = RunnerState.Closed
      this.#loop = undefined
    }
  }

  /** Closes it at the end of the block. */
  [Symbol.dispose](): void {
    this.close()
  }
}

function cancelAllTasks(loop: EventLoop): void {
  const tasks = [...allTasks({ loop })]
  if (tasks.length === 0)
    return
  for (const task of tasks)
    task.cancel()
  loop.runUntilComplete(gatherAll(tasks, true))
  for (const task of tasks) {
    const exception = task.cancelled() ? null : task.exception()
    if (exception)
      loop.callExceptionHandler({ message: 'unhandled exception during asyncio.run() shutdown', exception, task })
  }
}

/**
 * Runs a coroutine on a new event loop to its end, blocking this thread; returns its result.
 *
 * @throws RuntimeError when a loop already runs in this thread
 * @throws TypeError for a value that can't be awaited
 * @see https://docs.python.org/3.14/library/asyncio-runner.html#asyncio.run
 */
export function run<T>(main: AnyAwaitable<T>, options: RunnerOptions = {}): T {
  checkOptions('run', options, ['debug', 'loopFactory'])
  if (runningLoop())
    throw new RuntimeError('asyncio.run() cannot be called from a running event loop')
  const runner = new Runner(options)
  // Not `using`: an exception raised while closing replaces the earlier one, as in Python.
  try {
    return runner.run(main)
  }
  finally {
    runner.close()
  }
}
