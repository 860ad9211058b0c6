import type { AcquireOptions } from './timeout'
import { RuntimeError } from '../../kernel/errors'
import { isStopping } from '../../kernel/futex'
import { hex } from '../../kernel/identity'
import { registerSharedClass, SharedObject } from '../../kernel/objects'
import { checkNoArguments } from '../../kernel/options'
import { schedulePoint } from '../../kernel/schedule'
import { Op } from '../../protocol/baton-layout'
import { RLOCK_WORDS } from '../../protocol/lock-layout'
import { heldOf } from './held'
import { isLocked } from './lock-word'
import { acquireRLock, releaseRLock, rlockCount, rlockOwner } from './rlock-word'
import { timeoutOf } from './timeout'

const REFUSALS = {
  positional: (given: number) => `RLock expected 0 arguments, got ${given}`,
  keyword: () => 'RLock() takes no keyword arguments',
}

/**
 * A reentrant lock: its holder can acquire it again, and has to release it as often.
 *
 * @see https://docs.python.org/3.14/library/threading.html#rlock-objects
 */
export class RLock extends SharedObject {
  constructor()
  constructor(...given: unknown[]) {
    checkNoArguments('RLock', given, REFUSALS)
    super(RLOCK_WORDS)
  }

  /**
   * Acquires the lock, by default waiting while another thread holds it. It releases the GIL while it waits.
   *
   * @returns whether the lock was acquired
   * @throws ValueError for a timeout with `blocking: false`, and for a negative one other than -1
   * @throws OverflowError for a timeout over `TIMEOUT_MAX`
   * @see https://docs.python.org/3.14/library/threading.html#threading.RLock.acquire
   */
  acquire(options?: AcquireOptions): boolean {
    return acquireRLock(this.address, options === undefined ? Infinity : timeoutOf(options))
  }

  /**
   * Undoes one `acquire`; the last one releases the lock.
   *
   * @throws RuntimeError when this thread does not hold it
   * @see https://docs.python.org/3.14/library/threading.html#threading.RLock.release
   */
  release(): void {
    schedulePoint(Op.Release, this.address)
    if (!releaseRLock(this.address) && !isStopping())
      throw new RuntimeError('cannot release un-acquired lock')
  }

  /**
   * Whether a thread holds the lock.
   *
   * @see https://docs.python.org/3.14/library/threading.html#threading.RLock.locked
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
    return `<${this.locked() ? 'locked' : 'unlocked'} _thread.RLock object owner=${rlockOwner(this.address)} `
      + `count=${rlockCount(this.address)} at ${hex(this.address)}>`
  }
}

/** RLock's number among the shared classes. */
export const RLOCK_KIND = registerSharedClass(RLock)
