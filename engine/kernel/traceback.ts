/**
 * The places that an exception has passed through. JavaScript records a stack once, where the error is created; in Python
 * the traceback grows when a future raises it again in a caller of `result`.
 */
import { stackOf } from './stack'

/** Where an exception was raised again, in order: errors created there, whose stacks are only formatted when needed. */
export type Passages = readonly Error[]

const passages = new WeakMap<Error, Passages>()

/** Where an exception has been raised again so far. */
export function passagesOf(error: Error): Passages | undefined {
  return passages.get(error)
}

/** Restores an exception's earlier passages, and returns it. */
export function withPassages<E extends Error>(error: E, before: Passages | undefined): E {
  if (before)
    passages.set(error, before)
  else
    passages.delete(error)
  return error
}

/** Notes that the caller raises an exception again, and returns it. */
export function raisedAnew<E>(error: E): E {
  if (error instanceof Error)
    passages.set(error, [...passages.get(error) ?? [], new Error('raised anew')])
  return error
}

/** Functions with this ending are where an event loop starts something: the frames of its caller don't matter. */
const LOOP_FRAME = /\$loop\b/

/** A stack without the frames of the event loop and of its caller. */
function withoutLoop(stack: string): string {
  const lines = stack.split('\n')
  const end = lines.findIndex(line => LOOP_FRAME.test(line))
  return end < 0 ? stack : lines.slice(0, end).join('\n')
}

/** The stack of an exception, as JavaScript writes it, with all that it has passed through. */
export function tracebackOf(error: Error): string {
  return [error, ...passagesOf(error) ?? []].map(each => withoutLoop(stackOf(each))).join('\n')
}
