/**
 * `threading`: threads and what they coordinate with.
 *
 * @see https://docs.python.org/3.14/library/threading.html
 */
export { Barrier, BrokenBarrierError } from './barrier'
export { Condition } from './condition'
export { Event } from './event'
export { Lock } from './lock'
export { activeCount, currentThread, enumerate, getIdent, mainThread } from './module'
export { RLock } from './rlock'
export { BoundedSemaphore, Semaphore, type SemaphoreAcquireOptions, type SemaphoreOptions } from './semaphore'
export { Thread, type ThreadOptions } from './thread'
export { type AcquireOptions, TIMEOUT_MAX, type WaitOptions } from './timeout'
