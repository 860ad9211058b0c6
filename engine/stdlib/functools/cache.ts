import { checkOptions } from '../../kernel/options'
import { typeName } from '../../kernel/type-name'
import { repr } from '../builtins/functions'

/** Statistics of a cache. */
export interface CacheInfo {
  hits: number
  misses: number
  maxsize: number | null
  currsize: number
}

/** A function that caches its results. Each thread has its own cache. */
export type Cached<Fn extends (...args: never[]) => unknown> = Fn & {
  /** Hits, misses, maximum size and current size. */
  cacheInfo: () => CacheInfo
  /** Clears the cache. */
  cacheClear: () => void
}

/** A cache key: the same string for equal arguments. */
function keyOf(args: readonly unknown[]): string {
  for (const arg of args) {
    if (typeof arg === 'object' && arg !== null && !Array.isArray(arg))
      throw new TypeError(`unhashable type: '${typeName(arg)}'`)
  }
  return repr(args)
}

function remembering<Fn extends (...args: never[]) => unknown>(fn: Fn, maxsize: number | null): Cached<Fn> {
  if (typeof fn !== 'function')
    throw new TypeError('the first argument must be callable')
  const known = new Map<string, unknown>()
  let hits = 0
  let misses = 0
  const cached = (...args: never[]): unknown => {
    const key = keyOf(args)
    if (known.has(key)) {
      hits += 1
      const value = known.get(key)
      // Moves the entry to the end: the least recently used one is dropped first.
      known.delete(key)
      known.set(key, value)
      return value
    }
    misses += 1
    const value = fn(...args)
    if (maxsize === 0)
      return value
    if (maxsize !== null && known.size >= maxsize)
      known.delete(known.keys().next().value!)
    known.set(key, value)
    return value
  }
  Object.defineProperty(cached, 'name', { value: fn.name })
  return Object.assign(cached, {
    cacheInfo: () => ({ hits, misses, maxsize, currsize: known.size, toString: () => `CacheInfo(hits=${hits}, misses=${misses}, maxsize=${repr(maxsize)}, currsize=${known.size})` }),
    cacheClear() {
      known.clear()
      hits = misses = 0
    },
  }) as unknown as Cached<Fn>
}

/**
 * Caches all results of a function by its arguments: numbers, strings, and lists of those. A decorator in Python; here
 * `const square = cache((n: number) => n * n)`.
 *
 * @throws TypeError from the function for an argument without a hash, such as an object
 * @see https://docs.python.org/3.14/library/functools.html#functools.cache
 */
export function cache<Fn extends (...args: never[]) => unknown>(fn: Fn): Cached<Fn> {
  return remembering(fn, null)
}

/**
 * Caches the most recent results of a function: `lruCache(fn)`, or `lruCache({ maxsize })(fn)`.
 *
 * @see https://docs.python.org/3.14/library/functools.html#functools.lru_cache
 */
export function lruCache<Fn extends (...args: never[]) => unknown>(fn: Fn): Cached<Fn>
export function lruCache(options: {
  /** The most results to keep; null for all. @default 128 */
  maxsize?: number | null
}): <Fn extends (...args: never[]) => unknown>(fn: Fn) => Cached<Fn>
export function lruCache(given: ((...args: never[]) => unknown) | { maxsize?: number | null } = {}): unknown {
  if (typeof given === 'function')
    return remembering(given, 128)
  checkOptions('lruCache', given, ['maxsize'])
  const { maxsize = 128 } = given
  return (fn: (...args: never[]) => unknown) => remembering(fn, maxsize)
}
