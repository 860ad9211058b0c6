/** What builtins take as an iterable: a Map and an object are dicts, whose items are their keys. */
import { typeName } from '../../kernel/type-name'

/** What can be gone through. */
export type Source = Iterable<unknown> | ReadonlyMap<unknown, unknown> | Readonly<Record<string, unknown>>

/** What going through it gives. */
export type ItemOf<S> = S extends ReadonlyMap<infer Key, unknown> ? Key : S extends Iterable<infer Item> ? Item : string

/**
 * Goes through something as Python does.
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

/** Whether a last argument is the object with a call's options: it has no other names than theirs. */
export function isOptions(value: unknown, names: readonly string[]): boolean {
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return false
  const keys = Object.keys(value)
  return keys.length > 0 && keys.every(key => names.includes(key))
}
