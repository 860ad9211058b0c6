import type { Source } from '../builtins/sources'
import { registerCrossingClass } from '../../kernel/crossing-classes'
import { registerPlainClass } from '../../kernel/fingerprint'
import { checkOptions } from '../../kernel/options'
import { repr } from '../builtins/functions'
import { itemsOf } from '../builtins/sources'
import { fillMap } from './fill-map'

/**
 * A Map that counts items.
 *
 * @see https://docs.python.org/3.14/library/collections.html#collections.Counter
 */
export class Counter<Item = string> extends Map<Item, number> {
  /** @param source items to count, or a Map of counts */
  constructor(source: Iterable<Item> | ReadonlyMap<Item, number> = []) {
    super()
    this.update(source)
  }

  /** The count of an item; 0 if it has none. Python's `c[item]`. */
  override get(item: Item): number {
    return super.get(item) ?? 0
  }

  /** Counts items, or adds counts. */
  update(source: Iterable<Item> | ReadonlyMap<Item, number>): void {
    this.change(source, 1)
  }

  /** Subtracts one for each item, or subtracts counts. */
  subtract(source: Iterable<Item> | ReadonlyMap<Item, number>): void {
    this.change(source, -1)
  }

  private change(source: Iterable<Item> | ReadonlyMap<Item, number>, sign: 1 | -1): void {
    if (source instanceof Map) {
      for (const [item, count] of source as ReadonlyMap<Item, number>)
        this.set(item, this.get(item) + sign * count)
      return
    }
    for (const item of itemsOf(source as Source) as Iterable<Item>)
      this.set(item, this.get(item) + sign)
  }

  /**
   * The items with the highest counts, and those counts.
   *
   * @param n how many, or `{ n }`; by default all
   */
  mostCommon(n: number | null | {
    /** How many. @default null, all */
    n?: number | null
  } = null): [Item, number][] {
    if (typeof n === 'object' && n !== null)
      checkOptions('mostCommon', n, ['n'])
    const count = typeof n === 'object' ? n?.n : n
    return [...this].sort(([, a], [, b]) => b - a).slice(0, Math.max(0, count ?? this.size))
  }

  /** The sum of all counts. */
  total(): number {
    return [...this.values()].reduce((sum, count) => sum + count, 0)
  }

  /** Yields each item as often as it was counted. */
  * elements(): Generator<Item, void, undefined> {
    for (const [item, count] of this) {
      for (let left = count; left > 0; left--)
        yield item
    }
  }

  override toString(): string {
    return this.size === 0 ? 'Counter()' : `Counter(${repr(new Map(this.mostCommon()))})`
  }
}

registerPlainClass(Counter)
registerCrossingClass(Counter<unknown>, {
  make: () => new Counter<unknown>(),
  parts: counter => [['', new Map(counter)]],
  fill: (counter, [counts]) => fillMap(counter, counts as Map<unknown, number>),
})
