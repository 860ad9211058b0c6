import type { ItemOf, Source } from './sources'
import { AssertionError } from '../../kernel/errors'
import { onFreshRun } from '../../kernel/fresh-run'
import { typeName } from '../../kernel/type-name'
import { float, int, str } from './functions'
import { itemsOf } from './sources'

/**
 * Whether a value counts as true in Python: not None, False, zero, or empty.
 *
 * @see https://docs.python.org/3.14/library/functions.html#bool
 */
export function bool(value?: unknown): boolean {
  switch (typeof value) {
    case 'number':
    case 'bigint':
      // NaN is true.
      return value !== 0 && value !== 0n
    case 'object': {
      if (value === null)
        return false
      const { length, size } = value as { length?: unknown, size?: unknown }
      if (typeof length === 'number' || typeof size === 'number')
        return (length ?? size) !== 0
      return Object.getPrototypeOf(value) !== Object.prototype || Object.keys(value).length > 0
    }
    default:
      return Boolean(value)
  }
}

/**
 * Raises an AssertionError unless the condition is true, as Python's statement `assert condition, message` does. Exploring
 * a program's schedules looks for one in which that happens.
 *
 * @throws AssertionError
 * @see https://docs.python.org/3.14/reference/simple_stmts.html#the-assert-statement
 */
export function assert(condition: unknown, message?: unknown): asserts condition {
  if (!bool(condition))
    throw message === undefined ? new AssertionError() : new AssertionError(message)
}

/** Whether any of the items is true. @see https://docs.python.org/3.14/library/functions.html#any */
export function any(source: Source): boolean {
  for (const item of itemsOf(source)) {
    if (bool(item))
      return true
  }
  return false
}

/** Whether all of the items are true. @see https://docs.python.org/3.14/library/functions.html#all */
export function all(source: Source): boolean {
  for (const item of itemsOf(source)) {
    if (!bool(item))
      return false
  }
  return true
}

/**
 * The items for which a function returns a true value; with null, the items that are true.
 *
 * @see https://docs.python.org/3.14/library/functions.html#filter
 */
export function filter<S extends Source>(fn: ((item: ItemOf<S>) => unknown) | null, source: S): Generator<ItemOf<S>, void, undefined> {
  const items = itemsOf(source)
  return (function* () {
    for (const item of items) {
      if (bool(fn === null ? item : fn(item)))
        yield item
    }
  })()
}

/** A class, or one of the functions named after a Python type. */
export type Type = abstract new (...args: never[]) => unknown

const CHECKS = new Map<unknown, (value: unknown) => boolean>([
  [int, value => Number.isInteger(value) || typeof value === 'bigint' || typeof value === 'boolean'],
  [float, value => typeof value === 'number' && !Number.isInteger(value)],
  [str, value => typeof value === 'string'],
  [bool, value => typeof value === 'boolean'],
])

/** Registers how `isinstance` recognizes values of a type that has no class. */
export function registerType(type: unknown, check: (value: unknown) => boolean): void {
  CHECKS.set(type, check)
}

/**
 * Whether a value is of a type, or of one of several: classes, and `int`, `float`, `str`, `bool`, `list`, `tuple`, `dict`,
 * `set`. A number is an int if it is whole.
 *
 * @throws TypeError for anything that is not a type
 * @see https://docs.python.org/3.14/library/functions.html#isinstance
 */
export function isinstance<T>(value: unknown, type: abstract new (...args: never[]) => T): value is T
export function isinstance(value: unknown, type: Type | ((...args: never[]) => unknown) | readonly (Type | ((...args: never[]) => unknown))[]): boolean
export function isinstance(value: unknown, type: unknown): boolean {
  if (Array.isArray(type))
    return type.some(each => isinstance(value, each as Type))
  const check = CHECKS.get(type)
  if (check)
    return check(value)
  if (typeof type !== 'function' || !type.prototype)
    throw new TypeError('isinstance() arg 2 must be a type, a tuple of types, or a union')
  return value instanceof type
}

/** Whether a value can be called. @see https://docs.python.org/3.14/library/functions.html#callable */
export function callable(value: unknown): value is (...args: unknown[]) => unknown {
  return typeof value === 'function'
}

const ids = new WeakMap<object, number>()
const FIRST_ID = 0x7F00_0000
let lastId = FIRST_ID

/**
 * A number that identifies this object for its lifetime, in this thread.
 *
 * @throws TypeError for numbers, strings and other values that are not objects
 * @see https://docs.python.org/3.14/library/functions.html#id
 */
export function id(value: object): number {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null)
    throw new TypeError(`a value of type '${typeName(value)}' has no id here: only objects have one`)
  let number = ids.get(value)
  if (number === undefined)
    ids.set(value, number = lastId += 16)
  return number
}

onFreshRun(() => lastId = FIRST_ID)
