/** Python's `<`, for priority queues. */
import { describe } from '../../kernel/functions'

type Primitive = number | bigint | string

function primitiveOf(value: unknown): unknown {
  if (typeof value === 'boolean')
    return Number(value)
  return typeof value === 'object' && value !== null ? value.valueOf() : value
}

function isPrimitive(value: unknown): value is Primitive {
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'string'
}

/** By code points, as Python compares strings; JavaScript's `<` compares UTF-16 units. */
function isStringLess(a: string, b: string): boolean {
  let at = 0
  while (at < a.length && at < b.length && a.charCodeAt(at) === b.charCodeAt(at))
    at++
  return (a.codePointAt(at) ?? -1) < (b.codePointAt(at) ?? -1)
}

/**
 * Whether a value is less than another: numbers and strings, arrays item by item as Python's tuples are compared, and
 * objects whose `valueOf` gives such a value.
 *
 * @throws TypeError for what has no order
 */
export function isLess(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    for (let at = 0; at < a.length && at < b.length; at++) {
      if (!isEqual(a[at], b[at]))
        return isLess(a[at], b[at])
    }
    return a.length < b.length
  }
  const [x, y] = [primitiveOf(a), primitiveOf(b)]
  if (typeof x === 'string' && typeof y === 'string')
    return isStringLess(x, y)
  if (isPrimitive(x) && isPrimitive(y) && typeof x !== 'string' && typeof y !== 'string')
    return x < y
  throw new TypeError(`'<' not supported between instances of '${describe(a)}' and '${describe(b)}'`)
}

function isEqual(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, at) => isEqual(item, b[at]))
  return primitiveOf(a) === primitiveOf(b)
}
