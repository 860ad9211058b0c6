import { registerCrossingClass } from '../../kernel/crossing-classes'
import { IndexError, ValueError } from '../../kernel/errors'
import { registerPlainClass } from '../../kernel/fingerprint'
import { checkOptions } from '../../kernel/options'
import { valuesEqual } from '../../kernel/ordering'
import { repr } from '../builtins/functions'

/**
 * A double-ended queue: items are added and removed at both ends.
 *
 * @see https://docs.python.org/3.14/library/collections.html#collections.deque
 */
export class deque<Item> implements Iterable<Item> {
  // Not #private, so that the check for changes that other threads never see can compare it.
  private items: Item[] = []
  /** The most items; null for no limit. Adding to a full deque drops an item at the other end. */
  readonly maxlen: number | null

  /**
   * @param source its initial content
   * @param options its maximum length, or that as a number
   * @throws ValueError when maxlen is negative
   */
  constructor(source: Iterable<Item> = [], options: number | null | {
    /** The most items. @default null, no limit */
    maxlen?: number | null
  } = {}) {
    const isNumber = typeof options === 'number' || options === null
    if (!isNumber)
      checkOptions('deque', options, ['maxlen'])
    this.maxlen = isNumber ? options : options.maxlen ?? null
    if (this.maxlen !== null && this.maxlen < 0)
      throw new ValueError('maxlen must be non-negative')
    this.extend(source)
  }

  /** The number of items. */
  get length(): number {
    return this.items.length
  }

  /** Adds an item at the right end. */
  append(item: Item): void {
    this.items.push(item)
    if (this.maxlen !== null && this.items.length > this.maxlen)
      this.items.shift()
  }

  /** Adds an item at the left end. */
  appendleft(item: Item): void {
    this.items.unshift(item)
    if (this.maxlen !== null && this.items.length > this.maxlen)
      this.items.pop()
  }

  /** Adds items at the right end. */
  extend(source: Iterable<Item>): void {
    for (const item of source)
      this.append(item)
  }

  /** Adds items at the left end, one after the other. */
  extendleft(source: Iterable<Item>): void {
    for (const item of source)
      this.appendleft(item)
  }

  /** Removes and returns the last item. @throws IndexError when there is none */
  pop(): Item {
    if (this.items.length === 0)
      throw new IndexError('pop from an empty deque')
    return this.items.pop()!
  }

  /** Removes and returns the first item. @throws IndexError when there is none */
  popleft(): Item {
    if (this.items.length === 0)
      throw new IndexError('pop from an empty deque')
    return this.items.shift()!
  }

  /** The item at an index; a negative one counts from the end. Python's `d[index]`. @throws IndexError when there is none */
  get(index: number): Item {
    if (index >= this.items.length || index < -this.items.length)
      throw new IndexError('deque index out of range')
    return this.items.at(index)!
  }

  /** Moves `n` items from the right end to the left one; a negative number moves them the other way. */
  rotate(n = 1): void {
    const { length } = this.items
    if (length > 0)
      this.items.unshift(...this.items.splice(length - (((n % length) + length) % length)))
  }

  /** Removes the first equal item. @throws ValueError when there is none */
  remove(item: Item): void {
    const index = this.items.findIndex(other => valuesEqual(other, item))
    if (index < 0)
      throw new ValueError('deque.remove(x): x not in deque')
    this.items.splice(index, 1)
  }

  /** The number of equal items. */
  count(item: Item): number {
    return this.items.filter(other => valuesEqual(other, item)).length
  }

  /** Whether an equal item is in it: Python's `item in d`. */
  includes(item: Item): boolean {
    return this.items.some(other => valuesEqual(other, item))
  }

  /** Reverses the order. */
  reverse(): void {
    this.items.reverse()
  }

  /** Removes all items. */
  clear(): void {
    this.items.length = 0
  }

  /** A new deque with the same items. */
  copy(): deque<Item> {
    const Deque = deque
    return new Deque(this.items, this.maxlen)
  }

  [Symbol.iterator](): Iterator<Item> {
    return this.items[Symbol.iterator]()
  }

  toString(): string {
    return `deque(${repr(this.items)}${this.maxlen === null ? '' : `, maxlen=${this.maxlen}`})`
  }
}

registerPlainClass(deque)
registerCrossingClass(deque<unknown>, {
  make: () => Object.assign(Object.create(deque.prototype) as deque<unknown>, { items: [] }),
  parts: items => [['.maxlen', items.maxlen], ['', [...items]]],
  fill: (made, [maxlen, items]) => {
    Object.assign(made, { maxlen })
    made.extend(items as unknown[])
    return made
  },
})
