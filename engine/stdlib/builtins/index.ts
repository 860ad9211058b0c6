/**
 * `builtins`: the names that Python has without an import.
 *
 * @see https://docs.python.org/3.14/library/functions.html
 */
export * from '../../kernel/errors'
export { format } from './format'
export { float, int, len, range, repr, str } from './functions'
export { input } from './input'
export { dict, enumerate, iter, list, map, next, reversed, set, sorted, tuple, zip } from './iteration'
export { abs, bin, chr, divmod, hex, max, min, oct, ord, pow, round, sum } from './numbers'
export { print } from './print'
export { all, any, assert, bool, callable, filter, id, isinstance } from './truth'

/** JavaScript's own class, which is Python's too. @see https://docs.python.org/3.14/library/exceptions.html#TypeError */
export const TypeError = globalThis.TypeError
