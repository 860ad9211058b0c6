import { registerCrossingClass } from '../../kernel/crossing-classes'
import { IndexError, ValueError } from '../../kernel/errors'
import { registerPlainClass } from '../../kernel/fingerprint'
import { checkOptions } from '../../kernel/options'
import { valuesEqual } from '../../kernel/ordering'
import { repr } from '../builtins/functions'

/**
 * A list that is changed at both ends.
 *
 * @see https://docs.python.org/3.14/library/collections.html#collections.deque
 */
export class deque<Item> implements Iterable<Item> {
  // A field that other code of this thread can compare: what a thread changes in vain is found so.
  private items: Item[] = []
  /** Most items; null for no limit. What is added to a full one pushes an item out at the other end. */
  readonly maxlen: number | null

  /**
   * @param source what it starts with
   * @param options its greatest length, or that as a number
   * @throws ValueError when maxlen is negative
   */
  constructor(source: Iterable<Item> = [], options: number | null | {
    /** Most items. @default null, no limit */
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

  /** How many items there are. */
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

  /** Takes the last item. @throws IndexError when there is none */
  pop(): Item {
    if (this.items.length === 0)
      throw new IndexError('pop from an empty deque')
    return this.items.pop()!
  }

  /** Takes the first item. @throws IndexError when there is none */
  popleft(): Item {
    if (this.items.length === 0)
      throw new IndexError('pop from an empty deque')
    return this.items.shift()!
  }

  /** The item at an index; a negative one counts from the end. It is Python's `d[index]`. @throws IndexError when there is none */
  get(index: number): Item {
    if (index >= this.items.length || index < -this.items.length)
      throw new IndexError('deque index out of range')
    return this.items.at(index)!
  }

  /** Moves items from the right end to the left one: `n` of them, by default one; a negative number moves them back. */
  rotate(n = 1): void {
    const { length } = this.items
    if (length > 0)
      this.items.unshift(...this.items.splice(length - (((n % length) + length) % length)))
  }

  /** Takes the first item out that is equal. @throws ValueError when there is none */
  remove(item: Item): void {
    const index = this.items.findIndex(other => valuesEqual(other, item))
    if (index < 0)
      throw new ValueError('deque.remove(x): x not in deque')
    this.items.splice(index, 1)
  }

  /** How many items are equal. */
  count(item: Item): number {
    return this.items.filter(other => valuesEqual(other, item)).length
  }

  /** Whether an item is equal: Python's `item in d`. */
  includes(item: Item): boolean {
    return this.items.some(other => valuesEqual(other, item))
  }

  /** Turns the order round. */
  reverse(): void {
    this.items.reverse()
  }

  /** Takes all items out. */
  clear(): void {
    this.items.length = 0
  }

  /** Another one with the same items. */
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
