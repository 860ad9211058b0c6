import { allocate, free } from '../../kernel/allocator'
/** The table of a shared dict or set in shared memory. */
import { copyBytes, decode, encodeCopy, putBytes } from '../../kernel/codec'
import { bytes, words } from '../../kernel/memory'
import { lockMutex, unlockMutex } from '../../kernel/mutex'
import { typeName } from '../../kernel/type-name'
import { fnv1a } from '../../protocol/hash'
import { ItemKind } from '../../protocol/queue-layout'
import { DICT_ENTRY_WORDS, DictEntryWord, DictWord } from '../../protocol/shared-layout'
import { freeItem, kindOfItem, putItem, takeItem } from '../queue/item'

const FIRST_PLACES = 8

/** A key as bytes, and its hash. */
export interface Key {
  data: Uint8Array<ArrayBuffer>
  hash: number
}

export function guarded<R>(dict: number, action: () => R): R {
  lockMutex(dict + DictWord.Guard)
  try {
    return action()
  }
  finally {
    unlockMutex(dict + DictWord.Guard)
  }
}

export function putOne(value: unknown): [ItemKind, number] {
  const kind = kindOfItem(value)
  return [kind, putItem(kind, value)]
}

/** @throws TypeError for a value that is unhashable in Python, such as an object */
function checkHashable(key: unknown): void {
  if (Array.isArray(key))
    key.forEach(checkHashable)
  else if (typeof key === 'object' && key !== null)
    throw new TypeError(`unhashable type: '${typeName(key)}'`)
}

export function keyOf(key: unknown): Key {
  checkHashable(key)
  // 0 and -0 are equal, so they are one key.
  const data = encodeCopy(key === 0 ? 0 : key, 'key')
  // Signed, as the words are. The low bits are mixed once more, since the index uses only those.
  const hash = fnv1a(data) | 0
  return { data, hash: hash ^ (hash >>> 15) }
}

/** Address of an entry's words. */
function entryAt(dict: number, number: number): number {
  return words[dict + DictWord.Entries]! + DICT_ENTRY_WORDS * number
}

export function* liveEntries(dict: number): Generator<number> {
  for (let number = 0; number < words[dict + DictWord.Used]!; number++) {
    const entry = entryAt(dict, number)
    if (words[entry + DictEntryWord.Key] !== 0)
      yield entry
  }
}

function isKey(entry: number, { data, hash }: Key): boolean {
  const key = words[entry + DictEntryWord.Key]!
  if (key === 0 || words[entry + DictEntryWord.Hash] !== hash || words[key] !== data.length)
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
    freeItem(words[found + DictEntryWord.Kind]!, words[found + DictEntryWord.Content]!)
    words[found + DictEntryWord.Kind] = kind
    words[found + DictEntryWord.Content] = content
    return
  }
  // At most two thirds of the slots are used, as in CPython.
  if (words[dict + DictWord.Used]! * 3 >= words[dict + DictWord.Places]! * 2)
    rebuild(dict, Math.max(FIRST_PLACES, 2 ** Math.ceil(Math.log2(words[dict + DictWord.Size]! * 3 + 1))))
  const number = words[dict + DictWord.Used]!
  const entry = entryAt(dict, number)
  words[entry + DictEntryWord.Hash] = key.hash
  words[entry + DictEntryWord.Key] = putBytes(key.data)
  words[entry + DictEntryWord.Kind] = kind
  words[entry + DictEntryWord.Content] = content
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

/** Removes an entry; returns its value's words. Its slot in the index stays, so that lookups still find what follows. */
export function remove(dict: number, entry: number): [ItemKind, number] {
  free(words[entry + DictEntryWord.Key]!)
  words[entry + DictEntryWord.Key] = 0
  Atomics.sub(words, dict + DictWord.Size, 1)
  return [words[entry + DictEntryWord.Kind]!, words[entry + DictEntryWord.Content]!]
}

/** Rebuilds the tables, without deleted entries. */
function rebuild(dict: number, places: number): void {
  const live = [...liveEntries(dict)]
  const entries = allocate(DICT_ENTRY_WORDS * places)
  const index = allocate(places)
  words.fill(0, index, index + places)
  for (const [number, entry] of live.entries())
    words.copyWithin(entries + DICT_ENTRY_WORDS * number, entry, entry + DICT_ENTRY_WORDS)
  if (words[dict + DictWord.Places] !== 0) {
    free(words[dict + DictWord.Entries]!)
    free(words[dict + DictWord.Index]!)
  }
  words[dict + DictWord.Entries] = entries
  words[dict + DictWord.Index] = index
  words[dict + DictWord.Places] = places
  words[dict + DictWord.Used] = live.length
  for (let number = 0; number < live.length; number++)
    addToIndex(dict, words[entryAt(dict, number) + DictEntryWord.Hash]!, number)
}

/** Copies an entry's value; the returned function decodes the copy later, once the guard is released. */
export function copyValue(entry: number): () => unknown {
  const kind: ItemKind = words[entry + DictEntryWord.Kind]!
  const content = words[entry + DictEntryWord.Content]!
  if (kind !== ItemKind.Value)
    return () => takeItem(kind, content)
  const data = copyBytes(content)
  return () => decode(data)
}

/** Removes all keys. */
export function clearTable(dict: number): void {
  for (const entry of liveEntries(dict))
    freeItem(...remove(dict, entry))
  rebuild(dict, FIRST_PLACES)
}

/** Removes a key; returns whether it was there. */
export function discard(dict: number, key: Key): boolean {
  const entry = find(dict, key)
  if (entry !== 0)
    freeItem(...remove(dict, entry))
  return entry !== 0
}

/** The key of an entry, as bytes of its own. */
export function keyBytes(entry: number): Uint8Array<ArrayBuffer> {
  return copyBytes(words[entry + DictEntryWord.Key]!)
}
