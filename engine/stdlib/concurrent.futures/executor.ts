import type { Future } from './future'
import { now } from '../../kernel/clock'
import { current } from '../../kernel/current'
import { ValueError } from '../../kernel/errors'
import { crossingName, isCoroutineFunction } from '../../kernel/functions'
import { SharedObject } from '../../kernel/objects'
import { checkOptions } from '../../kernel/options'
import { typeName } from '../../kernel/type-name'
import { optionalTimeout } from '../threading/timeout'

/** Options of `Executor.map`. */
export interface MapOptions {
  /** The longest the results may take, in seconds from the call of `map`. @default forever */
  timeout?: number | null
  /** How many calls a worker of a ProcessPoolExecutor gets at a time; a ThreadPoolExecutor ignores it. @default 1 */
  chunksize?: number
  /** The most calls submitted ahead of the results that have been taken. @default all are submitted at once */
  buffersize?: number | null
}

/** Options of `Executor.shutdown`. */
export interface ShutdownOptions {
  /** Whether to wait for the submitted calls. @default true */
  wait?: boolean
  /** Whether to cancel the calls that have not started. @default false */
  cancelFutures?: boolean
}

/** An iterable for each parameter of the function. */
export type Iterables<Args extends readonly unknown[]> = { [Key in keyof Args]: Iterable<Args[Key]> }

/**
 * Something that runs calls, in threads or in processes.
 *
 * @see https://docs.python.org/3.14/library/concurrent.futures.html#executor-objects
 */
export abstract class Executor extends SharedObject implements Disposable {
  /**
   * Schedules a call of a function.
   *
   * @param fn a function at the module's top level
   * @param args its arguments; they have to cross to another thread
   * @returns the future of its result
   * @throws TypeError when the function is a closure or an async function, or an argument can't cross
   * @throws RuntimeError after `shutdown`
   * @see https://docs.python.org/3.14/library/concurrent.futures.html#concurrent.futures.Executor.submit
   */
  abstract submit<Args extends readonly unknown[], Result>(fn: (...args: Args) => Result, ...args: Args): Future<Result>

  /**
   * Schedules a call for each item of an iterable, or for the items of several in step. The calls are submitted at once
   * (but see `buffersize`); the results come in the order of the items.
   *
   * @param fn a function at the module's top level
   * @param iterables one for each parameter of the function, then the options
   * @returns an iterator over the results; it raises the first exception of a call and ends there; closing it early cancels the calls that have not started
   * @throws TimeoutError from the iterator, when the time is up
   * @throws ValueError when buffersize or chunksize is less than 1
   * @see https://docs.python.org/3.14/library/concurrent.futures.html#concurrent.futures.Executor.map
   */
  map<Args extends readonly unknown[], Result>(fn: (...args: Args) => Result, ...iterables: [...Iterables<Args>, options?: MapOptions]): Generator<Result, void, undefined> {
    const { calls, options: { timeout, buffersize } } = readMapArguments('Executor.map', iterables)
    const deadline = now() + optionalTimeout(timeout)
    const submitted: Future<Result>[] = []
    while (submitted.length < (buffersize ?? Infinity)) {
      const call = calls.next()
      if (call.done)
        break
      submitted.push(this.submit(fn, ...call.value as unknown as Args))
    }
    return this._results(fn, submitted.reverse(), calls, deadline, typeof buffersize === 'number')
  }

  /** @param submitted futures of the calls, the last one first */
  private* _results<Args extends readonly unknown[], Result>(fn: (...args: Args) => Result, submitted: Future<Result>[], calls: Iterator<unknown[]>, deadline: number, isBuffered: boolean): Generator<Result, void, undefined> {
    const { line } = current
    try {
      while (submitted.length > 0) {
        const next = isBuffered ? calls.next() : undefined
        if (next && !next.done)
          submitted.unshift(this.submit(fn, ...next.value as unknown as Args))
        current.line = line
        yield resultOrCancel(submitted.pop()!, deadline)
      }
    }
    finally {
      for (const future of submitted)
        future.cancel()
    }
  }

  /**
   * Takes no more calls, and waits for those that were submitted.
   *
   * @see https://docs.python.org/3.14/library/concurrent.futures.html#concurrent.futures.Executor.shutdown
   */
  abstract shutdown(options?: ShutdownOptions): void

  /** Shuts it down at the end of the block: `using pool = …` is `with … as pool:`. */
  [Symbol.dispose](): void {
    this.shutdown({ wait: true })
  }
}

function resultOrCancel<Result>(future: Future<Result>, deadline: number): Result {
  try {
    return future.result(deadline === Infinity ? undefined : { timeout: (deadline - now()) / 1000 })
  }
  finally {
    future.cancel()
  }
}

/** Separates `map`'s iterables from its options, and builds the calls from the iterables. */
export function readMapArguments(call: string, given: readonly unknown[]): { calls: Iterator<unknown[], void>, options: MapOptions } {
  const last = given.at(-1)
  const hasOptions = given.length > 0 && (last === undefined || (typeof last === 'object' && last !== null && !(Symbol.iterator in last)))
  const options = (hasOptions ? last ?? {} : {}) as MapOptions
  checkOptions(call, options, ['timeout', 'chunksize', 'buffersize'])
  const { buffersize, chunksize = 1 } = options
  if (buffersize !== undefined && buffersize !== null) {
    if (!Number.isInteger(buffersize))
      throw new TypeError('buffersize must be an integer or None')
    if (buffersize < 1)
      throw new ValueError('buffersize must be None or > 0')
  }
  if (!(chunksize >= 1))
    throw new ValueError('chunksize must be >= 1.')
  const iterables = hasOptions ? given.slice(0, -1) : given
  for (const iterable of iterables) {
    if (iterable === null || iterable === undefined || !(Symbol.iterator in new Object(iterable)))
      throw new TypeError(`'${typeName(iterable)}' object is not iterable`)
  }
  return { calls: zip(iterables as Iterable<unknown>[]), options }
}

/** Python's `zip`. */
function* zip(iterables: readonly Iterable<unknown>[]): Generator<unknown[], void> {
  if (iterables.length === 0)
    return
  const iterators = iterables.map(iterable => iterable[Symbol.iterator]())
  for (;;) {
    const items: unknown[] = []
    for (const iterator of iterators) {
      const { done, value } = iterator.next()
      if (done)
        return
      items.push(value)
    }
    yield items
  }
}

/**
 * The name of an executor's initializer; undefined if it has none.
 *
 * @throws TypeError for a value that can't be called, for a closure and for an async function
 */
export function initializerName(initializer: unknown, executor: string): string | undefined {
  if (initializer === undefined || initializer === null)
    return undefined
  if (typeof initializer !== 'function')
    throw new TypeError('initializer must be a callable')
  return callableName(initializer, `the initializer of a ${executor}`)
}

/**
 * The name of a function to be called in another thread.
 *
 * @param role what the function is, as `the function given to submit()`
 * @throws TypeError for a closure and for an async function
 */
export function callableName(fn: unknown, role: string): string {
  const name = crossingName(fn, role)
  if (isCoroutineFunction(fn)) {
    throw new TypeError(`${role} can't be the async function '${name}': calling it only makes a coroutine. `
      + 'Give a plain function that calls asyncio.run().')
  }
  return name
}
