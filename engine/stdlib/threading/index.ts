export { RuntimeError as ThreadError } from '../../kernel/errors'
/**
 * `threading`: threads and their synchronization primitives.
 *
 * @see https://docs.python.org/3.14/library/threading.html
 */
export { Barrier, BrokenBarrierError } from './barrier'
export { Condition } from './condition'
export { Event } from './event'
export { excepthook as __excepthook__, excepthook, type ExceptHookArgs, setExcepthook } from './excepthook'
export { local } from './local'
export { Lock } from './lock'
export { activeCount, currentThread, enumerate, getIdent, getNativeId, mainThread } from './module'
export { RLock } from './rlock'
export { BoundedSemaphore, Semaphore, type SemaphoreAcquireOptions, type SemaphoreOptions } from './semaphore'
export { Thread, type ThreadOptions } from './thread'
export { type AcquireOptions, TIMEOUT_MAX, type WaitOptions } from './timeout'
export { Timer } from './timer'
