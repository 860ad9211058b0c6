import type { Suspension } from '../../kernel/coroutine'
import type { Subject } from '../../kernel/objects'
import type { AsyncResult } from './internal'
import { ENTER, EXIT } from '../../kernel/context-manager'
import { ValueError } from '../../kernel/errors'
import { Condition } from './condition'
import { registerLocalClass } from './crossing'
import { BrokenBarrierError } from './exceptions'
import { coroutine, exiting, wait } from './internal'
import { Lock } from './lock'
import { LoopBound } from './loop-bound'

enum BarrierState {
  Filling = 'filling',
  Draining = 'draining',
  Resetting = 'resetting',
  Broken = 'broken',
}

/** The lock of a barrier's condition; the timeline shows its waiters as waiting for the barrier. */
class BarrierLock extends Lock {
  constructor(override readonly subject: Subject) {
    super()
  }
}

/** The barrier's condition, as in CPython, so that wake-ups come in the same iterations of the loop. */
class BarrierCondition extends Condition {
  constructor(override readonly subject: Subject) {
    super({ lock: new BarrierLock(subject) })
  }
}

/**
 * Blocks tasks until a given number of them have arrived. `await using _ = barrier` waits, too.
 *
 * @see https://docs.python.org/3.14/library/asyncio-sync.html#asyncio.Barrier
 */
export class Barrier extends LoopBound implements AsyncDisposable {
  readonly #parties: number
  #state = BarrierState.Filling
  #count = 0
  readonly #condition = new BarrierCondition(this)

  /** @throws ValueError when `parties` is less than 1 */
  constructor(parties: number) {
    super()
    if (parties < 1)
      throw new ValueError('parties must be >= 1')
    this.#parties = parties
  }

  /**
   * How many tasks have to arrive.
   *
   * @see https://docs.python.org/3.14/library/asyncio-sync.html#asyncio.Barrier.parties
   */
  get parties(): number {
    return this.#parties
  }

  /**
   * How many tasks are waiting.
   *
   * @see https://docs.python.org/3.14/library/asyncio-sync.html#asyncio.Barrier.n_waiting
   */
  get nWaiting(): number {
    return this.#state === BarrierState.Filling ? this.#count : 0
  }

  /**
   * Whether the barrier is broken.
   *
   * @see https://docs.python.org/3.14/library/asyncio-sync.html#asyncio.Barrier.broken
   */
  get broken(): boolean {
    return this.#state === BarrierState.Broken
  }

  /**
   * Waits until all parties have arrived.
   *
   * @returns a coroutine whose result is a number from 0 to `parties - 1`, different for each task
   * @throws BrokenBarrierError when the barrier is broken, or is reset while the task waits
   * @see https://docs.python.org/3.14/library/asyncio-sync.html#asyncio.Barrier.wait
   */
  wait(): AsyncResult<number> {
    return coroutine('wait', () => this.#holding(() => this.#wait()))
  }

  /** Runs `body` with the condition's lock held. */
  * #holding<T>(body: () => Generator<Suspension, T, unknown>): Generator<Suspension, T, unknown> {
    yield* wait(this.#condition.acquire())
    try {
      return yield* body()
    }
    finally {
      this.#condition.release()
    }
  }

  * #wait(): Generator<Suspension, number, unknown> {
    yield* wait(this.#condition.waitFor(() => this.#state !== BarrierState.Draining && this.#state !== BarrierState.Resetting))
    if (this.#state === BarrierState.Broken)
      throw new BrokenBarrierError('Barrier aborted')
    const index = this.#count++
    try {
      if (index + 1 === this.#parties)
        this.#enter(BarrierState.Draining)
      else
        yield* this.#waitForOthers()
      return index
    }
    finally {
      this.#count--
      this.#exit()
    }
  }

  * #waitForOthers(): Generator<Suspension, void, unknown> {
    yield* wait(this.#condition.waitFor(() => this.#state !== BarrierState.Filling))
    if (this.#state === BarrierState.Broken || this.#state === BarrierState.Resetting)
      throw new BrokenBarrierError('Abort or reset of barrier')
  }

  /** The last task to leave opens the barrier for the next round. */
  #exit(): void {
    if (this.#count > 0)
      return
    if (this.#state === BarrierState.Resetting || this.#state === BarrierState.Draining)
      this.#state = BarrierState.Filling
    this.#condition.notifyAll()
  }

  #enter(state: BarrierState): void {
    this.#state = state
    this.#condition.notifyAll()
  }

  /**
   * Resets the barrier to empty; waiting tasks get a BrokenBarrierError.
   *
   * @see https://docs.python.org/3.14/library/asyncio-sync.html#asyncio.Barrier.reset
   */
  reset(): AsyncResult<void> {
    return this.#setting('reset', () => this.#count > 0 ? BarrierState.Resetting : BarrierState.Filling)
  }

  /**
   * Breaks the barrier: tasks that wait, now or later, get a BrokenBarrierError.
   *
   * @see https://docs.python.org/3.14/library/asyncio-sync.html#asyncio.Barrier.abort
   */
  abort(): AsyncResult<void> {
    return this.#setting('abort', () => BarrierState.Broken)
  }

  #setting(name: string, state: () => BarrierState): AsyncResult<void> {
    return coroutine(name, () => this.#holding(function* (this: Barrier) {
      this.#enter(state())
    }.bind(this)))
  }

  /** @internal */
  [ENTER](): AsyncResult<number> {
    return this.wait()
  }

  /** @internal */
  [EXIT](_error: unknown): void {}

  /** Does nothing: leaving the block does not wait. */
  [Symbol.asyncDispose](): AsyncResult<void> {
    return exiting(this)
  }

  /** @internal */
  protected state(): string {
    return this.broken ? this.#state : `${this.#state}, waiters:${this.nWaiting}/${this.#parties}`
  }

  /** @internal */
  protected waiting(): number {
    return this.nWaiting
  }
}

registerLocalClass(Barrier, ['wait', 'reset', 'abort'])
