import type { EventLoop } from './loop'
import type { AnyAwaitable } from './task'
import { checkOptions } from '../../kernel/options'
import { copyContext } from '../contextvars/context'
import { getEventLoop } from './events'
import { CancelledError, cancelledError } from './exceptions'
import { CANCEL_NAMES, Future } from './future'
import { Task } from './task'
import { ensureFuture } from './tasks'

/** Options of {@link gather}, after the awaitables. */
export interface GatherOptions {
  /** Whether exceptions count as results. @default false */
  returnExceptions?: boolean
}

/** The results of awaitables, in their order. */
export type Results<A extends readonly unknown[]> = { -readonly [I in keyof A]: Awaited<A[I]> }

/** Returned by `gather`: cancelling it cancels its children. */
class GatheringFuture<T> extends Future<T> {
  readonly #children: readonly Future[]
  cancelRequested = false

  constructor(children: readonly Future[], loop: EventLoop) {
    super({ loop })
    this.#children = children
  }

  override cancel(options: { msg?: unknown } = {}): boolean {
    checkOptions('cancel', options, CANCEL_NAMES)
    if (this.done())
      return false
    let any = false
    for (const child of this.#children)
      any = child.cancel(options) || any
    if (any)
      this.cancelRequested = true
    return any
  }
}

// The name that Python shows.
Object.defineProperty(GatheringFuture, 'name', { value: '_GatheringFuture' })

function isOptions(value: unknown): value is GatherOptions {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}

/**
 * Runs awaitables concurrently; the result is the list of their results, in order. The first exception is raised at
 * once; the others go on. A last argument `{ returnExceptions: true }` makes exceptions results.
 *
 * @see https://docs.python.org/3.14/library/asyncio-task.html#asyncio.gather
 */
export function gather<const A extends readonly AnyAwaitable<unknown>[]>(...awaitables: A): Future<Results<A>>
export function gather<const A extends readonly AnyAwaitable<unknown>[]>(...awaitables: [...A, GatherOptions]): Future<Results<A>>
export function gather(...args: (AnyAwaitable<unknown> | GatherOptions)[]): Future<unknown[]> {
  const last = args.at(-1)
  const options = isOptions(last) ? last : undefined
  checkOptions('gather', options, ['returnExceptions'])
  return gatherAll((options ? args.slice(0, -1) : args) as AnyAwaitable<unknown>[], options?.returnExceptions ?? false)
}

/** `gather` with its arguments and options separated. */
export function gatherAll(awaitables: readonly AnyAwaitable<unknown>[], returnExceptions: boolean): Future<unknown[]> {
  if (awaitables.length === 0) {
    const empty = getEventLoop().createFuture<unknown[]>()
    empty.setResult([])
    return empty
  }

  // One context for all of them: the callbacks don't read it.
  const options = { context: copyContext() }
  let outer: GatheringFuture<unknown[]> | undefined
  let finished = 0
  const futureOf = new Map<unknown, Future>()
  const children: Future[] = []

  const onDone = (child: Future): void => {
    finished++
    if (outer === undefined || outer.done()) {
      if (!child.cancelled())
        child.retrieved()
      return
    }
    if (!returnExceptions) {
      const error = child.cancelled() ? child.makeCancelledError() : child.exception()
      if (error) {
        outer.setException(error)
        return
      }
    }
    if (finished < futureOf.size)
      return
    if (outer.cancelRequested)
      outer.setException(child.cancelled() ? child.makeCancelledError() : new CancelledError())
    else
      outer.setResult(children.map(resultOrError))
  }

  let loop: EventLoop | undefined
  const doneAlready: Future[] = []
  for (const awaitable of awaitables) {
    const known = futureOf.get(awaitable)
    const future = known ?? ensureFuture(awaitable, { loop })
    children.push(future)
    if (known)
      continue
    loop ??= future.getLoop()
    if (future as unknown !== awaitable && future instanceof Task)
      future.logDestroyPending = false
    futureOf.set(awaitable, future)
    if (future.done())
      doneAlready.push(future)
    else
      future.addDoneCallback(onDone, options)
  }
  outer = new GatheringFuture<unknown[]>(children, loop!)
  doneAlready.forEach(onDone)
  return outer
}

function resultOrError(future: Future): unknown {
  return future.cancelled() ? cancelledError(future.cancelMessage) : future.exception() ?? future.result()
}
