import type { Suspension } from '../../kernel/coroutine'
import type { Future } from './future'
import type { AsyncResult } from './internal'
import { ValueError } from '../../kernel/errors'
import { checkOptions } from '../../kernel/options'
import { State } from '../../protocol/trace'
import { registerLocalClass } from './crossing'
import { CancelledError } from './exceptions'
import { coroutine } from './internal'
import { Acquirable, anyWaiting, waitInLine } from './loop-bound'

/** Options of {@link Semaphore}. */
export interface SemaphoreOptions {
  /** How many tasks can hold it at once. @default 1 */
  value?: number
}

/**
 * A counter of free slots: acquiring takes one, and waits while there are none.
 *
 * @see https://docs.python.org/3.14/library/asyncio-sync.html#asyncio.Semaphore
 */
export class Semaphore extends Acquirable {
  #value: number
  readonly #waiters = new Set<Future<void>>()

  /** @throws ValueError when the value is negative */
  constructor(options: SemaphoreOptions = {}) {
    super()
    checkOptions('Semaphore.__init__', options, ['value'])
    const { value = 1 } = options
    if (value < 0)
      throw new ValueError('Semaphore initial value must be >= 0')
    this.#value = value
  }

  /** The number of free slots. */
  protected get value(): number {
    return this.#value
  }

  /**
   * Whether acquiring would wait: no slot is free, or other tasks are waiting and go first.
   *
   * @see https://docs.python.org/3.14/library/asyncio-sync.html#asyncio.Semaphore.locked
   */
  locked(): boolean {
    return this.#value === 0 || anyWaiting(this.#waiters)
  }

  /**
   * Takes a slot, waiting while there is none.
   *
   * @returns a coroutine whose result is true
   * @see https://docs.python.org/3.14/library/asyncio-sync.html#asyncio.Semaphore.acquire
   */
  acquire(): AsyncResult<boolean> {
    return coroutine('acquire', () => this.#acquire())
  }

  * #acquire(): Generator<Suspension, boolean, unknown> {
    if (!this.locked()) {
      this.#value--
      return true
    }
    const future = this.enqueue(this.#waiters, State.LockWait)
    try {
      yield* waitInLine(future, this.#waiters)
      return true
    }
    catch (error) {
      // It was given a slot but is cancelled: give it back.
      if (error instanceof CancelledError && future.done() && !future.cancelled())
        this.#value++
      throw error
    }
    finally {
      this.#wakeWhilePossible()
    }
  }

  #wakeWhilePossible(): void {
    while (this.#value > 0 && this.#wakeNext());
  }

  #wakeNext(): boolean {
    for (const waiter of this.#waiters) {
      if (!waiter.done()) {
        this.#value--
        waiter.setResult()
        return true
      }
    }
    return false
  }

  /**
   * Frees a slot; the task that has waited longest gets it.
   *
   * @see https://docs.python.org/3.14/library/asyncio-sync.html#asyncio.Semaphore.release
   */
  release(): void {
    this.#value++
    this.#wakeNext()
  }

  /** @internal */
  protected state(waiters: string): string {
    return `${this.locked() ? 'locked' : `unlocked, value:${this.#value}`}${waiters}`
  }

  /** @internal */
  protected waiting(): number {
    return this.#waiters.size
  }
}

/**
 * A semaphore that can't be released more often than it was acquired.
 *
 * @see https://docs.python.org/3.14/library/asyncio-sync.html#asyncio.BoundedSemaphore
 */
export class BoundedSemaphore extends Semaphore {
  readonly #bound: number

  constructor(options: SemaphoreOptions = {}) {
    checkOptions('BoundedSemaphore.__init__', options, ['value'])
    super(options)
    this.#bound = this.value
  }

  /** @throws ValueError when the value would exceed its initial value */
  override release(): void {
    if (this.value >= this.#bound)
      throw new ValueError('BoundedSemaphore released too many times')
    super.release()
  }
}

registerLocalClass(Semaphore, ['acquire'])
registerLocalClass(BoundedSemaphore, ['acquire'])
