/**
 * `collections`: lists and dicts with something more. They are plain data: each thread has its own, as of every list.
 *
 * @see https://docs.python.org/3.14/library/collections.html
 */
export { Counter } from './counter'
export { defaultdict } from './defaultdict'
export { deque } from './deque'
