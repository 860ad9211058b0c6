import type { WaitOptions } from './timeout'
import { blocking } from '../../kernel/blocking'
import { now } from '../../kernel/clock'
import { futexWait, futexWake } from '../../kernel/futex'
import { waitForThread } from '../../kernel/hang'
import { hex } from '../../kernel/identity'
import { words } from '../../kernel/memory'
import { registerSharedClass, SharedObject } from '../../kernel/objects'
import { checkNoArguments } from '../../kernel/options'
import { blockPoint, noted, schedulePoint } from '../../kernel/schedule'
import { Op, Test } from '../../protocol/baton-layout'
import { State } from '../../protocol/trace'
import { checkWaitable, waitTimeout } from './timeout'

/**
 * An event: a flag that threads can wait for.
 *
 * Its word counts the flag's changes, so it is odd while the flag is set, and a waiting thread goes on even if the flag is
 * cleared again before it wakes.
 *
 * @see https://docs.python.org/3.14/library/threading.html#event-objects
 */
export class Event extends SharedObject {
  constructor()
  constructor(...given: unknown[]) {
    checkNoArguments('Event', given)
    super(1)
  }

  /**
   * Whether the flag is set.
   *
   * @see https://docs.python.org/3.14/library/threading.html#threading.Event.is_set
   */
  isSet(): boolean {
    schedulePoint(Op.Read, this.address)
    return noted((Atomics.load(words, this.address) & 1) === 1)
  }

  /**
   * Sets the flag and wakes all threads that wait for it.
   *
   * @see https://docs.python.org/3.14/library/threading.html#threading.Event.set
   */
  set(): void {
    this._change(0)
    futexWake(this.address, Infinity)
  }

  /**
   * Clears the flag.
   *
   * @see https://docs.python.org/3.14/library/threading.html#threading.Event.clear
   */
  clear(): void {
    this._change(1)
  }

  /** Increments the word if its lowest bit is as given. */
  private _change(from: 0 | 1): void {
    schedulePoint(from === 0 ? Op.Notify : Op.Write, this.address)
    for (;;) {
      const count = Atomics.load(words, this.address)
      if ((count & 1) !== from || Atomics.compareExchange(words, this.address, count, (count + 1) | 0) === count)
        return
    }
  }

  /**
   * Waits until the flag is set. It releases the GIL while it waits.
   *
   * @returns whether the flag was set in time
   * @see https://docs.python.org/3.14/library/threading.html#threading.Event.wait
   */
  wait(options?: WaitOptions): boolean {
    const timeout = waitTimeout('Event.wait', options)
    if (!blockPoint(Op.Wait, this.address, timeout, Test.Odd, this.address, 0))
      return false
    const count = Atomics.load(words, this.address)
    if ((count & 1) === 1)
      return true
    if (timeout <= 0)
      return false
    checkWaitable(timeout)
    return blocking(State.Waiting, this.address, 0, () => {
      const deadline = now() + timeout
      while (Atomics.load(words, this.address) === count) {
        const left = deadline - now()
        if (left <= 0)
          return false
        if (left === Infinity)
          waitForThread(this.address, count)
        else
          futexWait(this.address, count, left)
      }
      return true
    })
  }

  override toString(): string {
    return `<threading.Event at ${hex(this.address)}: ${this.isSet() ? 'set' : 'unset'}>`
  }
}

registerSharedClass(Event)
