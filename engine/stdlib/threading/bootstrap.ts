/** What runs around a thread's `run`, and around `main`. */
import { warnUnstartedCoroutines } from '../../kernel/coroutine'
import { BaseExceptionGroup, SystemExit } from '../../kernel/errors'
import { isStopping } from '../../kernel/futex'
import { report, writeLine } from '../../kernel/text'
import { threadEnds } from '../../kernel/thread-end'
import { threadName } from '../../kernel/threads'
import { LaneEnd } from '../../kernel/trace'
import { flushPrint } from '../builtins/print'
import { leaveFields, threadOf } from './thread'

/** An exception's message; of a group with those of its exceptions, each on a line. */
function describeMessage(error: Error, indent = '\n  '): string {
  if (!(error instanceof BaseExceptionGroup))
    return error.message
  return error.toString() + error.exceptions.map(each => `${indent}${each.name}: ${describeMessage(each, `${indent}  `)}`).join('')
}

/** How an exception is reported: its class, message and stack. */
export function describeError(error: unknown): { type: string, message: string, stack: string } {
  if (error instanceof Error)
    return { type: error.name, message: describeMessage(error), stack: error.stack ?? '' }
  return { type: 'TypeError', message: `exceptions must derive from BaseException: ${String(error)} was thrown`, stack: '' }
}

/** `SystemExit` ends a thread in silence, and the program with its status; a text is printed. */
function exit({ code }: SystemExit, origin: 'main' | 'thread'): LaneEnd {
  if (origin === 'thread' || code === 0 || code === '0')
    return LaneEnd.Returned
  if (typeof code === 'string')
    writeLine('stderr', code)
  return LaneEnd.Raised
}

/** Runs something to its end, with what every thread does then. */
export function runToEnd(record: number, origin: 'main' | 'thread', body: () => void): LaneEnd {
  let end = LaneEnd.Returned
  try {
    body()
  }
  catch (error) {
    // While the run is being stopped, whatever is raised comes of that.
    end = isStopping() ? LaneEnd.Cancelled : LaneEnd.Raised
    if (error instanceof SystemExit)
      end = exit(error, origin)
    else if (end === LaneEnd.Raised)
      report({ severity: 'error', origin, where: threadName(record), ...describeError(error) })
  }
  if (!isStopping()) {
    threadEnds()
    warnUnstartedCoroutines()
  }
  flushPrint()
  return end
}

/**
 * Runs a thread's target.
 *
 * @param record the thread's
 * @param failure what evaluating the module raised in this worker, if it did: the thread ends with it
 * @param failure.error the exception
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
