/** What builtins accept as an iterable: a Map or an object counts as a dict, whose items are its keys. */
import { typeName } from '../../kernel/type-name'

/** Anything that can be iterated. */
export type Source = Iterable<unknown> | ReadonlyMap<unknown, unknown> | Readonly<Record<string, unknown>>

/** The items of a source. */
export type ItemOf<S> = S extends ReadonlyMap<infer Key, unknown> ? Key : S extends Iterable<infer Item> ? Item : string

/**
 * Iterates as Python does.
 *
 * @throws TypeError `'int' object is not iterable`
 */
export function itemsOf<S extends Source>(source: S): Iterable<ItemOf<S>> {
  if (source instanceof Map)
    return source.keys() as Iterable<ItemOf<S>>
  if (source !== null && source !== undefined && Symbol.iterator in new Object(source))
    return source as Iterable<ItemOf<S>>
  if (typeof source === 'object' && source !== null && Object.getPrototypeOf(source) === Object.prototype)
    return Object.keys(source) as Iterable<ItemOf<S>>
  throw new TypeError(`'${typeName(source)}' object is not iterable`)
}

/** Whether a last argument is the options object: it has no keys but the options' names. */
export function isOptions(value: unknown, names: readonly string[]): boolean {
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return false
  const keys = Object.keys(value)
  return keys.length > 0 && keys.every(key => names.includes(key))
}
