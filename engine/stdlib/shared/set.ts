import { decode } from '../../kernel/codec'
import { KeyError } from '../../kernel/errors'
import { words } from '../../kernel/memory'
import { registerSharedClass, SharedObject } from '../../kernel/objects'
import { noted, schedulePoint } from '../../kernel/schedule'
import { Op } from '../../protocol/baton-layout'
import { DICT_WORDS, DictWord } from '../../protocol/shared-layout'
import { repr } from '../builtins/functions'
import { clearTable, discard, find, guarded, keyBytes, keyOf, liveEntries, put, putOne, remove } from './dict-table'

/**
 * A set that all threads share. Each method except `update` is atomic. Items are numbers, strings, booleans, null and
 * arrays of those.
 */
export class SharedSet<T> extends SharedObject implements Iterable<T> {
  /** @internal */
  constructor(items: Iterable<T>) {
    const keys = Array.from(items, keyOf)
    super(DICT_WORDS, address => keys.forEach(key => put(address, key, putOne(null))))
  }

  /** The number of items. */
  get size(): number {
    schedulePoint(Op.Read, this.address)
    return noted(Atomics.load(words, this.address + DictWord.Size))
  }

  /** Whether an item is in the set: Python's `item in s`. */
  has(item: T): boolean {
    schedulePoint(Op.Read, this.address)
    const key = keyOf(item)
    return noted(guarded(this.address, () => find(this.address, key) !== 0))
  }

  /**
   * Adds an item; returns whether it is new, unlike Python's `add`.
   *
   * @throws TypeError for an unhashable item
   */
  add(item: T): boolean {
    schedulePoint(Op.Update, this.address, item)
    const key = keyOf(item)
    return guarded(this.address, () => {
      const isNew = find(this.address, key) === 0
      if (isNew)
        put(this.address, key, putOne(null))
      return isNew
    })
  }

  /** Removes an item, if it is there. @see https://docs.python.org/3.14/library/stdtypes.html#frozenset.discard */
  discard(item: T): void {
    this.delete(item)
  }

  /** Removes an item; returns whether it was there. */
  delete(item: T): boolean {
    schedulePoint(Op.Update, this.address)
    const key = keyOf(item)
    return guarded(this.address, () => discard(this.address, key))
  }

  /**
   * Removes an item.
   *
   * @throws KeyError when it is missing
   * @see https://docs.python.org/3.14/library/stdtypes.html#frozenset.remove
   */
  remove(item: T): void {
    if (!this.delete(item))
      throw new KeyError(item)
  }

  /**
   * Removes and returns the item that was added first.
   *
   * @throws KeyError when there is none
   * @see https://docs.python.org/3.14/library/stdtypes.html#frozenset.pop
   */
  pop(): T {
    schedulePoint(Op.Update, this.address)
    const data = guarded(this.address, () => {
      const { value: entry } = liveEntries(this.address).next()
      if (entry === undefined)
        throw new KeyError('pop from an empty set')
      const key = keyBytes(entry)
      remove(this.address, entry)
      return key
    })
    return decode(data) as T
  }

  /** Adds items, one after the other. @see https://docs.python.org/3.14/library/stdtypes.html#frozenset.update */
  update(items: Iterable<T>): void {
    for (const item of items)
      this.add(item)
  }

  /** Removes all items. */
  clear(): void {
    schedulePoint(Op.Update, this.address)
    guarded(this.address, () => clearTable(this.address))
  }

  /** Its current content, as a Set. */
  copy(): Set<T> {
    schedulePoint(Op.Read, this.address)
    const keys = guarded(this.address, () => Array.from(liveEntries(this.address), keyBytes))
    return new Set(keys.map(key => decode(key) as T))
  }

  /** Iterates over the items as they are at the start, in insertion order. */
  [Symbol.iterator](): Iterator<T> {
    return this.copy().values()
  }

  override toString(): string {
    return repr(this.copy())
  }
}

registerSharedClass(SharedSet)
