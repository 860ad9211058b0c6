/**
 * `operator`: Python's operators as functions, where JavaScript's differ: `===` doesn't compare contents, `in` doesn't find
 * items.
 *
 * @see https://docs.python.org/3.14/library/operator.html
 */
import { IndexError, KeyError } from '../../kernel/errors'
import { lessThan, valuesEqual } from '../../kernel/ordering'
import { typeName } from '../../kernel/type-name'
import { SharedDict } from '../shared/dict'
import { SharedList } from '../shared/list'
import { SharedSet } from '../shared/set'

function plain(value: unknown): unknown {
  return value instanceof SharedList || value instanceof SharedDict || value instanceof SharedSet ? value.copy() : value
}

/** Python's `a == b`: by value for numbers, strings, lists, dicts and sets, shared ones too. @see https://docs.python.org/3.14/library/operator.html#operator.eq */
export function eq(a: unknown, b: unknown): boolean {
  const [x, y] = [plain(a), plain(b)]
  // NaN is equal to nothing, not even to itself.
  return valuesEqual(x, y) && !(typeof x === 'number' && Number.isNaN(x))
}

/** Python's `a != b`. @see https://docs.python.org/3.14/library/operator.html#operator.ne */
export function ne(a: unknown, b: unknown): boolean {
  return !eq(a, b)
}

/** Python's `a < b`. @throws TypeError for values that can't be ordered @see https://docs.python.org/3.14/library/operator.html#operator.lt */
export function lt(a: unknown, b: unknown): boolean {
  return lessThan(a, b)
}

/** Python's `a > b`. @throws TypeError for values that can't be ordered @see https://docs.python.org/3.14/library/operator.html#operator.gt */
export function gt(a: unknown, b: unknown): boolean {
  return lessThan(b, a, '>')
}

/** Python's `a + b` for numbers, strings and lists. @throws TypeError for other values @see https://docs.python.org/3.14/library/operator.html#operator.add */
export function add<T extends number | string | readonly unknown[]>(a: T, b: T): T {
  if (typeof a === 'number' && typeof b === 'number')
    return a + b as T
  if (typeof a === 'string' && typeof b === 'string')
    return a + b as T
  if (Array.isArray(a) && Array.isArray(b))
    return a.concat(b) as unknown as T
  throw new TypeError(`unsupported operand type(s) for +: '${typeName(a)}' and '${typeName(b)}'`)
}

/** Python's `a * b` for numbers. @see https://docs.python.org/3.14/library/operator.html#operator.mul */
export function mul(a: number, b: number): number {
  return a * b
}

/**
 * Python's `item in container`: an item of a list or set, a key of a dict, a substring of a string.
 *
 * @throws TypeError for anything that is not a container
 * @see https://docs.python.org/3.14/library/operator.html#operator.contains
 */
export function contains(container: unknown, item: unknown): boolean {
  const held = plain(container)
  if (typeof held === 'string') {
    if (typeof item !== 'string')
      throw new TypeError(`'in <string>' requires string as left operand, not ${typeName(item)}`)
    return held.includes(item)
  }
  if (held instanceof Map)
    return [...held.keys()].some(key => eq(key, item))
  if (held !== null && typeof held === 'object' && Symbol.iterator in held)
    return Array.from(held as Iterable<unknown>).some(other => other === item || eq(other, item))
  if (held !== null && typeof held === 'object' && Object.getPrototypeOf(held) === Object.prototype)
    return Object.hasOwn(held, item as PropertyKey)
  throw new TypeError(`argument of type '${typeName(held)}' is not a container or iterable`)
}

/**
 * Returns a function that gets an item of its argument by index or key, or several items as a list.
 *
 * @throws IndexError, KeyError when there is none
 * @see https://docs.python.org/3.14/library/operator.html#operator.itemgetter
 */
export function itemgetter(...items: readonly unknown[]): <T>(of: T) => unknown {
  return of => items.length === 1 ? itemOf(of, items[0]) : items.map(item => itemOf(of, item))
}

function itemOf(of: unknown, item: unknown): unknown {
  const held = plain(of)
  if (Array.isArray(held)) {
    const index = item as number
    if (index >= held.length || index < -held.length)
      throw new IndexError('list index out of range')
    return held.at(index)
  }
  if (held instanceof Map && held.has(item))
    return held.get(item)
  if (!(held instanceof Map) && Object.hasOwn(held as object, item as PropertyKey))
    return (held as Record<PropertyKey, unknown>)[item as PropertyKey]
  throw new KeyError(item)
}
