import { BaseExceptionGroup } from '../../kernel/errors'
import { stackOf } from '../../kernel/stack'

/** An exception's message; of a group with those of its exceptions, each on a line. */
function describeMessage(error: Error, indent = '\n  '): string {
  if (!(error instanceof BaseExceptionGroup))
    return error.message
  return error.toString() + error.exceptions.map(each => `${indent}${each.name}: ${describeMessage(each, `${indent}  `)}`).join('')
}

/** How an exception is reported: its class, message and stack. */
export function describeError(error: unknown): { type: string, message: string, stack: string } {
  if (error instanceof Error)
    return { type: error.name, message: describeMessage(error), stack: stackOf(error) }
  return { type: 'TypeError', message: `exceptions must derive from BaseException: ${String(error)} was thrown`, stack: '' }
}
