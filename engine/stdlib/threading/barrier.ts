import type { WaitOptions } from './timeout'
import { now } from '../../kernel/clock'
import { peekValue, putValue } from '../../kernel/codec'
import { registerErrorClass } from '../../kernel/crossing-classes'
import { RuntimeError, ValueError } from '../../kernel/errors'
import { crossingName, isCoroutineFunction, registeredFunction } from '../../kernel/functions'
import { hex } from '../../kernel/identity'
import { floats, words } from '../../kernel/memory'
import { registerSharedClass, SharedObject } from '../../kernel/objects'
import { checkOptions } from '../../kernel/options'
import { schedulePoint } from '../../kernel/schedule'
import { wakeFirst } from '../../kernel/wait-list'
import { Op } from '../../protocol/baton-layout'
import { BARRIER_WORDS, BarrierState, BarrierWord } from '../../protocol/lock-layout'
import { waitInList } from './condition'
import { lockAt, unlockAt } from './lock-word'
import { checkWaitable, optionalTimeout, WAIT_NAMES } from './timeout'

/**
 * The barrier is broken: it was aborted, or a thread timed out.
 *
 * @see https://docs.python.org/3.14/library/threading.html#threading.BrokenBarrierError
 */
export class BrokenBarrierError extends RuntimeError {}

registerErrorClass(BrokenBarrierError)

/**
 * A barrier: threads wait until a number of them have arrived, then all go on. It can be reused.
 *
 * @see https://docs.python.org/3.14/library/threading.html#barrier-objects
 */
export class Barrier extends SharedObject {
  /**
   * @param parties how many threads have to arrive
   * @throws ValueError when parties is less than 1
   * @throws TypeError when the action is a closure
   */
  constructor(parties: number, options: {
    /** A function at the module's top level that one of the threads calls once all have arrived, before they go on. */
    action?: (() => unknown) | null
    /** The default timeout of `wait`, in seconds. @default forever */
    timeout?: number | null
  } = {}) {
    checkOptions('Barrier.__init__', options, ['action', 'timeout'])
    if (!Number.isSafeInteger(parties))
      throw new TypeError('parties must be a whole number')
    if (parties < 1)
      throw new ValueError('parties must be >= 1')
    const { action, timeout } = options
    const name = action === undefined || action === null ? undefined : crossingName(action, 'the action of a Barrier')
    if (isCoroutineFunction(action))
      throw new TypeError(`the action of a Barrier can't be the async function '${name}': calling it only makes a coroutine`)
    super(BARRIER_WORDS, (address) => {
      words[address + BarrierWord.Parties] = parties
      words[address + BarrierWord.Action] = name === undefined ? 0 : putValue(name, 'action')
      floats[(address + BarrierWord.Timeout) / 2] = optionalTimeout(timeout)
    })
  }

  private get _state(): BarrierState {
    return Atomics.load(words, this.address + BarrierWord.State)
  }

  private set _state(state: BarrierState) {
    Atomics.store(words, this.address + BarrierWord.State, state)
  }

  private _lock(): void {
    lockAt(this.address + BarrierWord.Lock, Infinity, this.address)
  }

  private _unlock(): void {
    unlockAt(this.address + BarrierWord.Lock)
  }

  /** Waits to be woken by another thread; false when it timed out first. */
  private _sleep(timeout: number): boolean {
    const woken = waitInList(this.address + BarrierWord.List, this.address, timeout, () => this._unlock())
    this._lock()
    return woken
  }

  private _wakeAll(): void {
    wakeFirst(this.address + BarrierWord.List, Infinity)
  }

  /**
   * Waits until all threads have arrived.
   *
   * @returns this thread's number, from 0 to parties - 1
   * @throws BrokenBarrierError when the barrier is broken or reset meanwhile, or on timeout, which breaks it
   * @see https://docs.python.org/3.14/library/threading.html#threading.Barrier.wait
   */
  wait(options?: WaitOptions): number {
    schedulePoint(Op.Wait, this.address)
    checkOptions('Barrier.wait', options, WAIT_NAMES)
    const given = options?.timeout ?? undefined
    const timeout = given === undefined ? floats[(this.address + BarrierWord.Timeout) / 2]! : optionalTimeout(given)
    this._lock()
    try {
      this._enter()
      const index = words[this.address + BarrierWord.Count]!
      words[this.address + BarrierWord.Count] = index + 1
      try {
        if (index + 1 === this.parties)
          this._open()
        else
          this._waitForOthers(timeout)
        return index
      }
      finally {
        words[this.address + BarrierWord.Count]! -= 1
        this._leave()
      }
    }
    finally {
      this._unlock()
    }
  }

  /** Waits until the threads of the last round have left. */
  private _enter(): void {
    while (this._state === BarrierState.Draining || this._state === BarrierState.Resetting)
      this._sleep(Infinity)
    if (this._state === BarrierState.Broken)
      throw new BrokenBarrierError()
  }

  /** Called by the last thread to arrive. */
  private _open(): void {
    try {
      const action = words[this.address + BarrierWord.Action]!
      if (action !== 0)
        registeredFunction(peekValue(action) as string)()
      this._state = BarrierState.Draining
      this._wakeAll()
    }
    catch (error) {
      this._break()
      throw error
    }
  }

  private _waitForOthers(timeout: number): void {
    checkWaitable(timeout)
    const deadline = now() + timeout
    let left = timeout
    while (this._state === BarrierState.Filling && left > 0) {
      this._sleep(left)
      left = deadline - now()
    }
    if (this._state === BarrierState.Filling)
      this._break()
    if (this._state !== BarrierState.Draining)
      throw new BrokenBarrierError()
  }

  /** The last thread to leave lets the next round in. */
  private _leave(): void {
    if (words[this.address + BarrierWord.Count] === 0 && (this._state === BarrierState.Draining || this._state === BarrierState.Resetting)) {
      this._state = BarrierState.Filling
      this._wakeAll()
    }
  }

  private _break(): void {
    this._state = BarrierState.Broken
    this._wakeAll()
  }

  /**
   * Resets the barrier to empty; waiting threads get a BrokenBarrierError.
   *
   * @see https://docs.python.org/3.14/library/threading.html#threading.Barrier.reset
   */
  reset(): void {
    schedulePoint(Op.Notify, this.address)
    this._lock()
    try {
      if (words[this.address + BarrierWord.Count] === 0)
        this._state = BarrierState.Filling
      else if (this._state !== BarrierState.Draining)
        this._state = BarrierState.Resetting
      this._wakeAll()
    }
    finally {
      this._unlock()
    }
  }

  /**
   * Breaks the barrier: threads that wait, now or later, get a BrokenBarrierError.
   *
   * @see https://docs.python.org/3.14/library/threading.html#threading.Barrier.abort
   */
  abort(): void {
    schedulePoint(Op.Notify, this.address)
    this._lock()
    this._break()
    this._unlock()
  }

  /**
   * How many threads have to arrive.
   *
   * @see https://docs.python.org/3.14/library/threading.html#threading.Barrier.parties
   */
  get parties(): number {
    return words[this.address + BarrierWord.Parties]!
  }

  /**
   * The number of threads waiting now.
   *
   * @see https://docs.python.org/3.14/library/threading.html#threading.Barrier.n_waiting
   */
  get nWaiting(): number {
    return this._state === BarrierState.Filling ? Atomics.load(words, this.address + BarrierWord.Count) : 0
  }

  /**
   * Whether the barrier is broken.
   *
   * @see https://docs.python.org/3.14/library/threading.html#threading.Barrier.broken
   */
  get broken(): boolean {
    return this._state === BarrierState.Broken
  }

  override toString(): string {
    return `<threading.Barrier at ${hex(this.address)}: ${this.broken ? 'broken' : `waiters=${this.nWaiting}/${this.parties}`}>`
  }
}

registerSharedClass(Barrier)
