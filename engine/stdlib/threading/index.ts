/**
 * `threading`: threads and what they coordinate with.
 *
 * @see https://docs.python.org/3.14/library/threading.html
 */
export { Lock } from './lock'
export { activeCount, currentThread, enumerate, getIdent, mainThread } from './module'
export { Thread, type ThreadOptions } from './thread'
export { type AcquireOptions, TIMEOUT_MAX } from './timeout'
