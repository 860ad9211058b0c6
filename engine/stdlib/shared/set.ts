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
 * A set that all threads share. Each method is one step that no other thread comes between, but for `update`. Items are
 * numbers, strings, booleans, null and arrays of those.
 */
export class SharedSet<T> extends SharedObject implements Iterable<T> {
  /** @internal */
  constructor(items: Iterable<T>) {
    const keys = Array.from(items, keyOf)
    super(DICT_WORDS, address => keys.forEach(key => put(address, key, putOne(null))))
  }

  /** How many items there are. */
  get size(): number {
    schedulePoint(Op.Read, this.address)
    return noted(Atomics.load(words, this.address + DictWord.Size))
  }

  /** Whether there is an item: Python's `item in s`. */
  has(item: T): boolean {
    schedulePoint(Op.Read, this.address)
    const key = keyOf(item)
    return noted(guarded(this.address, () => find(this.address, key) !== 0))
  }

  /**
   * Adds an item; whether it is new, which Python's `add` does not say.
   *
   * @throws TypeError for an item without a hash
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

  /** Takes an item out, if it is there. @see https://docs.python.org/3.14/library/stdtypes.html#frozenset.discard */
  discard(item: T): void {
    this.delete(item)
  }

  /** Takes an item out; whether it was there. */
  delete(item: T): boolean {
    schedulePoint(Op.Update, this.address)
    const key = keyOf(item)
    return guarded(this.address, () => discard(this.address, key))
  }

  /**
   * Takes an item out.
   *
   * @throws KeyError when it is not there
   * @see https://docs.python.org/3.14/library/stdtypes.html#frozenset.remove
   */
  remove(item: T): void {
    if (!this.delete(item))
      throw new KeyError(item)
  }

  /**
   * Takes an item out and gives it: the one that was added first.
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

  /** Takes all items out. */
  clear(): void {
    schedulePoint(Op.Update, this.address)
    guarded(this.address, () => clearTable(this.address))
  }

  /** What is in it now, as a Set. */
  copy(): Set<T> {
    schedulePoint(Op.Read, this.address)
    const keys = guarded(this.address, () => Array.from(liveEntries(this.address), keyBytes))
    return new Set(keys.map(key => decode(key) as T))
  }

  /** Goes through the items as they are when it begins, in the order in which they were added. */
  [Symbol.iterator](): Iterator<T> {
    return this.copy().values()
  }

  override toString(): string {
    return repr(this.copy())
  }
}

registerSharedClass(SharedSet)
