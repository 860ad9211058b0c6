import type { Future } from './future'
import type { AsyncResult } from './internal'
import { checkNoArguments } from '../../kernel/options'
import { registerLocalClass } from './crossing'
import { coroutine } from './internal'
import { LoopBound, waitInLine } from './loop-bound'

/**
 * A flag that tasks can wait for.
 *
 * @see https://docs.python.org/3.14/library/asyncio-sync.html#asyncio.Event
 */
export class Event extends LoopBound {
  #value = false
  readonly #waiters = new Set<Future<void>>()

  constructor()
  constructor(...given: unknown[]) {
    checkNoArguments('Event', given)
    super()
  }

  /**
   * Whether the flag is set.
   *
   * @see https://docs.python.org/3.14/library/asyncio-sync.html#asyncio.Event.is_set
   */
  isSet(): boolean {
    return this.#value
  }

  /**
   * Sets the flag and wakes all tasks that wait for it.
   *
   * @see https://docs.python.org/3.14/library/asyncio-sync.html#asyncio.Event.set
   */
  set(): void {
    if (this.#value)
      return
    this.#value = true
    for (const waiter of this.#waiters) {
      if (!waiter.done())
        waiter.setResult()
    }
  }

  /**
   * Clears the flag: tasks that wait from now on block until the next `set`.
   *
   * @see https://docs.python.org/3.14/library/asyncio-sync.html#asyncio.Event.clear
   */
  clear(): void {
    this.#value = false
  }

  /**
   * Waits until the flag is set.
   *
   * @returns a coroutine whose result is true
   * @see https://docs.python.org/3.14/library/asyncio-sync.html#asyncio.Event.wait
   */
  wait(): AsyncResult<boolean> {
    return coroutine('wait', function* (this: Event) {
      if (!this.#value)
        yield* waitInLine(this.enqueue(this.#waiters), this.#waiters)
      return true
    }.bind(this))
  }

  /** @internal */
  protected state(waiters: string): string {
    return `${this.#value ? 'set' : 'unset'}${waiters}`
  }

  /** @internal */
  protected waiting(): number {
    return this.#waiters.size
  }
}

registerLocalClass(Event, ['wait'])
