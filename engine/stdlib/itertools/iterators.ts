import type { ItemOf, Source } from '../builtins/sources'
import { ValueError } from '../../kernel/errors'
import { registerPlainClass } from '../../kernel/fingerprint'
import { checkOptions } from '../../kernel/options'
import { valuesEqual } from '../../kernel/ordering'
import { isOptions, itemsOf } from '../builtins/sources'
import { bool } from '../builtins/truth'

type Items<Item> = Generator<Item, void, undefined>

/** Counts without end. Its state is a field, so that the check for changes that other threads never see can compare it. */
class Counter implements IterableIterator<number> {
  constructor(private value: number, private readonly step: number) {}

  next(): IteratorResult<number, never> {
    const { value } = this
    this.value += this.step
    return { value, done: false }
  }

  [Symbol.iterator](): this {
    return this
  }

  toString(): string {
    return `count(${this.value}${this.step === 1 ? '' : `, ${this.step}`})`
  }
}

registerPlainClass(Counter)

/** Numbers from start on, without end. Each thread counts on its own. @see https://docs.python.org/3.14/library/itertools.html#itertools.count */
export function count(start = 0, step = 1): IterableIterator<number> {
  return new Counter(start, step)
}

/** Repeats the items endlessly. @see https://docs.python.org/3.14/library/itertools.html#itertools.cycle */
export function* cycle<S extends Source>(source: S): Items<ItemOf<S>> {
  const items: ItemOf<S>[] = []
  for (const item of itemsOf(source)) {
    items.push(item)
    yield item
  }
  while (items.length > 0)
    yield* items
}

/** Repeats an object endlessly, or a number of times. @see https://docs.python.org/3.14/library/itertools.html#itertools.repeat */
export function* repeat<Item>(item: Item, times = Infinity): Items<Item> {
  for (let n = 0; n < times; n++)
    yield item
}

/** The items of several sources, one after the other. @see https://docs.python.org/3.14/library/itertools.html#itertools.chain */
export function chain<const Sources extends readonly Source[]>(...sources: Sources): Items<ItemOf<Sources[number]>> {
  return chained(sources) as Items<ItemOf<Sources[number]>>
}

function* chained(sources: Iterable<Source>): Items<unknown> {
  for (const source of sources)
    yield* itemsOf(source)
}

/** The items of a source's items: Python's `chain.from_iterable`. */
chain.fromIterable = <Inner extends Source>(source: Iterable<Inner>): Items<ItemOf<Inner>> => chained(source) as Items<ItemOf<Inner>>

/**
 * A slice of the items: `islice(source, stop)` or `islice(source, start, stop, step)`. A stop of null means no end.
 *
 * @throws ValueError for a negative number
 * @see https://docs.python.org/3.14/library/itertools.html#itertools.islice
 */
export function islice<S extends Source>(source: S, stop: number | null): Items<ItemOf<S>>
export function islice<S extends Source>(source: S, start: number | null, stop: number | null, step?: number | null): Items<ItemOf<S>>
export function islice<S extends Source>(source: S, ...bounds: (number | null | undefined)[]): Items<ItemOf<S>> {
  const [start, stop, step] = bounds.length < 2 ? [0, bounds[0], 1] : [bounds[0] ?? 0, bounds[1], bounds[2] ?? 1]
  for (const bound of [start, stop ?? 0, step - 1]) {
    if (!Number.isInteger(bound) || bound < 0)
      throw new ValueError('Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.')
  }
  return sliced(itemsOf(source), start, stop ?? Infinity, step)
}

function* sliced<Item>(source: Iterable<Item>, start: number, stop: number, step: number): Items<Item> {
  // Takes no more items from the source than needed.
  const iterator = source[Symbol.iterator]()
  for (let index = 0; index < stop; index++) {
    const { done, value } = iterator.next()
    if (done)
      return
    if (index >= start && (index - start) % step === 0)
      yield value
  }
}

/**
 * Lists of n items; the last one may be shorter.
 *
 * @throws ValueError when n is less than 1, or, with `strict`, when the last list is shorter
 * @see https://docs.python.org/3.14/library/itertools.html#itertools.batched
 */
export function batched<S extends Source>(source: S, n: number, options: {
  /** Whether a shorter list at the end is an error. @default false */
  strict?: boolean
} = {}): Items<ItemOf<S>[]> {
  checkOptions('batched', options, ['strict'])
  if (n < 1)
    throw new ValueError('n must be at least one')
  const items = itemsOf(source)
  return (function* () {
    let batch: ItemOf<S>[] = []
    for (const item of items) {
      batch.push(item)
      if (batch.length === n) {
        yield batch
        batch = []
      }
    }
    if (batch.length === 0)
      return
    if (options.strict)
      throw new ValueError('batched(): incomplete batch')
    yield batch
  })()
}

/** Each item with the next one. @see https://docs.python.org/3.14/library/itertools.html#itertools.pairwise */
export function* pairwise<S extends Source>(source: S): Items<[ItemOf<S>, ItemOf<S>]> {
  let last: { item: ItemOf<S> } | undefined
  for (const item of itemsOf(source)) {
    if (last)
      yield [last.item, item]
    last = { item }
  }
}

/**
 * Running totals, or running results of a function of two arguments.
 *
 * @see https://docs.python.org/3.14/library/itertools.html#itertools.accumulate
 */
export function accumulate<Item>(source: Iterable<Item>, fn: ((total: Item, item: Item) => Item) | null = null, options: {
  /** The value to start with. */
  initial?: Item
} = {}): Items<Item> {
  checkOptions('accumulate', options, ['initial'])
  return accumulated(source, fn, options)
}

function* accumulated<Item>(source: Iterable<Item>, fn: ((total: Item, item: Item) => Item) | null, options: { initial?: Item }): Items<Item> {
  const add = fn ?? ((a: Item, b: Item) => (a as never) + (b as never) as Item)
  let total = 'initial' in options ? { value: options.initial as Item } : undefined
  if (total)
    yield total.value
  for (const item of source) {
    total = { value: total ? add(total.value, item) : item }
    yield total.value
  }
}

/** The items up to the first for which a function returns a false value. @see https://docs.python.org/3.14/library/itertools.html#itertools.takewhile */
export function* takewhile<S extends Source>(predicate: (item: ItemOf<S>) => unknown, source: S): Items<ItemOf<S>> {
  for (const item of itemsOf(source)) {
    if (!bool(predicate(item)))
      return
    yield item
  }
}

/** The items from the first on for which a function returns a false value. @see https://docs.python.org/3.14/library/itertools.html#itertools.dropwhile */
export function* dropwhile<S extends Source>(predicate: (item: ItemOf<S>) => unknown, source: S): Items<ItemOf<S>> {
  let drops = true
  for (const item of itemsOf(source)) {
    drops &&= bool(predicate(item))
    if (!drops)
      yield item
  }
}

/** The items whose selector is true. @see https://docs.python.org/3.14/library/itertools.html#itertools.compress */
export function* compress<S extends Source>(source: S, selectors: Source): Items<ItemOf<S>> {
  const chosen = itemsOf(selectors)[Symbol.iterator]()
  for (const item of itemsOf(source)) {
    const { done, value } = chosen.next()
    if (done)
      return
    if (bool(value))
      yield item
  }
}

/** Calls a function with each list of arguments and yields its results. @see https://docs.python.org/3.14/library/itertools.html#itertools.starmap */
export function* starmap<Args extends readonly unknown[], Result>(fn: (...args: Args) => Result, source: Iterable<Args>): Items<Result> {
  for (const args of source)
    yield fn(...args)
}

/** Groups consecutive items with the same key: the key and a list of the items. @see https://docs.python.org/3.14/library/itertools.html#itertools.groupby */
export function* groupby<S extends Source, Key = ItemOf<S>>(source: S, key: ((item: ItemOf<S>) => Key) | null = null): Items<[Key, ItemOf<S>[]]> {
  let group: [Key, ItemOf<S>[]] | undefined
  for (const item of itemsOf(source)) {
    const own = key ? key(item) : item as unknown as Key
    if (group && valuesEqual(group[0], own)) {
      group[1].push(item)
      continue
    }
    if (group)
      yield group
    group = [own, [item]]
  }
  if (group)
    yield group
}

/** Lists with an item of each source, in all combinations; a last argument may be `{ repeat }`. @see https://docs.python.org/3.14/library/itertools.html#itertools.product */
export function product<const Sources extends readonly Source[]>(...sources: Sources): Items<{ -readonly [Index in keyof Sources]: ItemOf<Sources[Index]> }>
export function product<S extends Source>(source: S, options: {
  /** How many times to repeat the sources. @default 1 */
  repeat?: number
}): Items<ItemOf<S>[]>
export function product(...args: Source[]): Items<unknown[]> {
  const hasOptions = isOptions(args.at(-1), ['repeat'])
  const times = hasOptions ? (args.at(-1) as { repeat: number }).repeat : 1
  const pools: unknown[][] = (hasOptions ? args.slice(0, -1) : args).map(source => [...itemsOf(source)])
  return combined(Array.from({ length: times }).flatMap(() => pools))
}

function* combined(pools: readonly unknown[][]): Items<unknown[]> {
  const [first, ...rest] = pools
  if (!first) {
    yield []
    return
  }
  for (const item of first) {
    for (const others of combined(rest))
      yield [item, ...others]
  }
}

/** Lists of r items, each item at most once, in all orders. @see https://docs.python.org/3.14/library/itertools.html#itertools.permutations */
export function permutations<S extends Source>(source: S, r?: number | null): Items<ItemOf<S>[]> {
  const items = [...itemsOf(source)]
  return arranged(items, r ?? items.length)
}

function* arranged<Item>(items: readonly Item[], r: number): Items<Item[]> {
  if (r === 0) {
    yield []
    return
  }
  for (const [index, item] of items.entries()) {
    for (const others of arranged(items.toSpliced(index, 1), r - 1))
      yield [item, ...others]
  }
}

/** Lists of r items in their order, each item at most once. @see https://docs.python.org/3.14/library/itertools.html#itertools.combinations */
export function combinations<S extends Source>(source: S, r: number): Items<ItemOf<S>[]> {
  return chosen([...itemsOf(source)], r)
}

function* chosen<Item>(items: readonly Item[], r: number): Items<Item[]> {
  if (r === 0) {
    yield []
    return
  }
  for (const [index, item] of items.entries()) {
    for (const others of chosen(items.slice(index + 1), r - 1))
      yield [item, ...others]
  }
}

/**
 * Like `zip`, but until the longest source ends; a last argument may be `{ fillvalue }`.
 *
 * @see https://docs.python.org/3.14/library/itertools.html#itertools.zip_longest
 */
export function* zipLongest(...args: Source[]): Items<unknown[]> {
  const hasOptions = isOptions(args.at(-1), ['fillvalue'])
  const fill = hasOptions ? (args.at(-1) as { fillvalue: unknown }).fillvalue : null
  const iterators = (hasOptions ? args.slice(0, -1) : args).map(source => itemsOf(source)[Symbol.iterator]())
  for (;;) {
    const steps = iterators.map(iterator => iterator.next())
    if (steps.every(({ done }) => done))
      return
    yield steps.map(({ done, value }) => done ? fill : value)
  }
}
