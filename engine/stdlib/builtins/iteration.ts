import type { ItemOf, Source } from './sources'
import { StopIteration, ValueError } from '../../kernel/errors'
import { checkOptions } from '../../kernel/options'
import { sortItems } from '../../kernel/ordering'
import { typeName } from '../../kernel/type-name'
import { isOptions, itemsOf } from './sources'
import { registerType } from './truth'

/** How to sort items. */
export interface SortOptions<Item> {
  /** The sort key of an item. @default the item itself */
  key?: ((item: Item) => unknown) | null
  /** Whether to sort in descending order. @default false */
  reverse?: boolean
}

/**
 * The items in order, as a new list: numbers by size, strings by code points, lists item by item. The sort is stable.
 * in their order.
 *
 * @throws TypeError for items that can't be ordered, such as a number and a string
 * @see https://docs.python.org/3.14/library/functions.html#sorted
 */
export function sorted<S extends Source>(source: S, options: SortOptions<ItemOf<S>> = {}): ItemOf<S>[] {
  checkOptions('sorted', options, ['key', 'reverse'])
  return sortItems([...itemsOf(source)], options.key ?? undefined, options.reverse)
}

/** An array of the items. @see https://docs.python.org/3.14/library/stdtypes.html#list */
export function list<S extends Source>(source?: S): ItemOf<S>[] {
  return source === undefined ? [] : [...itemsOf(source)]
}

/** An array of the items: Python's tuples are arrays here. @see https://docs.python.org/3.14/library/stdtypes.html#tuple */
export function tuple<S extends Source>(source?: S): ItemOf<S>[] {
  return list(source)
}

/** A Set of the items. @see https://docs.python.org/3.14/library/stdtypes.html#set */
export function set<S extends Source>(source?: S): Set<ItemOf<S>> {
  return new Set(source === undefined ? [] : itemsOf(source))
}

/**
 * A Map of pairs, or of an object's keys and values.
 *
 * @throws ValueError for an item that is not a pair
 * @see https://docs.python.org/3.14/library/stdtypes.html#dict
 */
export function dict<Key, Value>(source?: Iterable<readonly [Key, Value]>): Map<Key, Value>
export function dict<Value>(source: Readonly<Record<string, Value>>): Map<string, Value>
export function dict(source: Iterable<readonly [unknown, unknown]> | Readonly<Record<string, unknown>> = []): Map<unknown, unknown> {
  if (typeof source === 'object' && source !== null && !(Symbol.iterator in source))
    return new Map(Object.entries(source))
  const made = new Map<unknown, unknown>()
  let index = 0
  for (const pair of source instanceof Map ? source.entries() : itemsOf(source)) {
    const items = [...itemsOf(pair as Source)]
    if (items.length !== 2)
      throw new ValueError(`dictionary update sequence element #${index} has length ${items.length}; 2 is required`)
    made.set(items[0], items[1])
    index += 1
  }
  return made
}

/**
 * Pairs each item with its number.
 *
 * @param source the items
 * @param start the first number, or `{ start }`
 * @see https://docs.python.org/3.14/library/functions.html#enumerate
 */
export function enumerate<S extends Source>(source: S, start: number | {
  /** The first number. @default 0 */
  start?: number
} = 0): Generator<[number, ItemOf<S>], void, undefined> {
  if (typeof start === 'object')
    checkOptions('enumerate', start, ['start'])
  let number = typeof start === 'object' ? start.start ?? 0 : start
  const items = itemsOf(source)
  return (function* () {
    for (const item of items)
      yield [number++, item]
  })()
}

/** Options of `zip`, after the sources. */
export interface ZipOptions {
  /** Whether sources of different lengths are an error. @default false */
  strict?: boolean
}

/** The type of one tuple: an item of each source. */
type Zipped<Sources extends readonly unknown[]> = { -readonly [Index in keyof Sources]: ItemOf<Sources[Index]> }

/**
 * Lists of the first items of each source, of the second ones, and so on, until the shortest source ends. A last
 * argument `{ strict: true }` makes different lengths an error.
 *
 * @throws ValueError from the iterator, with `strict`, when one source is longer than another
 * @see https://docs.python.org/3.14/library/functions.html#zip
 */
export function zip<const Sources extends readonly Source[]>(...sources: Sources): Generator<Zipped<Sources>, void, undefined>
export function zip<const Sources extends readonly Source[]>(...sources: [...Sources, ZipOptions]): Generator<Zipped<Sources>, void, undefined>
export function zip(...args: Source[]): Generator<unknown[], void, undefined> {
  const last = args.at(-1)
  const { strict = false } = isOptions(last, ['strict']) ? last as ZipOptions : {}
  const sources = isOptions(last, ['strict']) ? args.slice(0, -1) : args
  const iterators = sources.map(source => itemsOf(source)[Symbol.iterator]())
  return (function* () {
    while (iterators.length > 0) {
      const row: unknown[] = []
      for (const [index, iterator] of iterators.entries()) {
        const { done, value } = iterator.next()
        if (!done) {
          row.push(value)
          continue
        }
        if (strict)
          checkLengths(iterators, index)
        return
      }
      yield row
    }
  })()
}

/** One of the iterators has come to its end. */
function checkLengths(iterators: readonly Iterator<unknown>[], ended: number): void {
  const others = (count: number): string => count === 1 ? 'argument 1' : `arguments 1-${count}`
  if (ended > 0)
    throw new ValueError(`zip() argument ${ended + 1} is shorter than ${others(ended)}`)
  for (let index = 1; index < iterators.length; index++) {
    if (!iterators[index]!.next().done)
      throw new ValueError(`zip() argument ${index + 1} is longer than ${others(index)}`)
  }
}

/**
 * Calls a function with the items of one or more sources and yields its results.
 *
 * @see https://docs.python.org/3.14/library/functions.html#map
 */
export function map<const Sources extends readonly Source[], Result>(fn: (...items: Zipped<Sources>) => Result, ...sources: Sources): Generator<Result, void, undefined> {
  if (typeof fn !== 'function')
    throw new TypeError(`'${typeName(fn)}' object is not callable`)
  const rows = zip<Source[]>(...sources)
  return (function* () {
    for (const row of rows)
      yield fn(...row as Zipped<Sources>)
  })()
}

/**
 * The items in reverse order.
 *
 * @throws TypeError for a value without an order, such as a Set
 * @see https://docs.python.org/3.14/library/functions.html#reversed
 */
export function reversed<S extends Source>(source: S): Generator<ItemOf<S>, void, undefined> {
  if (!(typeof source === 'string' || source instanceof Map || (typeof source === 'object' && source !== null && 'length' in source)))
    throw new TypeError(`'${typeName(source)}' object is not reversible`)
  const items = [...itemsOf(source)]
  return (function* () {
    for (let index = items.length - 1; index >= 0; index--)
      yield items[index]!
  })()
}

/** An iterator of the items. @see https://docs.python.org/3.14/library/functions.html#iter */
export function iter<S extends Source>(source: S): Iterator<ItemOf<S>, unknown, undefined> {
  return itemsOf(source)[Symbol.iterator]()
}

/**
 * The next item of an iterator, or the default when there is none.
 *
 * @throws StopIteration when there is none and no default
 * @see https://docs.python.org/3.14/library/functions.html#next
 */
export function next<Item, Default = never>(iterator: Iterator<Item, unknown, undefined>, ...rest: [] | [defaultValue: Default]): Item | Default {
  if (typeof (iterator as Partial<typeof iterator> | null | undefined)?.next !== 'function')
    throw new TypeError(`'${typeName(iterator)}' object is not an iterator`)
  const { done, value } = iterator.next()
  if (!done)
    return value
  if (rest.length === 0)
    throw new StopIteration()
  return rest[0]
}

registerType(list, Array.isArray)
registerType(tuple, Array.isArray)
registerType(set, value => value instanceof Set)
registerType(dict, value => value instanceof Map || (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype))
