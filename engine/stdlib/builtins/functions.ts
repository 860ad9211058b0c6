import { OverflowError, ValueError } from '../../kernel/errors'
import { repr } from '../../kernel/repr'
import { typeName } from '../../kernel/type-name'

export { repr, str } from '../../kernel/repr'

/**
 * Converts a number (truncated towards zero) or a string to a whole number.
 *
 * @throws ValueError for a string that is not a whole number, and for NaN
 * @throws OverflowError for Infinity
 * @see https://docs.python.org/3.14/library/functions.html#int
 */
export function int(value: number | string | boolean = 0): number {
  if (typeof value === 'string') {
    if (!/^\s*[+-]?\d+(?:_\d+)*\s*$/.test(value))
      throw new ValueError(`invalid literal for int() with base 10: ${repr(value)}`)
    return Number(value.replaceAll('_', ''))
  }
  const number = Math.trunc(Number(value))
  if (Number.isNaN(number))
    throw new ValueError('cannot convert float NaN to integer')
  if (!Number.isFinite(number))
    throw new OverflowError('cannot convert float infinity to integer')
  return number
}

const FLOAT_WORD = /^\s*([+-]?)(inf|infinity|nan)\s*$/i
/** Python's numbers, without JavaScript's `0x10`. */
const FLOAT_NUMBER = /^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?\s*$/i

/**
 * Converts a number or a string to a number.
 *
 * @throws ValueError for a string that is not a number
 * @see https://docs.python.org/3.14/library/functions.html#float
 */
export function float(value: number | string = 0): number {
  if (typeof value !== 'string')
    return Number(value)
  const [, sign, word] = FLOAT_WORD.exec(value) ?? []
  if (word !== undefined)
    return word.toLowerCase() === 'nan' ? Number.NaN : sign === '-' ? -Infinity : Infinity
  const digits = value.replace(/(?<=\d)_(?=\d)/g, '')
  if (!FLOAT_NUMBER.test(digits))
    throw new ValueError(`could not convert string to float: ${repr(value)}`)
  return Number(digits)
}

/**
 * The number of items.
 *
 * @throws TypeError for a value without a length
 * @see https://docs.python.org/3.14/library/functions.html#len
 */
export function len(value: string | { readonly length: number } | { readonly size: number }): number {
  if ((typeof value !== 'object' && typeof value !== 'string') || value === null)
    throw new TypeError(`object of type '${typeName(value)}' has no len()`)
  return typeof value === 'string' || 'length' in value ? value.length : value.size
}

/**
 * The whole numbers from start (default 0) up to, but not including, stop.
 *
 * @throws ValueError when step is 0
 * @see https://docs.python.org/3.14/library/functions.html#func-range
 */
export function range(stop: number): number[]
export function range(start: number, stop: number, step?: number): number[]
export function range(first: number, stop?: number, step = 1): number[] {
  const start = stop === undefined ? 0 : first
  const end = stop ?? first
  if (step === 0)
    throw new ValueError('range() arg 3 must not be zero')
  return Array.from({ length: Math.max(0, Math.ceil((end - start) / step)) }, (_, index) => start + index * step)
}
