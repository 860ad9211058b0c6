/** Lib/asyncio/locks.py. */
import type { Suspension } from '../../kernel/coroutine'
import type { Future } from './future'
import type { AsyncResult } from './internal'
import { current } from '../../kernel/current'
import { RuntimeError } from '../../kernel/errors'
import { checkNoArguments } from '../../kernel/options'
import { State } from '../../protocol/trace'
import { registerLocalClass } from './crossing'
import { CancelledError } from './exceptions'
import { coroutine } from './internal'
import { Acquirable, anyWaiting, waitInLine } from './loop-bound'

/**
 * A lock for tasks: at most one holds it at a time, and waiting tasks get it first come, first served.
 *
 * @see https://docs.python.org/3.14/library/asyncio-sync.html#asyncio.Lock
 */
export class Lock extends Acquirable {
  #locked = false
  /** Lane of the task that acquired it last. */
  #owner = 0
  readonly #waiters = new Set<Future<void>>()

  constructor()
  constructor(...given: unknown[]) {
    checkNoArguments('Lock', given)
    super()
  }

  /**
   * Whether a task holds it.
   *
   * @see https://docs.python.org/3.14/library/asyncio-sync.html#asyncio.Lock.locked
   */
  locked(): boolean {
    return this.#locked
  }

  /**
   * Acquires the lock, waiting until it is free.
   *
   * @returns a coroutine whose result is true
   * @see https://docs.python.org/3.14/library/asyncio-sync.html#asyncio.Lock.acquire
   */
  acquire(): AsyncResult<boolean> {
    return coroutine('acquire', () => this.#acquire())
  }

  * #acquire(): Generator<Suspension, boolean, unknown> {
    // Waiting tasks go first; a task may only pass them if all of them have been cancelled.
    if (this.#locked || anyWaiting(this.#waiters)) {
      try {
        yield* waitInLine(this.enqueue(this.#waiters, State.LockWait, this.#owner), this.#waiters)
      }
      catch (error) {
        if (error instanceof CancelledError && !this.#locked)
          this.#wakeFirst()
        throw error
      }
    }
    this.#locked = true
    this.#owner = current.lane
    return true
  }

  /**
   * Releases the lock; the task that has waited longest gets it.
   *
   * @throws RuntimeError when it is not held
   * @see https://docs.python.org/3.14/library/asyncio-sync.html#asyncio.Lock.release
   */
  release(): void {
    if (!this.#locked)
      throw new RuntimeError('Lock is not acquired.')
    this.#locked = false
    this.#wakeFirst()
  }

  /** Wakes the first waiter, unless it was woken already and is about to run. */
  #wakeFirst(): void {
    const [first] = this.#waiters
    if (first && !first.done())
      first.setResult()
  }

  /** @internal */
  protected state(waiters: string): string {
    return `${this.#locked ? 'locked' : 'unlocked'}${waiters}`
  }

  /** @internal */
  protected waiting(): number {
    return this.#waiters.size
  }
}

registerLocalClass(Lock, ['acquire'])
