import type { Thread } from './thread'
import { current } from '../../kernel/current'
import { currentThreadRecord, liveThreads } from '../../kernel/thread-record'
import { threadHandle } from './thread'

/**
 * The calling thread.
 *
 * @see https://docs.python.org/3.14/library/threading.html#threading.current_thread
 */
export function currentThread(): Thread {
  return threadHandle(currentThreadRecord())
}

/**
 * The thread that runs `main`.
 *
 * @see https://docs.python.org/3.14/library/threading.html#threading.main_thread
 */
export function mainThread(): Thread {
  return threadHandle(liveThreads()[0]!)
}

/**
 * The threads that are alive.
 *
 * @see https://docs.python.org/3.14/library/threading.html#threading.enumerate
 */
export function enumerate(): Thread[] {
  return liveThreads().map(threadHandle)
}

/**
 * The number of live threads.
 *
 * @see https://docs.python.org/3.14/library/threading.html#threading.active_count
 */
export function activeCount(): number {
  return liveThreads().length
}

/**
 * The number of the calling thread.
 *
 * @see https://docs.python.org/3.14/library/threading.html#threading.get_ident
 */
export function getIdent(): number {
  return current.threadLane
}

/**
 * The number of the calling thread; here the same as {@link getIdent}.
 *
 * @see https://docs.python.org/3.14/library/threading.html#threading.get_native_id
 */
export function getNativeId(): number {
  return current.threadLane
}
