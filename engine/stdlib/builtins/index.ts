/**
 * `builtins`: what Python has without an import.
 *
 * @see https://docs.python.org/3.14/library/functions.html
 */
export * from '../../kernel/errors'
export { float, int, len, range, repr, str } from './functions'
export { print } from './print'

/** JavaScript's own class, which is Python's too. @see https://docs.python.org/3.14/library/exceptions.html#TypeError */
export const TypeError = globalThis.TypeError
