/** Python's `<` for values that cross between threads. */
import { typeName } from './type-name'

/**
 * Whether one value is less than another: numbers by size, strings by code points, arrays item by item like Python's
 * tuples, and objects whose `valueOf` gives a number or a string, such as dates, by that.
 *
 * @param a the first value
 * @param b the second value
 * @param operator the operator to show in errors; with `>` the values are the other way round
 * @throws TypeError for values that can't be ordered, such as plain objects, or an array and a number
 */
export function lessThan(a: unknown, b: unknown, operator: '<' | '>' = '<'): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return arrayLessThan(a, b)
  const [x, y] = [primitiveOf(a), primitiveOf(b)]
  if (isNumber(x) && isNumber(y))
    return x < y
  if (typeof x === 'string' && typeof y === 'string')
    return compareStrings(x, y) < 0
  const [left, right] = operator === '<' ? [a, b] : [b, a]
  throw new TypeError(`'${operator}' not supported between instances of '${typeName(left)}' and '${typeName(right)}'`)
}

function primitiveOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? value.valueOf() : value
}

function isNumber(value: unknown): value is number | bigint | boolean {
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean'
}

/** The first items that differ decide; otherwise the shorter array comes first. */
function arrayLessThan(a: readonly unknown[], b: readonly unknown[]): boolean {
  const length = Math.min(a.length, b.length)
  for (let index = 0; index < length; index++) {
    if (!valuesEqual(a[index], b[index]))
      return lessThan(a[index], b[index])
  }
  return a.length < b.length
}

/** Negative when the first string comes first. JavaScript compares UTF-16 units, Python code points. */
function compareStrings(a: string, b: string): number {
  let at = 0
  while (at < a.length && at < b.length && a.charCodeAt(at) === b.charCodeAt(at))
    at++
  return (a.codePointAt(at) ?? -1) - (b.codePointAt(at) ?? -1)
}

/**
 * Sorts items in place, and returns them. The sort is stable, in descending order too.
 *
 * @param items the items to sort
 * @param key the sort key of an item; by default the item itself
 * @param reverse whether to sort in descending order
 */
export function sortItems<Item>(items: Item[], key?: (item: Item) => unknown, reverse = false): Item[] {
  if (key !== undefined && typeof key !== 'function')
    throw new TypeError(`'${typeName(key)}' object is not callable`)
  const keyed = items.map(item => ({ item, key: key ? key(item) : item }))
  const sorted = keyed.sort((a, b) => reverse
    ? Number(lessThan(a.key, b.key)) - Number(lessThan(b.key, a.key))
    : -Number(lessThan(a.key, b.key)) + Number(lessThan(b.key, a.key)))
  for (const [index, { item }] of sorted.entries())
    items[index] = item
  return items
}

/** Python's `==`, as far as sorting needs it: by value for plain data and for objects with a `valueOf`, else by identity. */
export function valuesEqual(a: unknown, b: unknown): boolean {
  const [x, y] = [primitiveOf(a), primitiveOf(b)]
  if (Object.is(x, y))
    return true
  if (isNumber(x) && isNumber(y))
    // eslint-disable-next-line eqeqeq -- 1 == 1n == true, as in Python
    return x == y
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => valuesEqual(item, b[index]))
  if (a instanceof Map && b instanceof Map)
    return a.size === b.size && [...a].every(([key, value]) => b.has(key) && valuesEqual(value, b.get(key)))
  if (a instanceof Set && b instanceof Set)
    return a.size === b.size && [...a].every(item => b.has(item))
  return isPlain(a) && isPlain(b) && valuesEqual(entriesOf(a), entriesOf(b))
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}

function entriesOf(value: Record<string, unknown>): [string, unknown][] {
  return Object.entries(value).sort(([a], [b]) => compareStrings(a, b))
}
