import type { Suspension } from '../../kernel/coroutine'
import type { Future } from './future'
import type { Handle } from './handles'
import type { AsyncResult } from './internal'
import type { AnyAwaitable } from './task'
import { TimeoutError } from '../../kernel/errors'
import { checkOptions } from '../../kernel/options'
import { typeName } from '../../kernel/type-name'
import { getEventLoop } from './events'
import { isfuture } from './future'
import { coroutine, wait } from './internal'
import { Queue } from './queue'
import { ensureFuture, iscoroutine } from './tasks'

/**
 * Returned by `asCompleted`: `for (const coro of …)` yields coroutines to await, `for await (const task of …)` the tasks
 * themselves.
 *
 * @see https://docs.python.org/3.14/library/asyncio-task.html#asyncio.as_completed
 */
class AsCompletedIterator<T> implements Iterable<PromiseLike<T>>, AsyncIterable<Future<T>> {
  readonly #done = new Queue<Future<T> | null>()
  readonly #todo: Set<Future<T>>
  readonly #timer: Handle | undefined
  #left: number

  /** @internal */
  constructor(awaitables: Iterable<AnyAwaitable<T>>, timeout: number | null | undefined) {
    const loop = getEventLoop()
    this.#todo = new Set(Array.from(new Set(awaitables), awaitable => ensureFuture(awaitable, { loop })))
    this.#left = this.#todo.size
    for (const future of this.#todo)
      future.addDoneCallback(this.#onDone)
    if (this.#left > 0 && timeout !== null && timeout !== undefined)
      this.#timer = loop.callLater(timeout, this.#onTimeout)
  }

  readonly #onTimeout = (): void => {
    for (const future of this.#todo) {
      future.removeDoneCallback(this.#onDone)
      this.#done.putNowait(null)
    }
    this.#todo.clear()
  }

  readonly #onDone = (future: Future<T>): void => {
    if (!this.#todo.delete(future))
      return
    this.#done.putNowait(future)
    if (this.#todo.size === 0)
      this.#timer?.cancel()
  }

  * #waitForOne(): Generator<Suspension, Future<T>, unknown> {
    const future = yield* wait(this.#done.get())
    if (future === null)
      throw new TimeoutError()
    return future
  }

  * [Symbol.iterator](): Generator<AsyncResult<T>, void, void> {
    while (this.#left > 0) {
      this.#left--
      yield coroutine('_wait_for_one', function* (this: AsCompletedIterator<T>) {
        return (yield* this.#waitForOne()).result()
      }.bind(this))
    }
  }

  [Symbol.asyncIterator](): AsyncIterator<Future<T>> {
    return {
      next: () => coroutine('__anext__', function* (this: AsCompletedIterator<T>): Generator<Suspension, IteratorResult<Future<T>>, unknown> {
        if (this.#left === 0)
          return { done: true, value: undefined }
        this.#left--
        return { done: false, value: yield* this.#waitForOne() }
      }.bind(this)) as unknown as Promise<IteratorResult<Future<T>>>,
    }
  }
}

/**
 * Awaits several awaitables concurrently and yields them in the order in which they finish.
 *
 * @throws TimeoutError when the next one is awaited after the timeout
 * @see https://docs.python.org/3.14/library/asyncio-task.html#asyncio.as_completed
 */
export function asCompleted<T>(awaitables: Iterable<AnyAwaitable<T>>, options: {
  /** The longest to wait for all of them, in seconds. @default forever */
  timeout?: number | null
} = {}): AsCompletedIterator<T> {
  checkOptions('as_completed', options, ['timeout'])
  if (isfuture(awaitables) || iscoroutine(awaitables))
    throw new TypeError(`expects an iterable of awaitables, not ${typeName(awaitables)}`)
  return new AsCompletedIterator(awaitables, options.timeout)
}
