import { translated } from './recursion'
import { repr } from './repr'

/**
 * The exception that a `throw` raises: an exception as it is, in Python's terms, and a TypeError for anything else, as for
 * `raise 5` in Python.
 */
export function asException(thrown: unknown): Error {
  return thrown instanceof Error
    ? translated(thrown)
    : new TypeError(`exceptions must derive from BaseException: ${repr(thrown)} was thrown`)
}
