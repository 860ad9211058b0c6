/** What a loop does with exceptions that nobody handles. */
import type { AsyncGeneratorObject } from '../../kernel/async-generator'
import type { AbstractEventLoop } from './events'
import type { Future } from './future'
import type { Handle } from './handles'
import type { Task } from './task'
import { report } from '../../kernel/text-writer'
import { repr } from '../builtins/functions'
import { describeError } from '../threading/bootstrap'

/**
 * What an exception handler is told.
 *
 * @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.loop.call_exception_handler
 */
export interface ExceptionContext {
  /** What happened. */
  message?: string
  exception?: unknown
  future?: Future
  task?: Task
  handle?: Handle
  asyncgen?: AsyncGeneratorObject
  /** What a handler was told that raised an exception itself. */
  context?: ExceptionContext
}

/** Is told of exceptions that nobody handles. */
export type ExceptionHandler = (loop: AbstractEventLoop, context: ExceptionContext) => unknown

function isTask(value: Future | undefined): value is Task {
  return value !== undefined && 'getName' in value
}

/** Reports an exception as an error of the task or callback that it came from; without an exception it is a warning. */
export function defaultExceptionHandler(context: ExceptionContext): void {
  const { message = 'Unhandled exception in event loop', exception, future, task } = context
  const source = task ?? (isTask(future) ? future : undefined)
  const where = source?.getName() ?? ''
  if (exception instanceof Error) {
    report({ severity: 'error', origin: 'task', where, ...describeError(exception), hint: message })
    return
  }
  const details = Object.entries(context)
    .filter(([key]) => key !== 'message')
    .sort(([a], [b]) => a < b ? -1 : 1)
    .map(([key, value]) => `${key}: ${repr(value)}`)
  report({ severity: 'warning', origin: 'task', type: 'RuntimeWarning', where, message: [message, ...details].join('\n'), stack: '' })
}
