import type { Suspension } from '../../kernel/coroutine'
import type { Future } from './future'
import type { AsyncResult } from './internal'
import { ENTER, EXIT } from '../../kernel/context-manager'
import { ValueError } from '../../kernel/errors'
import { registerLocalClass } from './crossing'
import { BrokenBarrierError } from './exceptions'
import { coroutine, exiting } from './internal'
import { LoopBound, waitInLine } from './loop-bound'

enum BarrierState {
  Filling = 'filling',
  Draining = 'draining',
  Resetting = 'resetting',
  Broken = 'broken',
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
  readonly #waiters = new Set<Future<void>>()

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
    return coroutine('wait', () => this.#wait())
  }

  * #wait(): Generator<Suspension, number, unknown> {
    this.boundLoop()
    yield* this.#until(() => this.#state !== BarrierState.Draining && this.#state !== BarrierState.Resetting)
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
    yield* this.#until(() => this.#state !== BarrierState.Filling)
    if (this.#state === BarrierState.Broken || this.#state === BarrierState.Resetting)
      throw new BrokenBarrierError('Abort or reset of barrier')
  }

  /** The last to leave opens the barrier for the next round. */
  #exit(): void {
    if (this.#count > 0)
      return
    if (this.#state === BarrierState.Resetting || this.#state === BarrierState.Draining)
      this.#state = BarrierState.Filling
    this.#wakeAll()
  }

  #enter(state: BarrierState): void {
    this.#state = state
    this.#wakeAll()
  }

  * #until(condition: () => boolean): Generator<Suspension, void, unknown> {
    while (!condition())
      yield* waitInLine(this.enqueue(this.#waiters), this.#waiters)
  }

  #wakeAll(): void {
    for (const waiter of this.#waiters) {
      if (!waiter.done())
        waiter.setResult()
    }
  }

  /**
   * Brings the barrier back to its beginning: who waits gets a BrokenBarrierError.
   *
   * @see https://docs.python.org/3.14/library/asyncio-sync.html#asyncio.Barrier.reset
   */
  reset(): AsyncResult<void> {
    return coroutine('reset', function* (this: Barrier) {
      this.#enter(this.#count > 0 ? BarrierState.Resetting : BarrierState.Filling)
    }.bind(this))
  }

  /**
   * Breaks the barrier: who waits, or comes later, gets a BrokenBarrierError.
   *
   * @see https://docs.python.org/3.14/library/asyncio-sync.html#asyncio.Barrier.abort
   */
  abort(): AsyncResult<void> {
    return coroutine('abort', function* (this: Barrier) {
      this.#enter(BarrierState.Broken)
    }.bind(this))
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
