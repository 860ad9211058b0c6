import type { Thread } from './thread'
import { current } from '../../kernel/current'
import { handleOf } from '../../kernel/objects'
import { currentThreadRecord, liveThreads } from '../../kernel/threads'
import { THREAD_KIND } from './thread'

const handle = (record: number): Thread => handleOf(THREAD_KIND, record) as Thread

/**
 * The thread that calls.
 *
 * @see https://docs.python.org/3.14/library/threading.html#threading.current_thread
 */
export function currentThread(): Thread {
  return handle(currentThreadRecord())
}

/**
 * The thread that runs `main`.
 *
 * @see https://docs.python.org/3.14/library/threading.html#threading.main_thread
 */
export function mainThread(): Thread {
  return handle(liveThreads()[0]!)
}

/**
 * The threads that are alive.
 *
 * @see https://docs.python.org/3.14/library/threading.html#threading.enumerate
 */
export function enumerate(): Thread[] {
  return liveThreads().map(handle)
}

/**
 * How many threads are alive.
 *
 * @see https://docs.python.org/3.14/library/threading.html#threading.active_count
 */
export function activeCount(): number {
  return liveThreads().length
}

/**
 * The number of the thread that calls.
 *
 * @see https://docs.python.org/3.14/library/threading.html#threading.get_ident
 */
export function getIdent(): number {
  return current.threadLane
}
