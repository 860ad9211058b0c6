import { decode } from '../../kernel/codec'
import { KeyError } from '../../kernel/errors'
import { words } from '../../kernel/memory'
import { registerSharedClass, SharedObject } from '../../kernel/objects'
import { checkOptions } from '../../kernel/options'
import { noted, schedulePoint } from '../../kernel/schedule'
import { Op } from '../../protocol/baton-layout'
import { DICT_WORDS, DictWord } from '../../protocol/shared-layout'
import { repr } from '../builtins/functions'
import { freeItem, takeItem } from '../queue/item'
import { clearTable, copyValue, discard, find, guarded, keyBytes, keyOf, liveEntries, put, putOne, remove } from './dict-table'

/** The initial content of a dict. */
export type DictContent<K, V> = Iterable<readonly [K, V]> | Readonly<Record<string, V>>

/**
 * A dict that all threads share. Each method is atomic; two calls are not, so `d.set(k, d.get(k) + 1)` can overwrite
 * another thread's change. Values are copied in and out: changing a value that `get` returned does not change the dict.
 * Keys are numbers, strings, booleans, null and arrays of those.
 */
export class SharedDict<K, V> extends SharedObject implements Iterable<K> {
  /** @internal */
  constructor(content: DictContent<K, V>) {
    const entries = entriesOf(content)
    super(DICT_WORDS, (address) => {
      for (const [key, value] of entries)
        put(address, keyOf(key), putOne(value))
    })
  }

  /** The number of keys. */
  get size(): number {
    schedulePoint(Op.Read, this.address)
    return noted(Atomics.load(words, this.address + DictWord.Size))
  }

  /** The value of a key; undefined, or the default, if it is missing. @see https://docs.python.org/3.14/library/stdtypes.html#dict.get */
  get(key: K): V | undefined
  get<D>(key: K, options: { default?: D }): V | D
  get<D>(key: K, options: { default?: D } = {}): V | D | undefined {
    schedulePoint(Op.Read, this.address)
    checkOptions('get', options, ['default'])
    const wanted = keyOf(key)
    const copy = guarded(this.address, () => {
      const entry = find(this.address, wanted)
      return entry === 0 ? undefined : copyValue(entry)
    })
    return noted(copy ? copy() as V : options.default)
  }

  /**
   * Sets the value of a key.
   *
   * @throws TypeError for a key without a hash, and for a value that can't cross to another thread
   */
  set(key: K, value: V): void {
    schedulePoint(Op.Write, this.address, value)
    const wanted = keyOf(key)
    const item = putOne(value)
    guarded(this.address, () => put(this.address, wanted, item))
  }

  /** Whether a key is in the dict. */
  has(key: K): boolean {
    schedulePoint(Op.Read, this.address)
    const wanted = keyOf(key)
    return noted(guarded(this.address, () => find(this.address, wanted) !== 0))
  }

  /** Removes a key; returns whether it was there. */
  delete(key: K): boolean {
    schedulePoint(Op.Update, this.address)
    const wanted = keyOf(key)
    return guarded(this.address, () => discard(this.address, wanted))
  }

  /**
   * Removes a key and returns its value.
   *
   * @throws KeyError when it is missing and there is no default
   * @see https://docs.python.org/3.14/library/stdtypes.html#dict.pop
   */
  pop<D = never>(key: K, options: { default?: D } = {}): V | D {
    schedulePoint(Op.Update, this.address)
    checkOptions('pop', options, ['default'])
    const wanted = keyOf(key)
    const item = guarded(this.address, () => {
      const entry = find(this.address, wanted)
      return entry === 0 ? undefined : remove(this.address, entry)
    })
    if (item)
      return takeItem(...item) as V
    if (!('default' in options))
      throw new KeyError(key)
    return options.default as D
  }

  /**
   * Removes the key that was set last, and returns it with its value.
   *
   * @throws KeyError when there is none
   * @see https://docs.python.org/3.14/library/stdtypes.html#dict.popitem
   */
  popitem(): [K, V] {
    schedulePoint(Op.Update, this.address)
    const taken = guarded(this.address, () => {
      const entry = [...liveEntries(this.address)].at(-1)
      if (entry === undefined)
        throw new KeyError('popitem(): dictionary is empty')
      const key = keyBytes(entry)
      return { key, item: remove(this.address, entry) }
    })
    return [decode(taken.key) as K, takeItem(...taken.item) as V]
  }

  /** The value of a key, set first if it is missing. @see https://docs.python.org/3.14/library/stdtypes.html#dict.setdefault */
  setdefault(key: K, value: V = null as V): V {
    schedulePoint(Op.Update, this.address)
    const wanted = keyOf(key)
    const item = putOne(value)
    const copy = guarded(this.address, () => {
      const entry = find(this.address, wanted)
      if (entry !== 0)
        return copyValue(entry)
      put(this.address, wanted, item)
      return undefined
    })
    if (!copy)
      return value
    freeItem(...item)
    return copy() as V
  }

  /** Sets several keys, one after the other. @see https://docs.python.org/3.14/library/stdtypes.html#dict.update */
  update(content: DictContent<K, V>): void {
    for (const [key, value] of entriesOf(content))
      this.set(key, value)
  }

  /** Removes all keys. */
  clear(): void {
    schedulePoint(Op.Update, this.address)
    guarded(this.address, () => clearTable(this.address))
  }

  /** The keys as they are now, in insertion order. */
  keys(): K[] {
    return this.items().map(([key]) => key)
  }

  /** The values as they are now. */
  values(): V[] {
    return this.items().map(([, value]) => value)
  }

  /** The keys and values as they are now. @see https://docs.python.org/3.14/library/stdtypes.html#dict.items */
  items(): [K, V][] {
    schedulePoint(Op.Read, this.address)
    const copies = guarded(this.address, () => Array.from(liveEntries(this.address), (entry) => {
      const key = keyBytes(entry)
      const value = copyValue(entry)
      return () => [decode(key), value()] as [K, V]
    }))
    return copies.map(copy => copy())
  }

  /** Its current content, as a Map. */
  copy(): Map<K, V> {
    return new Map(this.items())
  }

  /** Iterates over the keys as they are at the start. */
  [Symbol.iterator](): Iterator<K> {
    return this.keys()[Symbol.iterator]()
  }

  override toString(): string {
    return repr(this.copy())
  }
}

function entriesOf<K, V>(content: DictContent<K, V>): (readonly [K, V])[] {
  return Symbol.iterator in new Object(content)
    ? Array.from(content as Iterable<readonly [K, V]>)
    : Object.entries(content) as unknown as [K, V][]
}

registerSharedClass(SharedDict)
