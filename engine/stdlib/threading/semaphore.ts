import { blocking } from '../../kernel/blocking'
import { now } from '../../kernel/clock'
import { ValueError } from '../../kernel/errors'
import { futexWait, futexWake, isStopping } from '../../kernel/futex'
import { waitForThread } from '../../kernel/hang'
import { hex } from '../../kernel/identity'
import { words } from '../../kernel/memory'
import { registerSharedClass, SharedObject } from '../../kernel/objects'
import { checkOptions } from '../../kernel/options'
import { blockPoint, schedulePoint } from '../../kernel/schedule'
import { Op, Test } from '../../protocol/baton-layout'
import { SemaphoreWord } from '../../protocol/lock-layout'
import { State } from '../../protocol/trace'
import { heldOf } from './held'
import { ACQUIRE_NAMES, checkWaitable, optionalTimeout } from './timeout'

const SEMAPHORE_NAMES: readonly string[] = ['value']
const RELEASE_NAMES: readonly string[] = ['n']

/** Options of `Semaphore.acquire`. */
export interface SemaphoreAcquireOptions {
  /** Whether to wait. @default true */
  blocking?: boolean
  /** The longest to wait, in seconds. @default forever */
  timeout?: number | null
}

/** Options of `Semaphore`. */
export interface SemaphoreOptions {
  /** How many threads can acquire it before one has to wait. @default 1 */
  value?: number
}

/**
 * A semaphore: a counter that `acquire` decrements and `release` increments. `acquire` waits while it is 0.
 *
 * @see https://docs.python.org/3.14/library/threading.html#semaphore-objects
 */
export class Semaphore extends SharedObject {
  /** @throws ValueError when the value is negative */
  constructor(options: SemaphoreOptions = {}) {
    checkOptions('Semaphore.__init__', options, SEMAPHORE_NAMES)
    const { value = 1 } = options
    if (!Number.isSafeInteger(value))
      throw new TypeError('the value of a semaphore must be a whole number')
    if (value < 0)
      throw new ValueError('semaphore initial value must be >= 0')
    super(3, (address) => {
      words[address + SemaphoreWord.Value] = value
      words[address + SemaphoreWord.Limit] = value
    })
  }

  /**
   * Decrements the counter, by default waiting while it is 0. It releases the GIL while it waits.
   *
   * @returns whether it was acquired
   * @throws ValueError for a timeout with `blocking: false`
   * @see https://docs.python.org/3.14/library/threading.html#threading.Semaphore.acquire
   */
  acquire(options: SemaphoreAcquireOptions = {}): boolean {
    checkOptions('Semaphore.acquire', options, ACQUIRE_NAMES)
    if (options.blocking === false) {
      if (options.timeout !== undefined && options.timeout !== null)
        throw new ValueError('can\'t specify timeout for non-blocking acquire')
      schedulePoint(Op.Acquire, this.address)
      return countDown(this.address)
    }
    const timeout = optionalTimeout(options.timeout)
    if (!blockPoint(Op.Acquire, this.address, timeout, Test.Greater, this.address + SemaphoreWord.Value, 0))
      return false
    if (countDown(this.address))
      return true
    if (timeout <= 0)
      return false
    checkWaitable(timeout)
    return blocking(State.LockWait, this.address, 0, () => waitForUnit(this.address, timeout))
  }

  /**
   * Increments the counter and wakes waiting threads.
   *
   * @throws ValueError when n is less than 1
   * @see https://docs.python.org/3.14/library/threading.html#threading.Semaphore.release
   */
  release(options: {
    /** How much to add. @default 1 */
    n?: number
  } = {}): void {
    schedulePoint(Op.Release, this.address)
    const n = releaseCount('Semaphore.release', options)
    Atomics.add(words, this.address + SemaphoreWord.Value, n)
    wakeWaiters(this.address, n)
  }

  /** Holds the semaphore until the end of the block: `using _ = semaphore.hold()` is `with semaphore:`. */
  hold(): Disposable {
    this.acquire()
    return heldOf(this)
  }

  override toString(): string {
    return `<threading.Semaphore at ${hex(this.address)}: value=${Atomics.load(words, this.address + SemaphoreWord.Value)}>`
  }
}

/**
 * A semaphore whose counter can't exceed its initial value.
 *
 * @see https://docs.python.org/3.14/library/threading.html#threading.BoundedSemaphore
 */
export class BoundedSemaphore extends Semaphore {
  /** @throws ValueError when the value is negative */
  constructor(options: SemaphoreOptions = {}) {
    checkOptions('BoundedSemaphore.__init__', options, SEMAPHORE_NAMES)
    super(options)
  }

  /**
   * Increments the counter and wakes waiting threads.
   *
   * @throws ValueError when the counter would exceed its initial value, or n is less than 1
   */
  override release(options: {
    /** How much to add. @default 1 */
    n?: number
  } = {}): void {
    schedulePoint(Op.Release, this.address)
    const n = releaseCount('BoundedSemaphore.release', options)
    const limit = words[this.address + SemaphoreWord.Limit]!
    const at = this.address + SemaphoreWord.Value
    for (;;) {
      const value = Atomics.load(words, at)
      if (value + n > limit) {
        if (isStopping())
          return
        throw new ValueError('Semaphore released too many times')
      }
      if (Atomics.compareExchange(words, at, value, value + n) === value)
        break
    }
    wakeWaiters(this.address, n)
  }

  override toString(): string {
    return `<threading.BoundedSemaphore at ${hex(this.address)}: value=${Atomics.load(words, this.address + SemaphoreWord.Value)}`
      + `/${words[this.address + SemaphoreWord.Limit]!}>`
  }
}

function releaseCount(call: string, options: { n?: number }): number {
  checkOptions(call, options, RELEASE_NAMES)
  const { n = 1 } = options
  if (!Number.isSafeInteger(n))
    throw new TypeError('n must be a whole number')
  if (n < 1)
    throw new ValueError('n must be one or more')
  return n
}

function countDown(address: number): boolean {
  for (;;) {
    const value = Atomics.load(words, address + SemaphoreWord.Value)
    if (value <= 0)
      return false
    if (Atomics.compareExchange(words, address + SemaphoreWord.Value, value, value - 1) === value)
      return true
  }
}

/** A releasing thread increments before it reads the number of waiters; a waiting one is counted before it reads the value: one sees the other. */
function waitForUnit(address: number, timeout: number): boolean {
  const deadline = now() + timeout
  Atomics.add(words, address + SemaphoreWord.Waiters, 1)
  try {
    while (!countDown(address)) {
      const left = deadline - now()
      if (left <= 0)
        return false
      if (left === Infinity)
        waitForThread(address + SemaphoreWord.Value, 0)
      else
        futexWait(address + SemaphoreWord.Value, 0, left)
    }
    return true
  }
  finally {
    Atomics.sub(words, address + SemaphoreWord.Waiters, 1)
  }
}

function wakeWaiters(address: number, count: number): void {
  if (Atomics.load(words, address + SemaphoreWord.Waiters) > 0)
    futexWake(address + SemaphoreWord.Value, count)
}

registerSharedClass(Semaphore)
registerSharedClass(BoundedSemaphore)
