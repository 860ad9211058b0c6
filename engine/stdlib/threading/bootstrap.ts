/** What runs around a thread's `run`, and around `main`. */
import { warnUnstartedCoroutines } from '../../kernel/coroutine'
import { SystemExit } from '../../kernel/errors'
import { isStopping } from '../../kernel/futex'
import { report } from '../../kernel/text'
import { threadName } from '../../kernel/threads'
import { LaneEnd } from '../../kernel/trace'
import { flushPrint } from '../builtins/print'
import { leaveFields, threadOf } from './thread'

/** How an exception is reported: its class, message and stack. */
export function describeError(error: unknown): { type: string, message: string, stack: string } {
  if (error instanceof Error)
    return { type: error.name, message: error.message, stack: error.stack ?? '' }
  return { type: 'TypeError', message: `exceptions must derive from BaseException: ${String(error)} was thrown`, stack: '' }
}

/** Runs something to its end, with what every thread does then. */
export function runToEnd(record: number, origin: 'main' | 'thread', body: () => void): LaneEnd {
  let end = LaneEnd.Returned
  try {
    body()
  }
  catch (error) {
    // While the run is being stopped, whatever is raised comes of that.
    const silent = isStopping() || (error instanceof SystemExit && origin === 'thread')
    end = silent ? LaneEnd.Cancelled : LaneEnd.Raised
    if (!silent)
      report({ severity: 'error', origin, where: threadName(record), ...describeError(error) })
  }
  warnUnstartedCoroutines()
  flushPrint()
  return end
}

/**
 * Runs a thread's target.
 *
 * @param record the thread's
 * @param failure what evaluating the module raised in this worker, if it did: the thread ends with it
 */
export function bootstrapThread(record: number, failure?: { error: unknown }): LaneEnd {
  return runToEnd(record, 'thread', () => {
    if (failure)
      throw failure.error
    const thread = threadOf(record)
    try {
      thread.run()
    }
    finally {
      leaveFields(thread)
    }
  })
}
