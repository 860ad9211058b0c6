/** Python's `<` for values that cross between threads. */
import { typeName } from './type-name'

/**
 * Whether one value comes before another: numbers by size, strings by code points, arrays and typed arrays item by item.
 *
 * @throws TypeError for values that have no order, as objects, or an array and a number
 */
export function lessThan(a: unknown, b: unknown): boolean {
  if (isNumber(a) && isNumber(b))
    return a < b
  if (typeof a === 'string' && typeof b === 'string')
    return compareStrings(a, b) < 0
  if (Array.isArray(a) && Array.isArray(b))
    return arrayLessThan(a, b)
  if (a instanceof Date && b instanceof Date)
    return a < b
  throw new TypeError(`'<' not supported between instances of '${typeName(a)}' and '${typeName(b)}'`)
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

/** JavaScript compares UTF-16 units, Python code points. */
function compareStrings(a: string, b: string): number {
  if (a === b)
    return 0
  const left = a[Symbol.iterator]()
  const right = b[Symbol.iterator]()
  for (;;) {
    const x = left.next()
    const y = right.next()
    if (x.done || y.done)
      return Number(!x.done) - Number(!y.done)
    if (x.value !== y.value)
      return x.value.codePointAt(0)! - y.value.codePointAt(0)!
  }
}

/** Python's `==`, as far as it decides an order: by value for plain data, by identity for other objects. */
function equals(a: unknown, b: unknown): boolean {
  if (Object.is(a, b))
    return true
  if (isNumber(a) && isNumber(b))
    // eslint-disable-next-line eqeqeq -- 1 == 1n == true, as in Python
    return a == b
  if ((a === undefined || a === null) && (b === undefined || b === null))
    return true
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => equals(item, b[index]))
  if (a instanceof Date && b instanceof Date)
    return a.getTime() === b.getTime()
  return isPlain(a) && isPlain(b) && equals(entriesOf(a), entriesOf(b))
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}

function entriesOf(value: Record<string, unknown>): [string, unknown][] {
  return Object.entries(value).sort(([a], [b]) => compareStrings(a, b))
}
