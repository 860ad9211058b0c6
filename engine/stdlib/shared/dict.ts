import { copyBytes, decode, encodeCopy, putBytes } from '../../kernel/codec'
import { KeyError } from '../../kernel/errors'
import { allocate, bytes, free, words } from '../../kernel/memory'
import { enter, leave } from '../../kernel/mutex'
import { registerSharedClass, SharedObject } from '../../kernel/objects'
import { checkOptions } from '../../kernel/options'
import { schedulePoint } from '../../kernel/schedule'
import { typeName } from '../../kernel/type-name'
import { repr } from '../builtins/functions'
import { freeItem, ItemKind, kindOfItem, putItem, takeItem } from '../queue/item'

/**
 * Words of a dict. As CPython's, it is a table of entries in the order in which they came, and an index that finds an
 * entry by its key's hash.
 */
enum DictWord {
  /** Guards the rest (kernel/mutex.ts). */
  Guard = 0,
  /** Where the index is: for each place the number of an entry, counted from 1; 0 for none. */
  Index = 1,
  /** How many places the index has: a power of two, 0 at first. */
  Places = 2,
  Entries = 3,
  /** How many entries were ever made in the table, those that were deleted among them. */
  Used = 4,
  /** How many entries there are. */
  Size = 5,
}

const DICT_WORDS = 6

/** Words of an entry. */
enum EntryWord {
  Hash = 0,
  /** Value: the key; 0 when the entry was deleted. */
  Key = 1,
  /** The value, as an item of a queue. */
  Kind = 2,
  Content = 3,
}

const ENTRY_WORDS = 4
const FIRST_PLACES = 8

/** A key as bytes, and its hash. */
interface Key {
  data: Uint8Array<ArrayBuffer>
  hash: number
}

/** What a dict can be made of. */
export type DictContent<K, V> = Iterable<readonly [K, V]> | Readonly<Record<string, V>>

/**
 * A dict that all threads share. Each method is one step that no other thread comes between; two of them are not, so
 * `d.set(k, d.get(k) + 1)` can lose what another thread has set meanwhile. Values are copied in and out: what is changed
 * in a value that was got is not changed in the dict. Keys are numbers, strings, booleans, null and arrays of those.
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

  /** How many keys there are. */
  get size(): number {
    schedulePoint()
    return Atomics.load(words, this.address + DictWord.Size)
  }

  /** The value of a key; undefined, or the default, if there is none. @see https://docs.python.org/3.14/library/stdtypes.html#dict.get */
  get(key: K): V | undefined
  get<D>(key: K, options: { default?: D }): V | D
  get<D>(key: K, options: { default?: D } = {}): V | D | undefined {
    schedulePoint()
    checkOptions('get', options, ['default'])
    const wanted = keyOf(key)
    const copy = guarded(this.address, () => {
      const entry = find(this.address, wanted)
      return entry === 0 ? undefined : copyValue(entry)
    })
    return copy ? copy() as V : options.default
  }

  /**
   * Sets the value of a key.
   *
   * @throws TypeError for a key without a hash, and for a value that can't cross to another thread
   */
  set(key: K, value: V): void {
    schedulePoint()
    const wanted = keyOf(key)
    const item = putOne(value)
    guarded(this.address, () => put(this.address, wanted, item))
  }

  /** Whether there is a key. */
  has(key: K): boolean {
    schedulePoint()
    const wanted = keyOf(key)
    return guarded(this.address, () => find(this.address, wanted) !== 0)
  }

  /** Takes a key out; whether it was there. */
  delete(key: K): boolean {
    schedulePoint()
    const wanted = keyOf(key)
    return guarded(this.address, () => {
      const entry = find(this.address, wanted)
      if (entry !== 0)
        freeItem(...remove(this.address, entry))
      return entry !== 0
    })
  }

  /**
   * Takes a key out and gives its value.
   *
   * @throws KeyError when it is not there and there is no default
   * @see https://docs.python.org/3.14/library/stdtypes.html#dict.pop
   */
  pop<D = never>(key: K, options: { default?: D } = {}): V | D {
    schedulePoint()
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
   * Takes the key that was set last, and gives it with its value.
   *
   * @throws KeyError when there is none
   * @see https://docs.python.org/3.14/library/stdtypes.html#dict.popitem
   */
  popitem(): [K, V] {
    schedulePoint()
    const taken = guarded(this.address, () => {
      const entry = [...liveEntries(this.address)].at(-1)
      if (entry === undefined)
        throw new KeyError('popitem(): dictionary is empty')
      const key = copyBytes(words[entry + EntryWord.Key]!)
      return { key, item: remove(this.address, entry) }
    })
    return [decode(taken.key) as K, takeItem(...taken.item) as V]
  }

  /** The value of a key, which is set first if it is not there. @see https://docs.python.org/3.14/library/stdtypes.html#dict.setdefault */
  setdefault(key: K, value: V = null as V): V {
    schedulePoint()
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

  /** Sets the values of several keys, one after the other. @see https://docs.python.org/3.14/library/stdtypes.html#dict.update */
  update(content: DictContent<K, V>): void {
    for (const [key, value] of entriesOf(content))
      this.set(key, value)
  }

  /** Takes all keys out. */
  clear(): void {
    schedulePoint()
    guarded(this.address, () => {
      for (const entry of liveEntries(this.address))
        freeItem(...remove(this.address, entry))
      rebuild(this.address, FIRST_PLACES)
    })
  }

  /** The keys as they are now, in the order in which they were set first. */
  keys(): K[] {
    return this.items().map(([key]) => key)
  }

  /** The values as they are now. */
  values(): V[] {
    return this.items().map(([, value]) => value)
  }

  /** The keys and values as they are now. @see https://docs.python.org/3.14/library/stdtypes.html#dict.items */
  items(): [K, V][] {
    schedulePoint()
    const copies = guarded(this.address, () => Array.from(liveEntries(this.address), (entry) => {
      const key = copyBytes(words[entry + EntryWord.Key]!)
      const value = copyValue(entry)
      return () => [decode(key), value()] as [K, V]
    }))
    return copies.map(copy => copy())
  }

  /** What is in it now, as a Map. */
  copy(): Map<K, V> {
    return new Map(this.items())
  }

  /** Goes through the keys as they are when it begins. */
  [Symbol.iterator](): Iterator<K> {
    return this.keys()[Symbol.iterator]()
  }

  override toString(): string {
    return repr(this.copy())
  }
}

function guarded<R>(dict: number, action: () => R): R {
  enter(dict + DictWord.Guard)
  try {
    return action()
  }
  finally {
    leave(dict + DictWord.Guard)
  }
}

function entriesOf<K, V>(content: DictContent<K, V>): (readonly [K, V])[] {
  return Symbol.iterator in new Object(content)
    ? Array.from(content as Iterable<readonly [K, V]>)
    : Object.entries(content) as unknown as [K, V][]
}

function putOne(value: unknown): [ItemKind, number] {
  const kind = kindOfItem(value)
  return [kind, putItem(kind, value)]
}

/** @throws TypeError for what has no hash in Python, as an object */
function checkHashable(key: unknown): void {
  if (Array.isArray(key))
    key.forEach(checkHashable)
  else if (typeof key === 'object' && key !== null)
    throw new TypeError(`unhashable type: '${typeName(key)}'`)
}

function keyOf(key: unknown): Key {
  checkHashable(key)
  // 0 and -0 are one key, as they are equal.
  const data = encodeCopy(key === 0 ? 0 : key, 'key')
  // FNV-1a, with the low bits mixed once more, since the index looks at those only.
  let hash = 0x811C9DC5
  for (const byte of data)
    hash = Math.imul(hash ^ byte, 0x01000193)
  return { data, hash: hash ^ (hash >>> 15) }
}

/** Address of an entry's words. */
function entryAt(dict: number, number: number): number {
  return words[dict + DictWord.Entries]! + ENTRY_WORDS * number
}

function* liveEntries(dict: number): Generator<number> {
  for (let number = 0; number < words[dict + DictWord.Used]!; number++) {
    const entry = entryAt(dict, number)
    if (words[entry + EntryWord.Key] !== 0)
      yield entry
  }
}

function isKey(entry: number, { data, hash }: Key): boolean {
  const key = words[entry + EntryWord.Key]!
  if (key === 0 || words[entry + EntryWord.Hash] !== hash || words[key] !== data.length)
    return false
  const start = (key + 1) * 4
  return data.every((byte, index) => bytes[start + index] === byte)
}

/** The entry of a key; 0 if there is none. */
function find(dict: number, key: Key): number {
  const places = words[dict + DictWord.Places]!
  if (places === 0)
    return 0
  const index = words[dict + DictWord.Index]!
  for (let place = key.hash & (places - 1); ; place = (place + 1) & (places - 1)) {
    const number = words[index + place]!
    if (number === 0)
      return 0
    const entry = entryAt(dict, number - 1)
    if (isKey(entry, key))
      return entry
  }
}

function put(dict: number, key: Key, [kind, content]: [ItemKind, number]): void {
  const found = find(dict, key)
  if (found !== 0) {
    freeItem(words[found + EntryWord.Kind]!, words[found + EntryWord.Content]!)
    words[found + EntryWord.Kind] = kind
    words[found + EntryWord.Content] = content
    return
  }
  // Two thirds of the places are used at most, as in CPython.
  if (words[dict + DictWord.Used]! * 3 >= words[dict + DictWord.Places]! * 2)
    rebuild(dict, Math.max(FIRST_PLACES, 2 ** Math.ceil(Math.log2(words[dict + DictWord.Size]! * 3 + 1))))
  const number = words[dict + DictWord.Used]!
  const entry = entryAt(dict, number)
  words[entry + EntryWord.Hash] = key.hash
  words[entry + EntryWord.Key] = putBytes(key.data)
  words[entry + EntryWord.Kind] = kind
  words[entry + EntryWord.Content] = content
  addToIndex(dict, key.hash, number)
  words[dict + DictWord.Used] = number + 1
  Atomics.add(words, dict + DictWord.Size, 1)
}

function addToIndex(dict: number, hash: number, number: number): void {
  const index = words[dict + DictWord.Index]!
  const mask = words[dict + DictWord.Places]! - 1
  let place = hash & mask
  while (words[index + place] !== 0)
    place = (place + 1) & mask
  words[index + place] = number + 1
}

/** Takes an entry out; gives its value's words. Its place in the index stays, so that what comes after it is found. */
function remove(dict: number, entry: number): [ItemKind, number] {
  free(words[entry + EntryWord.Key]!)
  words[entry + EntryWord.Key] = 0
  Atomics.sub(words, dict + DictWord.Size, 1)
  return [words[entry + EntryWord.Kind]!, words[entry + EntryWord.Content]!]
}

/** Makes the tables anew, without what was deleted. */
function rebuild(dict: number, places: number): void {
  const live = [...liveEntries(dict)]
  const entries = allocate(ENTRY_WORDS * places)
  const index = allocate(places)
  words.fill(0, index, index + places)
  for (const [number, entry] of live.entries())
    words.copyWithin(entries + ENTRY_WORDS * number, entry, entry + ENTRY_WORDS)
  if (words[dict + DictWord.Places] !== 0) {
    free(words[dict + DictWord.Entries]!)
    free(words[dict + DictWord.Index]!)
  }
  words[dict + DictWord.Entries] = entries
  words[dict + DictWord.Index] = index
  words[dict + DictWord.Places] = places
  words[dict + DictWord.Used] = live.length
  for (let number = 0; number < live.length; number++)
    addToIndex(dict, words[entryAt(dict, number) + EntryWord.Hash]!, number)
}

/** Copies an entry's value, and gives what decodes the copy later, with the guard let go. */
function copyValue(entry: number): () => unknown {
  const kind: ItemKind = words[entry + EntryWord.Kind]!
  const content = words[entry + EntryWord.Content]!
  if (kind !== ItemKind.Value)
    return () => takeItem(kind, content)
  const data = copyBytes(content)
  return () => decode(data)
}

registerSharedClass(SharedDict)
