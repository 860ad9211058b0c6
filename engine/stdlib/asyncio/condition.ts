import type { Suspension } from '../../kernel/coroutine'
import type { Future } from './future'
import type { AsyncResult } from './internal'
import { RuntimeError } from '../../kernel/errors'
import { checkOptions } from '../../kernel/options'
import { registerLocalClass } from './crossing'
import { CancelledError } from './exceptions'
import { coroutine, wait } from './internal'
import { Lock } from './lock'
import { Acquirable, waitInLine } from './loop-bound'

/**
 * Lets tasks that hold a lock wait until another task notifies them of a change.
 *
 * @see https://docs.python.org/3.14/library/asyncio-sync.html#asyncio.Condition
 */
export class Condition extends Acquirable {
  readonly #lock: Lock
  readonly #waiters = new Set<Future<void>>()

  constructor(options: {
    /** @default a new lock */
    lock?: Lock | null
  } = {}) {
    super()
    checkOptions('Condition.__init__', options, ['lock'])
    this.#lock = options.lock ?? new Lock()
  }

  /** @see https://docs.python.org/3.14/library/asyncio-sync.html#asyncio.Condition.locked */
  locked(): boolean {
    return this.#lock.locked()
  }

  /** @see https://docs.python.org/3.14/library/asyncio-sync.html#asyncio.Condition.acquire */
  acquire(): AsyncResult<boolean> {
    return this.#lock.acquire()
  }

  /**
   * Releases the lock.
   *
   * @throws RuntimeError when it is not held
   * @see https://docs.python.org/3.14/library/asyncio-sync.html#asyncio.Condition.release
   */
  release(): void {
    this.#lock.release()
  }

  /**
   * Releases the lock, waits to be notified, and acquires the lock again.
   *
   * @returns a coroutine whose result is true
   * @throws RuntimeError when the lock is not held
   * @see https://docs.python.org/3.14/library/asyncio-sync.html#asyncio.Condition.wait
   */
  wait(): AsyncResult<boolean> {
    return coroutine('wait', () => this.#wait())
  }

  * #wait(): Generator<Suspension, boolean, unknown> {
    if (!this.locked())
      throw new RuntimeError('cannot wait on un-acquired lock')
    const future = this.enqueue(this.#waiters)
    this.release()
    try {
      try {
        yield* waitInLine(future, this.#waiters)
        return true
      }
      finally {
        yield* this.#acquireAgain()
      }
    }
    catch (error) {
      // It may have been notified before it was cancelled: pass the notification on.
      this.#notify(1)
      throw error
    }
  }

  /** Acquires the lock even if cancelled meanwhile; the cancellation is raised afterwards. */
  * #acquireAgain(): Generator<Suspension, void, unknown> {
    let cancellation: CancelledError | undefined
    for (;;) {
      try {
        yield* wait(this.#lock.acquire())
        break
      }
      catch (error) {
        if (!(error instanceof CancelledError))
          throw error
        cancellation = error
      }
    }
    if (cancellation)
      throw cancellation
  }

  /**
   * Waits until a predicate is true, checking it after each notification.
   *
   * @returns a coroutine whose result is the predicate's last value
   * @throws RuntimeError when the lock is not held
   * @see https://docs.python.org/3.14/library/asyncio-sync.html#asyncio.Condition.wait_for
   */
  waitFor<T>(predicate: () => T): AsyncResult<T> {
    return coroutine('wait_for', function* (this: Condition) {
      let result = predicate()
      while (!result) {
        yield* this.#wait()
        result = predicate()
      }
      return result
    }.bind(this))
  }

  /**
   * Wakes some of the waiting tasks; they go on once the lock is released.
   *
   * @throws RuntimeError when the lock is not held
   * @see https://docs.python.org/3.14/library/asyncio-sync.html#asyncio.Condition.notify
   */
  notify(options: {
    /** The most tasks to wake. @default 1 */
    n?: number
  } = {}): void {
    checkOptions('Condition.notify', options, ['n'])
    if (!this.locked())
      throw new RuntimeError('cannot notify on un-acquired lock')
    this.#notify(options.n ?? 1)
  }

  #notify(count: number): void {
    for (const future of this.#waiters) {
      if (count <= 0)
        return
      if (!future.done()) {
        count--
        future.setResult()
      }
    }
  }

  /**
   * Wakes all waiting tasks.
   *
   * @throws RuntimeError when the lock is not held
   * @see https://docs.python.org/3.14/library/asyncio-sync.html#asyncio.Condition.notify_all
   */
  notifyAll(): void {
    this.notify({ n: this.#waiters.size })
  }

  /** @internal */
  protected state(waiters: string): string {
    return `${this.locked() ? 'locked' : 'unlocked'}${waiters}`
  }

  /** @internal */
  protected waiting(): number {
    return this.#waiters.size
  }
}

registerLocalClass(Condition, ['acquire', 'wait', 'waitFor'])
