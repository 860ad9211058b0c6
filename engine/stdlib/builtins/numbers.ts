import type { ItemOf, Source } from './sources'
import { OverflowError, ValueError, ZeroDivisionError } from '../../kernel/errors'
import { checkOptions } from '../../kernel/options'
import { lessThan } from '../../kernel/ordering'
import { typeName } from '../../kernel/type-name'
import { isOptions, itemsOf } from './sources'

/** The number without its sign. @see https://docs.python.org/3.14/library/functions.html#abs */
export function abs(value: number): number {
  if (typeof value !== 'number' && typeof value !== 'boolean')
    throw new TypeError(`bad operand type for abs(): '${typeName(value)}'`)
  return Math.abs(Number(value))
}

/**
 * Rounds a number to a whole one, or to a number of decimal places. Ties go to the even neighbour, as in Python:
 * `round(2.5)` is 2.
 *
 * @throws ValueError for NaN, OverflowError for Infinity, if it is rounded to a whole number
 * @see https://docs.python.org/3.14/library/functions.html#round
 */
export function round(value: number, ndigits?: number | null): number {
  if (typeof value !== 'number' && typeof value !== 'boolean')
    throw new TypeError(`type ${typeName(value)} doesn't define __round__ method`)
  const number = Number(value)
  if (ndigits === undefined || ndigits === null) {
    if (Number.isNaN(number))
      throw new ValueError('cannot convert float NaN to integer')
    if (!Number.isFinite(number))
      throw new OverflowError('cannot convert float infinity to integer')
    return toEven(number, 0)
  }
  if (!Number.isInteger(ndigits))
    throw new TypeError(`'${typeName(ndigits)}' object cannot be interpreted as an integer`)
  return Number.isFinite(number) ? toEven(number, ndigits) : number
}

/** The most decimal places that JavaScript prints: no float ties beyond them. */
const MAX_DIGITS = 100

function toEven(number: number, digits: number): number {
  if (digits >= MAX_DIGITS || Math.abs(number) >= 1e21)
    return number
  const [whole, fraction] = Math.abs(number).toFixed(MAX_DIGITS).split('.') as [string, string]
  const places = whole.length + digits
  if (places < 0)
    return 0
  const all = whole + fraction
  const rest = all.slice(places)
  let kept = BigInt(all.slice(0, places) || '0')
  const half = `5${'0'.repeat(Math.max(0, rest.length - 1))}`
  if (rest > half || (rest === half && kept % 2n === 1n))
    kept += 1n
  return Math.sign(number) * Number(`${kept}e${-digits}`)
}

/**
 * The quotient, rounded down, and the remainder, which has the sign of the divisor.
 *
 * @throws ZeroDivisionError
 * @see https://docs.python.org/3.14/library/functions.html#divmod
 */
export function divmod(a: number, b: number): [quotient: number, remainder: number] {
  if (typeof a !== 'number' || typeof b !== 'number')
    throw new TypeError(`unsupported operand type(s) for divmod(): '${typeName(a)}' and '${typeName(b)}'`)
  if (b === 0)
    throw new ZeroDivisionError('division by zero')
  let remainder = a % b
  if (remainder !== 0 && (remainder < 0) !== (b < 0))
    remainder += b
  // Whole numbers in Python have no -0.
  return [Math.round((a - remainder) / b) + 0, remainder + 0]
}

/**
 * Raises a number to a power; with a modulus, the remainder of that, for whole numbers.
 *
 * @throws ZeroDivisionError for zero to a negative power
 * @throws ValueError for a modulus of 0, for a base without an inverse, and for a root of a negative number
 * @see https://docs.python.org/3.14/library/functions.html#pow
 */
export function pow(base: number, exp: number, mod?: number | null): number {
  if (mod !== undefined && mod !== null)
    return powerModulo(base, exp, mod)
  if (base === 0 && exp < 0)
    throw new ZeroDivisionError('zero to a negative power')
  const power = base ** exp
  if (Number.isNaN(power) && !Number.isNaN(base) && !Number.isNaN(exp))
    throw new ValueError('a root of a negative number is complex, and there are no complex numbers here')
  return power
}

function powerModulo(base: number, exp: number, mod: number): number {
  if (![base, exp, mod].every(Number.isInteger))
    throw new TypeError('pow() 3rd argument not allowed unless all arguments are integers')
  if (mod === 0)
    throw new ValueError('pow() 3rd argument cannot be 0')
  const modulus = BigInt(Math.abs(mod))
  let factor = (BigInt(base) % modulus + modulus) % modulus
  if (exp < 0)
    factor = inverse(factor, modulus)
  let result = 1n % modulus
  for (let left = BigInt(Math.abs(exp)); left > 0n; left >>= 1n) {
    if (left & 1n)
      result = result * factor % modulus
    factor = factor * factor % modulus
  }
  return Number(mod < 0 && result !== 0n ? result - modulus : result)
}

function inverse(value: bigint, modulus: bigint): bigint {
  let [a, b, x, y] = [value, modulus, 1n, 0n]
  while (b !== 0n)
    [a, b, x, y] = [b, a % b, y, x - a / b * y]
  if (a !== 1n)
    throw new ValueError('base is not invertible for the given modulus')
  return (x % modulus + modulus) % modulus
}

/**
 * Adds up numbers, or lists if `start` is one. Floats are summed as precisely as in Python 3.12 and later.
 *
 * @param source the values to add
 * @param start the initial value, or `{ start }`
 * @throws TypeError for a value that can't be added
 * @see https://docs.python.org/3.14/library/functions.html#sum
 */
export function sum(source: Iterable<number> | Iterable<boolean>, start?: number | { start?: number }): number
export function sum<Item>(source: Iterable<readonly Item[]>, start: readonly Item[] | { start: readonly Item[] }): Item[]
export function sum(source: Iterable<unknown>, start: unknown = 0): unknown {
  const first = isOptions(start, ['start']) ? (start as { start: unknown }).start : start
  if (typeof first === 'string')
    throw new TypeError('sum() can\'t sum strings [use \'\'.join(seq) instead]')
  let total = first
  // The rounding error so far, for floats: Neumaier's method.
  let lost = 0
  for (const item of itemsOf(source as Source)) {
    if (Array.isArray(total) && Array.isArray(item)) {
      total = [...total as unknown[], ...item as unknown[]]
      continue
    }
    if (!isAddable(total) || !isAddable(item))
      throw new TypeError(`unsupported operand type(s) for +: '${typeName(total)}' and '${typeName(item)}'`)
    const [a, b] = [Number(total), Number(item)]
    const sum = a + b
    if (Number.isFinite(sum) && !(Number.isInteger(a) && Number.isInteger(b)))
      lost += Math.abs(a) >= Math.abs(b) ? (a - sum) + b : (b - sum) + a
    total = sum
  }
  return typeof total === 'number' && lost !== 0 && Number.isFinite(lost) ? total + lost : total
}

function isAddable(value: unknown): value is number | boolean {
  return typeof value === 'number' || typeof value === 'boolean'
}

/** Options of `min` and `max`, after the items. */
export interface ExtremeOptions<Item, Default = never> {
  /** The sort key of an item. @default the item itself */
  key?: ((item: Item) => unknown) | null
  /** The result when there are no items. */
  default?: Default
}

const EXTREME_NAMES = ['key', 'default']

function extreme(call: 'min' | 'max', args: readonly unknown[]): unknown {
  const hasOptions = args.length > 1 && isOptions(args.at(-1), EXTREME_NAMES)
  const options = hasOptions ? args.at(-1) as ExtremeOptions<unknown, unknown> : {}
  checkOptions(call, options, EXTREME_NAMES)
  const values = hasOptions ? args.slice(0, -1) : args
  if (values.length === 0)
    throw new TypeError(`${call} expected at least 1 argument, got 0`)
  const items = values.length === 1 ? itemsOf(values[0] as Source) : values
  const key = options.key ?? ((item: unknown) => item)
  if (typeof key !== 'function')
    throw new TypeError(`'${typeName(key)}' object is not callable`)
  let found: { item: unknown, key: unknown } | undefined
  for (const item of items) {
    const own = key(item)
    if (!found || (call === 'min' ? lessThan(own, found.key) : lessThan(found.key, own, '>')))
      found = { item, key: own }
  }
  if (found)
    return found.item
  if ('default' in options)
    return options.default
  throw new ValueError(`${call}() iterable argument is empty`)
}

/**
 * The smallest of the items, or of the arguments. A last argument may be the options `{ key, default }`.
 *
 * @throws ValueError when there are no items and no default
 * @throws TypeError for items that can't be ordered, such as a number and a string
 * @see https://docs.python.org/3.14/library/functions.html#min
 */
export function min<S extends Source>(source: S): ItemOf<S>
export function min<S extends Source, Default = never>(source: S, options: ExtremeOptions<ItemOf<S>, Default>): ItemOf<S> | Default
export function min<Item>(...items: [Item, Item, ...Item[]]): Item
export function min<Item>(...items: [Item, Item, ...Item[], ExtremeOptions<Item>]): Item
export function min(...args: unknown[]): unknown {
  return extreme('min', args)
}

/**
 * The greatest of the items, or of the arguments. A last argument may be the options `{ key, default }`.
 *
 * @throws ValueError when there are no items and no default
 * @throws TypeError for items that can't be ordered, such as a number and a string
 * @see https://docs.python.org/3.14/library/functions.html#max
 */
export function max<S extends Source>(source: S): ItemOf<S>
export function max<S extends Source, Default = never>(source: S, options: ExtremeOptions<ItemOf<S>, Default>): ItemOf<S> | Default
export function max<Item>(...items: [Item, Item, ...Item[]]): Item
export function max<Item>(...items: [Item, Item, ...Item[], ExtremeOptions<Item>]): Item
export function max(...args: unknown[]): unknown {
  return extreme('max', args)
}

function inBase(value: number, base: number, prefix: string): string {
  if (!Number.isInteger(value))
    throw new TypeError(`'${typeName(value)}' object cannot be interpreted as an integer`)
  return `${value < 0 ? '-' : ''}${prefix}${BigInt(Math.abs(value)).toString(base)}`
}

/** A whole number in base 16: `0xff`. @see https://docs.python.org/3.14/library/functions.html#hex */
export function hex(value: number): string {
  return inBase(value, 16, '0x')
}

/** A whole number in base 8: `0o17`. @see https://docs.python.org/3.14/library/functions.html#oct */
export function oct(value: number): string {
  return inBase(value, 8, '0o')
}

/** A whole number in base 2: `0b101`. @see https://docs.python.org/3.14/library/functions.html#bin */
export function bin(value: number): string {
  return inBase(value, 2, '0b')
}

/**
 * The character of a code point.
 *
 * @throws ValueError when there is none
 * @see https://docs.python.org/3.14/library/functions.html#chr
 */
export function chr(codePoint: number): string {
  if (!Number.isInteger(codePoint))
    throw new TypeError(`'${typeName(codePoint)}' object cannot be interpreted as an integer`)
  if (codePoint < 0 || codePoint > 0x10FFFF)
    throw new ValueError('chr() arg not in range(0x110000)')
  return String.fromCodePoint(codePoint)
}

/**
 * The code point of a character.
 *
 * @throws TypeError when the text is not one character
 * @see https://docs.python.org/3.14/library/functions.html#ord
 */
export function ord(character: string): number {
  if (typeof character !== 'string')
    throw new TypeError(`ord() expected string of length 1, but ${typeName(character)} found`)
  const { length } = [...character]
  if (length !== 1)
    throw new TypeError(`ord() expected a character, but string of length ${length} found`)
  return character.codePointAt(0)!
}
