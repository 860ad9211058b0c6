import type { AcquireOptions, WaitOptions } from './timeout'
import { blocking } from '../../kernel/blocking'
import { now } from '../../kernel/clock'
import { RuntimeError } from '../../kernel/errors'
import { isStopping } from '../../kernel/futex'
import { words } from '../../kernel/memory'
import { lockMutex, unlockMutex } from '../../kernel/mutex'
import { handleOf, registerSharedClass, SharedObject } from '../../kernel/objects'
import { checkOptions } from '../../kernel/options'
import { acquirePoint, regains, schedulePoint } from '../../kernel/schedule'
import { typeName } from '../../kernel/type-name'
import { enlist, listSize, park, wakeFirst } from '../../kernel/wait-list'
import { Op } from '../../protocol/baton-layout'
import { CONDITION_WORDS, ConditionWord } from '../../protocol/lock-layout'
import { State } from '../../protocol/trace'
import { WaitListWord } from '../../protocol/wait-layout'
import { heldOf } from './held'
import { Lock, LOCK_KIND } from './lock'
import { isLocked, lockAt, unlockAt } from './lock-word'
import { RLock, RLOCK_KIND } from './rlock'
import { acquireRLock, ownsRLock, releaseRLock, releaseWholeRLock, restoreRLock } from './rlock-word'
import { checkWaitable, optionalTimeout, timeoutOf, WAIT_NAMES, waitTimeout } from './timeout'

const NOTIFY_NAMES: readonly string[] = ['n']
/**
 * Releases a lock and waits in a list until another thread removes this one from it.
 *
 * @param list address of the list
 * @param subject the object that the timeline shows as waited for
 * @param timeout in milliseconds
 * @param release releases the lock
 * @returns whether it was notified
 * @throws KeyboardInterrupt when Stop was pressed; the lock is not acquired again then
 */
export function waitInList(list: number, subject: number, timeout: number, release: () => void): boolean {
  lockMutex(list + WaitListWord.Guard)
  const entry = enlist(list)
  unlockMutex(list + WaitListWord.Guard)
  return blocking(State.Waiting, subject, 0, () => {
    release()
    return park(list, entry, timeout) !== 0
  })
}

/**
 * A condition variable: threads that hold its lock wait until another one notifies them.
 *
 * @see https://docs.python.org/3.14/library/threading.html#condition-objects
 */
export class Condition extends SharedObject {
  /** @throws TypeError when the lock is neither a Lock nor an RLock */
  constructor(options: {
    /** Several conditions may have the same lock. @default a new RLock of its own */
    lock?: Lock | RLock | null
  } = {}) {
    checkOptions('Condition.__init__', options, ['lock'])
    const lock: unknown = options.lock ?? undefined
    if (lock !== undefined && !(lock instanceof Lock) && !(lock instanceof RLock))
      throw new TypeError(`the lock of a Condition must be a Lock or an RLock, not ${typeName(lock)}`)
    super(CONDITION_WORDS, (address) => {
      words[address + ConditionWord.LockKind] = lock instanceof Lock ? LOCK_KIND : RLOCK_KIND
      words[address + ConditionWord.Lock] = lock?.address ?? address + ConditionWord.OwnLock
    })
  }

  private get _lock(): number {
    return words[this.address + ConditionWord.Lock]!
  }

  private get _isReentrant(): boolean {
    return words[this.address + ConditionWord.LockKind] === RLOCK_KIND
  }

  /** The object that the timeline shows as waited for: the lock, or this condition if the lock is its own. */
  private get _subject(): number {
    const lock = this._lock
    return lock === this.address + ConditionWord.OwnLock ? this.address : lock
  }

  private get _isOwned(): boolean {
    return this._isReentrant ? ownsRLock(this._lock) : isLocked(this._lock)
  }

  /**
   * Acquires the lock, as the lock's `acquire` does.
   *
   * @see https://docs.python.org/3.14/library/threading.html#threading.Condition.acquire
   */
  acquire(options?: AcquireOptions): boolean {
    const timeout = options === undefined ? Infinity : timeoutOf(options)
    if (!this._isReentrant && !acquirePoint(this._lock, timeout, this._subject))
      return false
    return this._isReentrant ? acquireRLock(this._lock, timeout, this._subject) : lockAt(this._lock, timeout, this._subject)
  }

  /**
   * Releases the lock, as the lock's `release` does.
   *
   * @throws RuntimeError when it is not held
   * @see https://docs.python.org/3.14/library/threading.html#threading.Condition.release
   */
  release(): void {
    schedulePoint(Op.Release, this._subject)
    if (this._isReentrant ? releaseRLock(this._lock) : unlockAt(this._lock))
      return
    if (!isStopping())
      throw new RuntimeError(this._isReentrant ? 'cannot release un-acquired lock' : 'release unlocked lock')
  }

  /**
   * Whether a thread holds the lock.
   *
   * @see https://docs.python.org/3.14/library/threading.html#threading.Condition.locked
   */
  locked(): boolean {
    return isLocked(this._lock)
  }

  /**
   * Releases the lock, waits to be notified, and acquires the lock again.
   *
   * @returns whether it was notified; false when it timed out first
   * @throws RuntimeError when this thread does not hold the lock
   * @see https://docs.python.org/3.14/library/threading.html#threading.Condition.wait
   */
  wait(options?: WaitOptions): boolean {
    return this._wait(waitTimeout('Condition.wait', options))
  }

  private _wait(timeout: number): boolean {
    if (!this._isOwned)
      throw new RuntimeError('cannot wait on un-acquired lock')
    checkWaitable(timeout)
    schedulePoint(Op.Wait, this.address, undefined, 0, this._subject)
    const lock = this._lock
    const list = this.address + ConditionWord.List
    regains(lock, this._subject)
    if (this._isReentrant) {
      let count = 0
      const notified = waitInList(list, this.address, timeout, () => count = releaseWholeRLock(lock))
      restoreRLock(lock, count, this._subject)
      return notified
    }
    const notified = waitInList(list, this.address, timeout, () => unlockAt(lock))
    lockAt(lock, Infinity, this._subject)
    return notified
  }

  /**
   * Waits until a predicate is true: calls it at once, and again after each notification.
   *
   * @param predicate called in this thread, with the lock held
   * @returns the predicate's last value; a false one when it timed out
   * @throws RuntimeError when this thread does not hold the lock
   * @see https://docs.python.org/3.14/library/threading.html#threading.Condition.wait_for
   */
  waitFor<T>(predicate: () => T, options?: WaitOptions): T {
    checkOptions('Condition.wait_for', options, WAIT_NAMES)
    const timeout = optionalTimeout(options?.timeout)
    const deadline = now() + timeout
    let result = predicate()
    // As in Python it waits once even with a timeout of 0.
    for (let left = timeout; !result && (left === timeout || left > 0); left = deadline - now()) {
      this._wait(left)
      result = predicate()
    }
    return result
  }

  /**
   * Wakes waiting threads, longest wait first. They go on once the lock is free.
   *
   * @throws RuntimeError when this thread does not hold the lock
   * @see https://docs.python.org/3.14/library/threading.html#threading.Condition.notify
   */
  notify(options: {
    /** How many threads to wake. @default 1 */
    n?: number
  } = {}): void {
    schedulePoint(Op.Notify, this.address)
    checkOptions('Condition.notify', options, NOTIFY_NAMES)
    this._notify(options.n ?? 1)
  }

  /**
   * Wakes all waiting threads.
   *
   * @throws RuntimeError when this thread does not hold the lock
   * @see https://docs.python.org/3.14/library/threading.html#threading.Condition.notify_all
   */
  notifyAll(): void {
    schedulePoint(Op.Notify, this.address)
    this._notify(Infinity)
  }

  private _notify(count: number): void {
    if (!this._isOwned) {
      if (isStopping())
        return
      throw new RuntimeError('cannot notify on un-acquired lock')
    }
    wakeFirst(this.address + ConditionWord.List, count)
  }

  /** Holds the lock until the end of the block: `using _ = condition.hold()` is `with condition:`. */
  hold(): Disposable {
    this.acquire()
    return heldOf(this)
  }

  override toString(): string {
    const lock = handleOf(this._isReentrant ? RLOCK_KIND : LOCK_KIND, this._lock)
    return `<Condition(${String(lock)}, ${listSize(this.address + ConditionWord.List)})>`
  }
}

registerSharedClass(Condition)
