import { allocate, free } from '../../kernel/allocator'
/**
 * A list in shared memory: its items are in a table that grows. The caller of any of these functions but `guarded` holds
 * the list's guard.
 */
import { copyBytes, decode } from '../../kernel/codec'
import { IndexError } from '../../kernel/errors'
import { words } from '../../kernel/memory'
import { lockMutex, unlockMutex } from '../../kernel/mutex'
import { sortItems, valuesEqual } from '../../kernel/ordering'
import { typeName } from '../../kernel/type-name'
import { ItemKind } from '../../protocol/queue-layout'
import { SharedListWord } from '../../protocol/shared-layout'
import { freeItem, kindOfItem, peekItem, putItem, takeItem } from '../queue/item'

/** Words of an item: its kind and its content. */
const ITEM_WORDS = 2
const FIRST_ROOM = 8

/** An item to be put into a list. */
export type Item = [kind: ItemKind, content: number]

export function guarded<R>(list: number, action: () => R): R {
  lockMutex(list + SharedListWord.Guard)
  try {
    return action()
  }
  finally {
    unlockMutex(list + SharedListWord.Guard)
  }
}

export function putOne(item: unknown): Item {
  const kind = kindOfItem(item)
  return [kind, putItem(kind, item)]
}

/** All or nothing: when one can't cross, those before it are freed. */
export function putAll(items: Iterable<unknown>): Item[] {
  if (!(Symbol.iterator in new Object(items)))
    throw new TypeError(`'${typeName(items)}' object is not iterable`)
  const put: Item[] = []
  try {
    for (const item of items)
      put.push(putOne(item))
  }
  catch (error) {
    for (const item of put)
      freeItem(...item)
    throw error
  }
  return put
}

export function itemAddress(list: number, index: number): number {
  return words[list + SharedListWord.Items]! + ITEM_WORDS * index
}

/** The offset that an index means; -1 if it is out of range. */
export function place(list: number, index: number): number {
  const length = words[list + SharedListWord.Length]!
  if (!Number.isInteger(index))
    throw new TypeError(`list indices must be integers or slices, not ${typeName(index)}`)
  const at = index < 0 ? length + index : index
  return at >= 0 && at < length ? at : -1
}

/** Copies an item; the returned function decodes the copy later, once the guard is released. */
export function copyItem(address: number): () => unknown {
  const kind: ItemKind = words[address]!
  const content = words[address + 1]!
  if (kind !== ItemKind.Value)
    return () => takeItem(kind, content)
  const data = copyBytes(content)
  return () => decode(data)
}

export function read(list: number, index: number, message: string): unknown {
  const copy = guarded(list, () => {
    const at = place(list, index)
    if (at < 0)
      throw new IndexError(message)
    return copyItem(itemAddress(list, at))
  })
  return copy()
}

/** Replaces items with others; the guard is held, or no other thread has the list yet. */
export function splice(list: number, start: number, count: number, items: readonly Item[]): void {
  const length = words[list + SharedListWord.Length]!
  const newLength = length - count + items.length
  if (newLength > words[list + SharedListWord.Room]!)
    grow(list, newLength)
  const first = itemAddress(list, 0)
  for (let index = start; index < start + count; index++)
    freeItem(words[first + ITEM_WORDS * index]!, words[first + ITEM_WORDS * index + 1]!)
  words.copyWithin(first + ITEM_WORDS * (start + items.length), first + ITEM_WORDS * (start + count), first + ITEM_WORDS * length)
  for (const [index, [kind, content]] of items.entries()) {
    words[first + ITEM_WORDS * (start + index)] = kind
    words[first + ITEM_WORDS * (start + index) + 1] = content
  }
  Atomics.store(words, list + SharedListWord.Length, newLength)
}

function grow(list: number, length: number): void {
  const room = Math.max(FIRST_ROOM, 2 ** Math.ceil(Math.log2(length)))
  const items = allocate(ITEM_WORDS * room)
  if (words[list + SharedListWord.Room] !== 0) {
    const old = words[list + SharedListWord.Items]!
    words.copyWithin(items, old, old + ITEM_WORDS * words[list + SharedListWord.Length]!)
    free(old)
  }
  words[list + SharedListWord.Items] = items
  words[list + SharedListWord.Room] = room
}

/** The number of items. */
export function lengthOf(list: number): number {
  return Atomics.load(words, list + SharedListWord.Length)
}

/** The index of the first equal item; -1 if there is none. */
export function find(list: number, wanted: unknown, start = 0, stop = Infinity): number {
  const length = lengthOf(list)
  const bound = (index: number): number => Math.max(0, index < 0 ? length + index : Math.min(length, index))
  for (let index = bound(start); index < bound(stop); index++) {
    const item = itemAddress(list, index)
    if (valuesEqual(peekItem(words[item]!, words[item + 1]!), wanted))
      return index
  }
  return -1
}

/** The words of all items. */
export function allItems(list: number): Item[] {
  return Array.from({ length: lengthOf(list) }, (_, index) => [words[itemAddress(list, index)]!, words[itemAddress(list, index) + 1]!])
}

/** Removes all items, without freeing them. */
export function takeAll(list: number): Item[] {
  const items = allItems(list)
  Atomics.store(words, list + SharedListWord.Length, 0)
  return items
}

/** Puts the list's items in another order. */
export function rearrange(list: number, items: readonly Item[]): void {
  for (const [index, [kind, content]] of items.entries()) {
    words[itemAddress(list, index)] = kind
    words[itemAddress(list, index) + 1] = content
  }
}

/** Items sorted by value, or by key. */
export function inOrder<T>(items: readonly Item[], key?: ((item: T) => unknown) | null, reverse = false): Item[] {
  const read = items.map(item => ({ item, value: peekItem(...item) as T }))
  return sortItems(read, ({ value }) => key ? key(value) : value, reverse).map(({ item }) => item)
}
