/**
 * `concurrent.futures`: calls run by other threads or processes, and their results.
 *
 * @see https://docs.python.org/3.14/library/concurrent.futures.html
 */
export { BrokenExecutor, BrokenProcessPool, BrokenThreadPool, CancelledError, InvalidStateError, TimeoutError } from './errors'
export { Executor, type Iterables, type MapOptions, type ShutdownOptions } from './executor'
export { Future } from './future'
export { ProcessPoolExecutor, type ProcessPoolExecutorOptions } from './process-pool'
export { ThreadPoolExecutor, type ThreadPoolExecutorOptions } from './thread-pool'
export { ALL_COMPLETED, asCompleted, type DoneAndNotDoneFutures, FIRST_COMPLETED, FIRST_EXCEPTION, type ReturnWhen, wait } from './wait'
