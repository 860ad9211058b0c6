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

/** The lock of a barrier's condition; who waits for it waits for the barrier. */
class BarrierLock extends Lock {
  constructor(override readonly subject: Subject) {
    super()
  }
}

/** What a barrier waits in, as Python's does, so that all comes in the same turns of the loop. */
class BarrierCondition extends Condition {
  constructor(override readonly subject: Subject) {
    super({ lock: new BarrierLock(subject) })
  }
}

/**
 * A place where tasks wait until a number of them have come. `await using _ = barrier` waits, too.
 *
 * @see https://docs.python.org/3.14/library/asyncio-sync.html#asyncio.Barrier
 */
export class Barrier extends LoopBound implements AsyncDisposable {
  readonly #parties: number
  #state = BarrierState.Filling
  #count = 0
  readonly #condition = new BarrierCondition(this)

  /** @throws ValueError when there is no party */
  constructor(parties: number) {
    super()
    if (parties < 1)
      throw new ValueError('parties must be >= 1')
    this.#parties = parties
  }

  /**
   * How many have to come.
   *
   * @see https://docs.python.org/3.14/library/asyncio-sync.html#asyncio.Barrier.parties
   */
  get parties(): number {
    return this.#parties
  }

  /**
   * How many wait.
   *
   * @see https://docs.python.org/3.14/library/asyncio-sync.html#asyncio.Barrier.n_waiting
   */
  get nWaiting(): number {
    return this.#state === BarrierState.Filling ? this.#count : 0
  }

  /**
   * Whether it was aborted.
   *
   * @see https://docs.python.org/3.14/library/asyncio-sync.html#asyncio.Barrier.broken
   */
  get broken(): boolean {
    return this.#state === BarrierState.Broken
  }

  /**
   * Waits until all parties have come.
   *
   * @returns a coroutine that gives a number, from 0 to `parties - 1`, another one to each
   * @throws BrokenBarrierError when the barrier is broken, or is reset while the task waits
   * @see https://docs.python.org/3.14/library/asyncio-sync.html#asyncio.Barrier.wait
   */
  wait(): AsyncResult<number> {
    return coroutine('wait', () => this.#holding(() => this.#wait()))
  }

  /** Does something with the condition's lock held. */
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

  /** The last to leave opens the barrier for the next round. */
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
   * Brings the barrier back to its beginning: who waits gets a BrokenBarrierError.
   *
   * @see https://docs.python.org/3.14/library/asyncio-sync.html#asyncio.Barrier.reset
   */
  reset(): AsyncResult<void> {
    return this.#setting('reset', () => this.#count > 0 ? BarrierState.Resetting : BarrierState.Filling)
  }

  /**
   * Breaks the barrier: who waits, or comes later, gets a BrokenBarrierError.
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
