/** Running a program: Lib/asyncio/runners.py. */
import { Coroutine } from '../../kernel/coroutine'
import { current } from '../../kernel/current'
import { RuntimeError } from '../../kernel/errors'
import { describe } from '../../kernel/functions'
import { gather } from './gather'
import { EventLoop } from './loop'
import { runningLoop } from './running'
import { coroutine, wait } from './sleep'
import { allTasks, destroyPending, makeTask, reportUnretrieved } from './task'

/** Options of {@link run} and {@link Runner}. */
export interface RunnerOptions {
  /** Debug mode. @default false, or what the run was asked for */
  debug?: boolean
  /** Makes the loop. @default a new EventLoop */
  loopFactory?: () => EventLoop
}

/**
 * Runs coroutines one after the other on one event loop, in this thread.
 *
 * @see https://docs.python.org/3.14/library/asyncio-runner.html#asyncio.Runner
 */
export class Runner implements Disposable {
  readonly #options: RunnerOptions
  #loop: EventLoop | undefined
  #closed = false

  constructor(options: RunnerOptions = {}) {
    this.#options = options
  }

  /** The loop; made on first use. */
  getLoop(): EventLoop {
    if (this.#closed)
      throw new RuntimeError('Runner is closed')
    if (!this.#loop) {
      this.#loop = this.#options.loopFactory?.() ?? new EventLoop()
      this.#loop.setDebug(this.#options.debug ?? current.debug)
    }
    return this.#loop
  }

  /**
   * Runs a coroutine to its end, blocking this thread.
   *
   * @throws RuntimeError when a loop runs in this thread already
   */
  run<T>(coro: Coroutine<T> | PromiseLike<T>): T {
    if (runningLoop()) {
      if (coro instanceof Coroutine)
        coro.close()
      throw new RuntimeError('Runner.run() cannot be called from a running event loop')
    }
    if (!(coro instanceof Coroutine))
      throw new TypeError(`a coroutine was expected, got ${describe(coro)}`)
    const loop = this.getLoop()
    return loop.runUntilComplete(makeTask(loop, coro as Coroutine<T>, {}))
  }

  /** Cancels what still runs on the loop, waits for it, and closes the loop. */
  close(): void {
    if (this.#closed)
      return
    this.#closed = true
    const loop = this.#loop
    if (!loop)
      return
    try {
      cancelAllTasks(loop)
      reportUnretrieved(loop)
    }
    finally {
      destroyPending(loop)
      loop.close()
    }
  }

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
  loop.runUntilComplete(coroutine('_cancel_all_tasks', () => wait(gather(...tasks, { returnExceptions: true }))))
  for (const task of tasks) {
    if (!task.cancelled() && task.exception())
      loop.callExceptionHandler({ message: 'unhandled exception during asyncio.run() shutdown', exception: task.exception()!, task })
  }
}

/**
 * Runs a coroutine on a new event loop to its end, blocking this thread.
 *
 * @throws RuntimeError when a loop runs in this thread already
 * @see https://docs.python.org/3.14/library/asyncio-runner.html#asyncio.run
 */
export function run<T>(main: Coroutine<T> | PromiseLike<T>, options: RunnerOptions = {}): T {
  if (runningLoop()) {
    if (main instanceof Coroutine)
      main.close()
    throw new RuntimeError('asyncio.run() cannot be called from a running event loop')
  }
  using runner = new Runner(options)
  return runner.run(main)
}
