import type { AcquireOptions } from './timeout'
import { RuntimeError } from '../../kernel/errors'
import { isStopping } from '../../kernel/futex'
import { hex } from '../../kernel/identity'
import { registerSharedClass, SharedObject } from '../../kernel/objects'
import { checkFinal, checkNoArguments } from '../../kernel/options'
import { acquirePoint, schedulePoint } from '../../kernel/schedule'
import { Op } from '../../protocol/baton-layout'
import { LOCK_WORDS } from '../../protocol/lock-layout'
import { heldOf } from './held'
import { isLocked, lockAt, tryLock, unlockAt } from './lock-word'
import { timeoutOf } from './timeout'

const REFUSALS = {
  positional: (given: number) => `lock expected 0 arguments, got ${given}`,
  keyword: () => 'lock() takes no keyword arguments',
}

/**
 * A lock: at most one thread holds it at a time. Any thread may release it.
 *
 * @see https://docs.python.org/3.14/library/threading.html#lock-objects
 */
export class Lock extends SharedObject {
  constructor()
  constructor(...given: unknown[]) {
    checkNoArguments('lock', given, REFUSALS)
    checkFinal(new.target, SharedObject, '_thread.lock')
    super(LOCK_WORDS)
  }

  /**
   * Acquires the lock, by default waiting until it is free. It releases the GIL while it waits.
   *
   * @returns whether the lock was acquired
   * @throws ValueError for a timeout with `blocking: false`, and for a negative one other than -1
   * @throws OverflowError for a timeout over `TIMEOUT_MAX`
   * @see https://docs.python.org/3.14/library/threading.html#threading.Lock.acquire
   */
  acquire(options?: AcquireOptions): boolean {
    if (options === undefined) {
      acquirePoint(this.address, Infinity)
      return tryLock(this.address) || lockAt(this.address)
    }
    const timeout = timeoutOf(options)
    if (!acquirePoint(this.address, timeout))
      return false
    return tryLock(this.address) || lockAt(this.address, timeout)
  }

  /**
   * Releases the lock. Any thread may do so.
   *
   * @throws RuntimeError when it is not held
   * @see https://docs.python.org/3.14/library/threading.html#threading.Lock.release
   */
  release(): void {
    schedulePoint(Op.Release, this.address)
    if (!unlockAt(this.address) && !isStopping())
      throw new RuntimeError('release unlocked lock')
  }

  /**
   * Whether a thread holds the lock.
   *
   * @see https://docs.python.org/3.14/library/threading.html#threading.Lock.locked
   */
  locked(): boolean {
    return isLocked(this.address)
  }

  /** Holds the lock until the end of the block: `using _ = lock.hold()` is `with lock:`. */
  hold(): Disposable {
    this.acquire()
    return heldOf(this)
  }

  override toString(): string {
    return `<${this.locked() ? 'locked' : 'unlocked'} _thread.lock object at ${hex(this.address)}>`
  }
}

/** Lock's number among the shared classes. */
export const LOCK_KIND = registerSharedClass(Lock)
