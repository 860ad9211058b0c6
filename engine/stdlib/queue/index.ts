/**
 * `queue`: queues that pass items between threads.
 *
 * @see https://docs.python.org/3.14/library/queue.html
 */
export type { BlockOptions } from './base'
export { Empty, Full, ShutDown } from './errors'
export { LifoQueue, PriorityQueue, Queue, type QueueOptions } from './queue'
export { SimpleQueue } from './simple-queue'
