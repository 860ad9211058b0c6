/** Python's `<` for values that cross between threads. */
import { typeName } from './type-name'

/**
 * Whether one value comes before another: numbers by size, strings by code points, arrays item by item as Python's
 * tuples, and objects whose `valueOf` gives a number or a string, as dates, by that.
 *
 * @throws TypeError for values that have no order, as plain objects, or an array and a number
 */
export function lessThan(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return arrayLessThan(a, b)
  const [x, y] = [primitiveOf(a), primitiveOf(b)]
  if (isNumber(x) && isNumber(y))
    return x < y
  if (typeof x === 'string' && typeof y === 'string')
    return compareStrings(x, y) < 0
  throw new TypeError(`'<' not supported between instances of '${typeName(a)}' and '${typeName(b)}'`)
}

function primitiveOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? value.valueOf() : value
}

function isNumber(value: unknown): value is number | bigint | boolean {
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean'
}

/** The first items that differ decide; else the shorter one comes first. */
function arrayLessThan(a: readonly unknown[], b: readonly unknown[]): boolean {
  const length = Math.min(a.length, b.length)
  for (let index = 0; index < length; index++) {
    if (!equals(a[index], b[index]))
      return lessThan(a[index], b[index])
  }
  return a.length < b.length
}

/** Below 0 when the first string comes first. JavaScript compares UTF-16 units, Python code points. */
function compareStrings(a: string, b: string): number {
  let at = 0
  while (at < a.length && at < b.length && a.charCodeAt(at) === b.charCodeAt(at))
    at++
  return (a.codePointAt(at) ?? -1) - (b.codePointAt(at) ?? -1)
}

/** Python's `==`, as far as it decides an order: by value for plain data and for what has a value, else by identity. */
function equals(a: unknown, b: unknown): boolean {
  const [x, y] = [primitiveOf(a), primitiveOf(b)]
  if (Object.is(x, y))
    return true
  if (isNumber(x) && isNumber(y))
    // eslint-disable-next-line eqeqeq -- 1 == 1n == true, as in Python
    return x == y
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => equals(item, b[index]))
  return isPlain(a) && isPlain(b) && equals(entriesOf(a), entriesOf(b))
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}

function entriesOf(value: Record<string, unknown>): [string, unknown][] {
  return Object.entries(value).sort(([a], [b]) => compareStrings(a, b))
}
