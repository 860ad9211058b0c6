/** Primitives that bind to the event loop that first uses them (Lib/asyncio/mixins.py), and how tasks wait for them. */
import type { Suspension } from '../../kernel/coroutine'
import type { Identity, Subject } from '../../kernel/objects'
import type { Future } from './future'
import type { AsyncResult } from './internal'
import type { EventLoop } from './loop'
import { ENTER, EXIT } from '../../kernel/context-manager'
import { awaited } from '../../kernel/coroutine'
import { current } from '../../kernel/current'
import { RuntimeError } from '../../kernel/errors'
import { hex } from '../../kernel/identity'
import { IDENTITY, LocalSubject } from '../../kernel/objects'
import { State } from '../../protocol/trace'
import { localIdentity } from './crossing'
import { getRunningLoop } from './events'
import { futureFor } from './future-for'
import { exiting } from './internal'

/** A primitive of one event loop; it has a name on the timeline. */
export abstract class LoopBound extends LocalSubject {
  #loop: EventLoop | undefined
  /**
   * The object that the timeline shows as waited for, if it isn't this one.
   * @internal
   */
  declare readonly subject?: Subject

  /**
   * Binds the primitive to the running loop on first use and returns that loop.
   *
   * @throws RuntimeError when the primitive is bound to another loop
   * @internal
   */
  protected boundLoop(): EventLoop {
    const loop = getRunningLoop()
    this.#loop ??= loop
    if (this.#loop !== loop)
      throw new RuntimeError(`${this.toString()} is bound to a different event loop`)
    return loop
  }

  /**
   * Adds a waiter to the queue.
   *
   * @param waiters the queue, in order
   * @param state the state that the timeline shows for the waiting task
   * @param peer lane of the task that is waited for
   * @internal
   */
  protected enqueue(waiters: Set<Future<void>>, state = State.Waiting, peer = 0): Future<void> {
    const future = futureFor<void>(this.boundLoop(), state, this.subject ?? this, peer)
    waiters.add(future)
    return future
  }

  /**
   * The state to show in the repr.
   * @internal
   */
  protected abstract state(waiters: string): string

  /**
   * Lets other threads refer to it.
   * @internal
   */
  [IDENTITY](): Identity {
    return localIdentity(this)
  }

  /** @internal */
  protected abstract waiting(): number

  override toString(): string {
    const waiting = this.waiting()
    return `<asyncio.locks.${this.constructor.name} object at ${hex(this.address)} [${this.state(waiting > 0 ? `, waiters:${waiting}` : '')}]>`
  }
}

/** Waits until woken; leaves the queue in any case. */
export function* waitInLine(future: Future<void>, waiters: Set<Future<void>>): Generator<Suspension, void, unknown> {
  try {
    yield* awaited(future, current.line)
  }
  finally {
    waiters.delete(future)
  }
}

/** Whether any waiter has not been cancelled. */
export function anyWaiting(waiters: Iterable<Future<void>>): boolean {
  for (const waiter of waiters) {
    if (!waiter.cancelled())
      return true
  }
  return false
}

/** A primitive that is acquired and released: `await using _ = primitive` is `async with primitive:`. */
export abstract class Acquirable extends LoopBound implements AsyncDisposable {
  /** Acquires it, waiting until that is possible. */
  abstract acquire(): AsyncResult<boolean>

  /** Releases it. */
  abstract release(): void

  /** Returns itself, so that `await using _ = lock.hold()` reads as it does with the primitives of `threading`. */
  hold(): this {
    return this
  }

  /** @internal */
  [ENTER](): AsyncResult<boolean> {
    return this.acquire()
  }

  /** @internal */
  [EXIT](_error: unknown): void {
    this.release()
  }

  /** Releases it at the end of the block. */
  [Symbol.asyncDispose](): AsyncResult<void> {
    return exiting(this)
  }
}
