/** How a loop handles exceptions that no code catches. */
import type { AsyncGeneratorObject } from '../../kernel/async-generator'
import type { AbstractEventLoop } from './events'
import type { Future } from './future'
import type { Handle } from './handles'
import type { Task } from './task'
import { report } from '../../kernel/text-writer'
import { repr } from '../builtins/functions'
import { describeError } from '../threading/bootstrap'

/**
 * The context passed to an exception handler.
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
  /** The context that a handler was handling when it raised an exception itself. */
  context?: ExceptionContext
}

/** Called with exceptions that no code catches. */
export type ExceptionHandler = (loop: AbstractEventLoop, context: ExceptionContext) => unknown

function isTask(value: Future | undefined): value is Task {
  return value !== undefined && 'getName' in value
}

/** Reports an exception as an error of its task or callback; a context without an exception becomes a warning. */
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
