import { State } from '../../protocol/trace'
import { blocking } from '../../kernel/blocking'
import { now } from '../../kernel/clock'
import { current } from '../../kernel/current'
import { RuntimeError } from '../../kernel/errors'
import { futexWait, futexWake } from '../../kernel/futex'
import { words } from '../../kernel/memory'
import { registerSharedClass, SharedObject } from '../../kernel/objects'
import { schedulePoint } from '../../kernel/schedule'
import { type AcquireOptions, timeoutOf } from './timeout'

/** Words of a lock. */
enum LockWord {
  /** A {@link LockState}. */
  State = 0,
  /** Lane of the thread or task that took it last. */
  Owner = 1,
}

export const LOCK_WORDS = 2

enum LockState {
  Free = 0,
  Held = 1,
  /** Held, and perhaps somebody waits. */
  Contended = 2,
}

/**
 * Takes the lock at an address if it is free.
 */
export function tryLock(address: number): boolean {
  if (Atomics.compareExchange(words, address, LockState.Free, LockState.Held) !== LockState.Free)
    return false
  words[address + LockWord.Owner] = current.lane
  return true
}

/**
 * Takes the lock at an address, waiting for it if need be.
 *
 * @param timeout in milliseconds
 * @returns whether the lock was taken in time
 */
export function lockAt(address: number, timeout = Infinity): boolean {
  if (tryLock(address))
    return true
  const taken = blocking(State.LockWait, address, words[address + LockWord.Owner]!, () => {
    const deadline = now() + timeout
    while (Atomics.exchange(words, address, LockState.Contended) !== LockState.Free) {
      const left = deadline - now()
      if (left <= 0)
        return false
      futexWait(address, LockState.Contended, left)
    }
    return true
  })
  if (taken)
    words[address + LockWord.Owner] = current.lane
  return taken
}

/** Lets the lock at an address go; false when nobody held it. */
export function unlockAt(address: number): boolean {
  const state = Atomics.exchange(words, address, LockState.Free)
  if (state === LockState.Contended)
    futexWake(address)
  return state !== LockState.Free
}

/**
 * A lock: at most one thread holds it at a time. Any thread may release it.
 *
 * @see https://docs.python.org/3.14/library/threading.html#lock-objects
 */
export class Lock extends SharedObject implements Disposable {
  constructor() {
    super(LOCK_WORDS)
  }

  /**
   * Takes the lock, waiting until it is free unless told otherwise. It releases the GIL while it waits.
   *
   * @returns whether the lock was taken
   * @throws ValueError for a timeout with `blocking: false`, and for a negative one other than -1
   * @see https://docs.python.org/3.14/library/threading.html#threading.Lock.acquire
   */
  acquire(options?: AcquireOptions): boolean {
    schedulePoint()
    if (options === undefined)
      return tryLock(this.address) || lockAt(this.address)
    const timeout = timeoutOf(options)
    return tryLock(this.address) || (timeout !== 0 && lockAt(this.address, timeout))
  }

  /**
   * Lets the lock go.
   *
   * @throws RuntimeError when it is not held
   * @see https://docs.python.org/3.14/library/threading.html#threading.Lock.release
   */
  release(): void {
    schedulePoint()
    if (!unlockAt(this.address))
      throw new RuntimeError('release unlocked lock')
  }

  /**
   * Whether some thread holds the lock.
   *
   * @see https://docs.python.org/3.14/library/threading.html#threading.Lock.locked
   */
  locked(): boolean {
    return Atomics.load(words, this.address) !== LockState.Free
  }

  /** Takes the lock until the end of the block: `using _ = lock.hold()` is `with lock:`. */
  hold(): this {
    this.acquire()
    return this
  }

  /** Lets the lock go at the end of the block. */
  [Symbol.dispose](): void {
    this.release()
  }
}

registerSharedClass(Lock)
