/**
 * `collections`: specialised lists and dicts. They are plain data: each thread has its own, as with every list.
 *
 * @see https://docs.python.org/3.14/library/collections.html
 */
export { Counter } from './counter'
export { defaultdict } from './defaultdict'
export { deque } from './deque'
