/** Timeouts around blocks: Lib/asyncio/timeouts.py. */
import type { Suspension } from '../../kernel/coroutine'
import type { Handle } from './handles'
import type { AsyncResult } from './internal'
import type { Task } from './task'
import { ENTER, EXIT } from '../../kernel/context-manager'
import { BaseExceptionGroup, RuntimeError, TimeoutError } from '../../kernel/errors'
import { getRunningLoop, runningLoop } from './events'
import { CancelledError } from './exceptions'
import { exiting } from './internal'
import { currentTask } from './tasks'

enum TimeoutState {
  Created = 'created',
  Entered = 'active',
  Expiring = 'expiring',
  Expired = 'expired',
  Exited = 'finished',
}

/**
 * Cancels the task inside a block when the time is up, and turns that into a TimeoutError outside the block:
 * `await using _ = asyncio.timeout(10)` is `async with asyncio.timeout(10):`.
 *
 * @see https://docs.python.org/3.14/library/asyncio-task.html#asyncio.Timeout
 */
export class Timeout implements AsyncDisposable {
  #state = TimeoutState.Created
  #when: number | null
  #handle: Handle | undefined
  #task: Task | undefined
  /** How many requests to cancel the task there were on entry. */
  #cancelling = 0

  /**
   * @param when a time of the loop's clock, in seconds; null for never
   * @see https://docs.python.org/3.14/library/asyncio-task.html#asyncio.Timeout
   */
  constructor(when: number | null) {
    this.#when = when
  }

  /**
   * The time of the loop's clock at which it expires; null for never.
   *
   * @see https://docs.python.org/3.14/library/asyncio-task.html#asyncio.Timeout.when
   */
  when(): number | null {
    return this.#when
  }

  /**
   * Makes it expire at another time of the loop's clock; null for never.
   *
   * @throws RuntimeError when the block has not been entered, or has been left
   * @see https://docs.python.org/3.14/library/asyncio-task.html#asyncio.Timeout.reschedule
   */
  reschedule(when: number | null): void {
    if (this.#state === TimeoutState.Created)
      throw new RuntimeError('Timeout has not been entered')
    if (this.#state !== TimeoutState.Entered)
      throw new RuntimeError(`Cannot change state of ${this.#state} Timeout`)
    this.#when = when
    this.#handle?.cancel()
    this.#handle = undefined
    if (when === null)
      return
    const loop = getRunningLoop()
    this.#handle = when <= loop.time() ? loop.callSoon(this.#onTimeout) : loop.callAt(when, this.#onTimeout)
  }

  /**
   * Whether the time ran out while the block ran.
   *
   * @see https://docs.python.org/3.14/library/asyncio-task.html#asyncio.Timeout.expired
   */
  expired(): boolean {
    return this.#state === TimeoutState.Expiring || this.#state === TimeoutState.Expired
  }

  readonly #onTimeout = (): void => {
    this.#task!.cancel()
    this.#state = TimeoutState.Expiring
    this.#handle = undefined
  }

  /**
   * @throws RuntimeError when it has been entered before, or no task is running
   * @internal
   */
  [ENTER](): void {
    if (this.#state !== TimeoutState.Created)
      throw new RuntimeError('Timeout has already been entered')
    const task = runningLoop() ? currentTask() : null
    if (!task)
      throw new RuntimeError('Timeout should be used inside a task')
    this.#state = TimeoutState.Entered
    this.#task = task
    this.#cancelling = task.cancelling()
    this.reschedule(this.#when)
  }

  /**
   * @throws TimeoutError when the time is up and nothing else has cancelled the task
   * @internal
   */
  [EXIT](error: unknown): void {
    this.#handle?.cancel()
    this.#handle = undefined
    if (this.#state !== TimeoutState.Expiring) {
      this.#state = TimeoutState.Exited
      return
    }
    this.#state = TimeoutState.Expired
    if (this.#task!.uncancel() > this.#cancelling || error === undefined)
      return
    if (error instanceof CancelledError)
      throw new TimeoutError('', { cause: error })
    markCause(error)
    if (error instanceof BaseExceptionGroup)
      error.exceptions.forEach(markCause)
  }

  /**
   * Runs one of the engine's own generators inside the block.
   * @internal
   */
  * around<T>(body: () => Generator<Suspension, T, unknown>): Generator<Suspension, T, unknown> {
    this[ENTER]()
    let error: unknown
    try {
      return yield* body()
    }
    catch (raised) {
      error = raised
      throw raised
    }
    finally {
      this[EXIT](error)
    }
  }

  /** Leaves the block. */
  [Symbol.asyncDispose](): AsyncResult<void> {
    return exiting(this)
  }

  toString(): string {
    const when = this.#state !== TimeoutState.Entered ? '' : ` when=${this.#when === null ? 'None' : Math.round(this.#when * 1000) / 1000}`
    return `<Timeout [${this.#state}]${when}>`
  }
}

/** Sets the timeout as the cause of an error that the cancellation led to. */
function markCause(error: unknown): void {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (at.cause instanceof CancelledError) {
      at.cause = new TimeoutError('', { cause: at.cause })
      return
    }
  }
}

/**
 * A timeout a number of seconds from now; null for none.
 *
 * @throws RuntimeError when no loop runs in this thread
 * @see https://docs.python.org/3.14/library/asyncio-task.html#asyncio.timeout
 */
export function timeout(delay: number | null): Timeout {
  const loop = getRunningLoop()
  return new Timeout(delay === null || delay === undefined ? null : loop.time() + delay)
}

/**
 * A timeout at a time of the loop's clock; null for none.
 *
 * @see https://docs.python.org/3.14/library/asyncio-task.html#asyncio.timeout_at
 */
export function timeoutAt(when: number | null): Timeout {
  return new Timeout(when)
}
