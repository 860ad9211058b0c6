import { CancelledError } from './exceptions'
import { Future } from './future'
import { getRunningLoop } from './running'
import { type AnyAwaitable, ensureFuture } from './task'

/** Options of {@link gather}, after the awaitables. */
export interface GatherOptions {
  /** Whether exceptions are results like others. @default false */
  returnExceptions?: boolean
}

type Results<A extends readonly unknown[]> = { -readonly [I in keyof A]: Awaited<A[I]> }

/** What `gather` gives: cancelling it cancels its children. */
class GatheringFuture<T> extends Future<T> {
  readonly #children: readonly Future[]
  cancelRequested = false

  constructor(children: readonly Future[]) {
    super({ loop: getRunningLoop() })
    this.#children = children
  }

  override cancel(options: { msg?: string } = {}): boolean {
    if (this.done())
      return false
    let any = false
    for (const child of this.#children)
      any = child.cancel(options) || any
    this.cancelRequested ||= any
    return any
  }
}

function isOptions(value: unknown): value is GatherOptions {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}

/**
 * Runs awaitables at the same time and gives their results in their order. The first exception is raised at once;
 * the others go on.
 *
 * @see https://docs.python.org/3.14/library/asyncio-task.html#asyncio.gather
 */
export function gather<const A extends readonly AnyAwaitable<unknown>[]>(...awaitables: A): Future<Results<A>> & PromiseLike<Results<A>>
export function gather<const A extends readonly AnyAwaitable<unknown>[]>(...awaitables: [...A, GatherOptions]): Future<Results<A>> & PromiseLike<Results<A>>
export function gather(...args: (AnyAwaitable<unknown> | GatherOptions)[]): Future<unknown[]> & PromiseLike<unknown[]> {
  const last = args.at(-1)
  const { returnExceptions = false } = isOptions(last) ? last : {}
  const awaitables = (isOptions(last) ? args.slice(0, -1) : args) as AnyAwaitable<unknown>[]
  const futureOf = new Map<unknown, Future>()
  const children = awaitables.map((awaitable) => {
    const future = futureOf.get(awaitable) ?? ensureFuture(awaitable)
    futureOf.set(awaitable, future)
    return future
  })
  const outer = new GatheringFuture<unknown[]>(children)
  let left = futureOf.size

  const finish = (): void => {
    const results = children.map((child) => {
      if (child.cancelled())
        return child.makeCancelledError()
      return child.exception() ?? child.result()
    })
    if (outer.cancelRequested)
      outer.setException(children.find(child => child.cancelled())?.makeCancelledError() ?? new CancelledError())
    else
      outer.setResult(results)
  }

  const onDone = (child: Future): void => {
    left--
    if (outer.done()) {
      if (!child.cancelled())
        child.exception()
      return
    }
    if (!returnExceptions) {
      const error = child.cancelled() ? child.makeCancelledError() : child.exception()
      if (error) {
        outer.setException(error)
        return
      }
    }
    if (left === 0)
      finish()
  }

  if (children.length === 0)
    outer.setResult([])
  for (const child of futureOf.values())
    child.addDoneCallback(onDone)
  return outer as unknown as Future<unknown[]> & PromiseLike<unknown[]>
}
