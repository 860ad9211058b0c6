import type { ReportedException, ReportedLink } from '../../protocol/text'
import { BaseExceptionGroup } from '../../kernel/errors'
import { hintOf } from '../../kernel/hints'
import { hintFor, mendMessage } from '../../kernel/plain-message'
import { str } from '../../kernel/repr'
import { asException } from '../../kernel/thrown'
import { tracebackOf } from '../../kernel/traceback'

/** How many of a group's exceptions are shown, and how deeply groups nest, as in Lib/traceback.py. */
const MAX_GROUP_SIZE = 15
const MAX_GROUP_DEPTH = 10

/**
 * Describes an exception for a report: with its stack, its notes, its causes, and the exceptions of a group. A thrown
 * value that is not an exception is reported as a TypeError.
 */
export function describeError(thrown: unknown): ReportedException & { stack: string, hint?: string } {
  const error = asException(thrown)
  const hint = hintOf(error) ?? hintFor(error)
  return { ...describe(error, new Set(), 0), ...hint !== undefined && { hint } }
}

/** @param seen the errors already described: a chain may be circular */
function describe(error: Error, seen: Set<Error>, depth: number): ReportedException & { stack: string } {
  seen.add(error)
  const chain: ReportedLink[] = []
  for (let { cause } = error; cause instanceof Error && !seen.has(cause); { cause } = cause) {
    seen.add(cause)
    chain.unshift({ relation: 'cause', ...describeAlone(cause, seen, depth) })
  }
  return { ...describeAlone(error, seen, depth), ...chain.length > 0 && { chain } }
}

function describeAlone(error: Error, seen: Set<Error>, depth: number): ReportedException & { stack: string } {
  mendMessage(error)
  const { name, notes } = error
  return { type: name, message: str(error), stack: tracebackOf(error), ...notes && { notes }, ...membersOf(error, seen, depth) }
}

function membersOf(error: Error, seen: Set<Error>, depth: number): Pick<ReportedException, 'exceptions' | 'exceptionsLeftOut'> {
  if (!(error instanceof BaseExceptionGroup))
    return {}
  const shown = depth < MAX_GROUP_DEPTH ? error.exceptions.slice(0, MAX_GROUP_SIZE) : []
  return { exceptions: shown.map(each => describe(each, seen, depth + 1)), exceptionsLeftOut: error.exceptions.length - shown.length }
}
