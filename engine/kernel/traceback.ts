/**
 * The places that an exception has come through. JavaScript notes them once, where the error is made; in Python it
 * gets more when a future raises it anew for whoever asks for the result.
 */
import { stackOf } from './stack'

/** Where an exception was raised anew, in this order: errors made there, whose stacks are only written out when needed. */
export type Passages = readonly Error[]

const passages = new WeakMap<Error, Passages>()

/** Where an exception was raised anew until now. */
export function passagesOf(error: Error): Passages | undefined {
  return passages.get(error)
}

/** Takes an exception's passages back to what they were at another time, and gives it. */
export function withPassages<E extends Error>(error: E, before: Passages | undefined): E {
  if (before)
    passages.set(error, before)
  else
    passages.delete(error)
  return error
}

/** Notes that an exception is raised anew by the caller, and gives it. */
export function raisedAnew<E>(error: E): E {
  if (error instanceof Error)
    passages.set(error, [...passages.get(error) ?? [], new Error('raised anew')])
  return error
}

/** The functions of that ending are where an event loop begins something: what called them is none of its concern. */
const LOOP_FRAME = /\$loop\b/

/** A stack without the frames of the event loop that ran what is in it, and of what ran that. */
function withoutLoop(stack: string): string {
  const lines = stack.split('\n')
  const end = lines.findIndex(line => LOOP_FRAME.test(line))
  return end < 0 ? stack : lines.slice(0, end).join('\n')
}

/** The stack of an exception, as JavaScript writes it, with all that it has come through. */
export function tracebackOf(error: Error): string {
  return [error, ...passagesOf(error) ?? []].map(each => withoutLoop(stackOf(each))).join('\n')
}
