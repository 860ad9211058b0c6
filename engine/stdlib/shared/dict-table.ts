/** The table of a shared dict or set in shared memory. */
import { copyBytes, decode, encodeCopy, putBytes } from '../../kernel/codec'
import { allocate, bytes, free, words } from '../../kernel/memory'
import { enter, leave } from '../../kernel/mutex'
import { typeName } from '../../kernel/type-name'
import { freeItem, ItemKind, kindOfItem, putItem, takeItem } from '../queue/item'

/**
 * Words of a dict. As CPython's, it is a table of entries in the order in which they came, and an index that finds an
 * entry by its key's hash.
 */
export enum DictWord {
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

export const DICT_WORDS = 6

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
export interface Key {
  data: Uint8Array<ArrayBuffer>
  hash: number
}

export function guarded<R>(dict: number, action: () => R): R {
  enter(dict + DictWord.Guard)
  try {
    return action()
  }
  finally {
    leave(dict + DictWord.Guard)
  }
}

export function putOne(value: unknown): [ItemKind, number] {
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

export function keyOf(key: unknown): Key {
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

export function* liveEntries(dict: number): Generator<number> {
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
export function find(dict: number, key: Key): number {
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

export function put(dict: number, key: Key, [kind, content]: [ItemKind, number]): void {
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
export function remove(dict: number, entry: number): [ItemKind, number] {
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
export function copyValue(entry: number): () => unknown {
  const kind: ItemKind = words[entry + EntryWord.Kind]!
  const content = words[entry + EntryWord.Content]!
  if (kind !== ItemKind.Value)
    return () => takeItem(kind, content)
  const data = copyBytes(content)
  return () => decode(data)
}

/** Takes all keys out. */
export function clearTable(dict: number): void {
  for (const entry of liveEntries(dict))
    freeItem(...remove(dict, entry))
  rebuild(dict, FIRST_PLACES)
}

/** Takes a key out; whether it was there. */
export function discard(dict: number, key: Key): boolean {
  const entry = find(dict, key)
  if (entry !== 0)
    freeItem(...remove(dict, entry))
  return entry !== 0
}

/** The key of an entry, as bytes of its own. */
export function keyBytes(entry: number): Uint8Array<ArrayBuffer> {
  return copyBytes(words[entry + EntryWord.Key]!)
}
