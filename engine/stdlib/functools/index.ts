/**
 * `functools`: functions of functions.
 *
 * @see https://docs.python.org/3.14/library/functools.html
 */
export { cache, lruCache } from './cache'
export type { Cached, CacheInfo } from './cache'
export { partial, reduce, wraps } from './functions'
