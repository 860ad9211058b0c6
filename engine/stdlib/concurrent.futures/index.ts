/**
 * `concurrent.futures`: calls that run in other threads, and their results.
 *
 * @see https://docs.python.org/3.14/library/concurrent.futures.html
 */
export { BrokenExecutor, CancelledError, InvalidStateError, TimeoutError } from './errors'
export { Future } from './future'
