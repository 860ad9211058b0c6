/** A loop's own executor: a pool of threads, made on first use. */
import type { Suspension } from '../../kernel/coroutine'
import { now } from '../../kernel/clock'
import { RuntimeError } from '../../kernel/errors'
import { report } from '../../kernel/text-writer'
import { ThreadPoolExecutor } from '../concurrent.futures/thread-pool'
import { wait } from './internal'
import { sleep } from './sleep'

/** First and longest interval between two checks whether the threads have ended, in seconds. */
const FIRST_LOOK = 0.0002
const LONGEST_LOOK = 0.01

/** Holds the executor, and shuts it down without blocking the loop. */
export class DefaultExecutor {
  #executor: ThreadPoolExecutor | undefined
  #isShutDown = false

  /**
   * The executor.
   *
   * @throws RuntimeError when it has been shut down
   */
  get(): ThreadPoolExecutor {
    if (this.#isShutDown)
      throw new RuntimeError('Executor shutdown has been called')
    return this.#executor ??= new ThreadPoolExecutor({ threadNamePrefix: 'asyncio' })
  }

  /** Replaces the executor. */
  set(executor: ThreadPoolExecutor): void {
    this.#executor = executor
  }

  /**
   * Takes no more calls and waits until its threads have ended; the loop keeps running, since they may still call into it.
   *
   * @param timeout in seconds; null for none
   */
  * shutdown(timeout: number | null): Generator<Suspension, void, unknown> {
    this.#isShutDown = true
    const executor = this.#executor
    if (!executor)
      return
    executor.shutdown({ wait: false })
    const deadline = timeout === null ? Infinity : now() + timeout * 1000
    for (let look = FIRST_LOOK; !executor.hasEnded(); look = Math.min(LONGEST_LOOK, look * 2)) {
      if (now() >= deadline) {
        report({ severity: 'warning', origin: 'task', type: 'RuntimeWarning', message: `The executor did not finishing joining its threads within ${timeout} seconds.`, where: '', stack: '' })
        return
      }
      yield* wait(sleep(look))
    }
  }

  /** The loop is closed: lets the executor's threads end in their own time. */
  abandon(): void {
    this.#isShutDown = true
    this.#executor?.shutdown({ wait: false })
    this.#executor = undefined
  }
}
