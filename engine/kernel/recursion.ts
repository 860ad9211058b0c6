import { RecursionError } from './errors'

const OVERFLOWS: readonly string[] = ['Maximum call stack size exceeded', 'too much recursion']

/**
 * Translates an error into Python's terms: JavaScript's own error for calls that nest too deeply becomes a
 * {@link RecursionError}. The object stays the same.
 */
export function translated<T>(error: T): T {
  if (error instanceof Error && OVERFLOWS.includes(error.message) && !(error instanceof RecursionError)) {
    Object.setPrototypeOf(error, RecursionError.prototype)
    error.name = RecursionError.name
    error.message = 'maximum recursion depth exceeded'
  }
  return error
}
