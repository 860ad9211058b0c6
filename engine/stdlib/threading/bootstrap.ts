/** The code around a thread's `run`, and around `main`. */
import type { CrossingContext } from '../contextvars/crossing'
import { takeValue } from '../../kernel/codec'
import { warnUnstartedCoroutines } from '../../kernel/coroutine'
import { SystemExit } from '../../kernel/errors'
import { isStopping } from '../../kernel/futex'
import { words } from '../../kernel/memory'
import { str } from '../../kernel/repr'
import { report, writeLine } from '../../kernel/text-writer'
import { threadBegins, threadEnds } from '../../kernel/thread-life'
import { threadName } from '../../kernel/thread-record'
import { ThreadWord } from '../../protocol/thread-layout'
import { LaneEnd } from '../../protocol/trace'
import { flushPrint } from '../builtins/print'
import { importContext } from '../contextvars/crossing'
import { describeError } from './describe-error'
import { callExcepthook } from './excepthook'
import { publishFields, threadHandle, threadOf } from './thread'

export { describeError } from './describe-error'

/** `SystemExit` ends a thread silently, and the program with its status; a status that is not a number is printed. */
function exit({ code }: SystemExit, origin: 'main' | 'thread'): LaneEnd {
  if (origin === 'thread' || code === null || code === 0 || code === false)
    return LaneEnd.Returned
  if (typeof code !== 'number' && code !== true)
    writeLine('stderr', str(code))
  return LaneEnd.Raised
}

/** Handles an exception that the program did not catch. */
function ended(record: number, origin: 'main' | 'thread', error: unknown): LaneEnd {
  // While the run is being stopped, any exception is a consequence of that.
  if (isStopping())
    return LaneEnd.Cancelled
  if (origin === 'thread')
    callExcepthook(error, threadHandle(record))
  else if (!(error instanceof SystemExit))
    report({ severity: 'error', origin, where: threadName(record), ...describeError(error) })
  return error instanceof SystemExit ? exit(error, origin) : LaneEnd.Raised
}

/** Runs a body to its end, and what every thread does then. */
export function runToEnd(record: number, origin: 'main' | 'thread', body: () => void): LaneEnd {
  let end = LaneEnd.Returned
  try {
    body()
  }
  catch (error) {
    end = ended(record, origin, error)
  }
  if (!isStopping()) {
    threadEnds()
    warnUnstartedCoroutines()
  }
  flushPrint()
  return end
}

/** Enters the context that the thread inherited when it was started, if any. */
function enterInherited(record: number): void {
  const context = words[record + ThreadWord.Context]!
  if (context !== 0)
    importContext(takeValue(context) as CrossingContext).enter()
}

/**
 * Runs a thread's target.
 *
 * @param record the thread's record
 * @param failure what evaluating the module raised in this worker, if it raised: the thread ends with it
 * @param failure.error the exception
 */
export function bootstrapThread(record: number, failure?: { error: unknown }): LaneEnd {
  return runToEnd(record, 'thread', () => {
    threadBegins()
    enterInherited(record)
    if (failure)
      throw failure.error
    const thread = threadOf(record)
    try {
      thread.run()
    }
    finally {
      publishFields(thread)
    }
  })
}
