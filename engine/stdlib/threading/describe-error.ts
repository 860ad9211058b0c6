import { BaseExceptionGroup } from '../../kernel/errors'
import { hintOf } from '../../kernel/hints'
import { hintFor, mendMessage } from '../../kernel/plain-message'
import { stackOf } from '../../kernel/stack'

/** An exception's message; of a group with those of its exceptions, each on a line. */
function describeMessage(error: Error, indent = '\n  '): string {
  if (!(error instanceof BaseExceptionGroup))
    return error.message
  return error.toString() + error.exceptions.map(each => `${indent}${each.name}: ${describeMessage(each, `${indent}  `)}`).join('')
}

/** How an exception is reported: its class, message and stack, and what to do about it where that is known. */
export function describeError(error: unknown): { type: string, message: string, stack: string, hint?: string } {
  if (error instanceof Error) {
    mendMessage(error)
    return { type: error.name, message: describeMessage(error), stack: stackOf(error), hint: hintOf(error) ?? hintFor(error) }
  }
  return { type: 'TypeError', message: `exceptions must derive from BaseException: ${String(error)} was thrown`, stack: '' }
}
