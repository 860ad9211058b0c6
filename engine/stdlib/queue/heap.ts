/**
 * A heap in shared memory: the items of a PriorityQueue, by the algorithm of Lib/heapq.py. The caller holds the owner's
 * guard.
 *
 * Next to an item is a number that decides most comparisons, the item itself or the first element of an array, so items
 * have to be decoded only where those numbers are equal.
 */
import type { ItemKind } from '../../protocol/queue-layout'
import { allocate, free } from '../../kernel/allocator'
import { floats, words } from '../../kernel/memory'
import { lessThan } from '../../kernel/ordering'
import { HeapWord } from '../../protocol/queue-layout'
import { peekItem } from './item'

/** Words of an item: its two, and a float64, NaN if there is no such number. */
const ITEM_WORDS = 4
const KEY = 2
const FIRST_ROOM = 8

/** The number of items. */
export function heapSize(heap: number): number {
  return Atomics.load(words, heap + HeapWord.Size)
}

/** The number that decides an item's order, NaN if it takes more than one. */
export function keyOf(item: unknown): number {
  const first: unknown = Array.isArray(item) ? item[0] : item
  return typeof first === 'number' ? first : Number.NaN
}

function addressOf(heap: number, index: number): number {
  return words[heap + HeapWord.Items]! + ITEM_WORDS * index
}

function copy(from: number, to: number): void {
  words.copyWithin(to, from, from + ITEM_WORDS)
}

function grow(heap: number): void {
  const room = words[heap + HeapWord.Room]!
  const larger = Math.max(FIRST_ROOM, 2 * room)
  // One slot more than the items need: scratch space for the item being placed.
  const items = allocate(ITEM_WORDS * (larger + 1))
  if (room > 0) {
    const old = words[heap + HeapWord.Items]!
    words.copyWithin(items, old, old + ITEM_WORDS * room)
    free(old)
  }
  words[heap + HeapWord.Items] = items
  words[heap + HeapWord.Room] = larger
}

function itemLessThan(a: number, b: number): boolean {
  const left = floats[(a + KEY) / 2]!
  const right = floats[(b + KEY) / 2]!
  if (left < right || left > right)
    return left < right
  return lessThan(peekItem(words[a] as ItemKind, words[a + 1]!), peekItem(words[b] as ItemKind, words[b + 1]!))
}

/** Moves the item at an index towards the root until its parent is no larger. Compares first, so that an error changes nothing. */
function siftDown(heap: number, start: number, index: number): void {
  const path = [index]
  const item = addressOf(heap, index)
  for (let at = index; at > start;) {
    const parent = (at - 1) >> 1
    if (!itemLessThan(item, addressOf(heap, parent)))
      break
    path.push(parent)
    at = parent
  }
  rotate(heap, path)
}

/** Moves the item at the first index of a path to the last, and each of the others one step towards the first. */
function rotate(heap: number, path: readonly number[]): void {
  if (path.length === 1)
    return
  const spare = addressOf(heap, words[heap + HeapWord.Room]!)
  copy(addressOf(heap, path[0]!), spare)
  for (let step = 1; step < path.length; step++)
    copy(addressOf(heap, path[step]!), addressOf(heap, path[step - 1]!))
  copy(spare, addressOf(heap, path.at(-1)!))
}

/** Moves the root's item to a leaf along the smaller children, and from there up to its place. */
function siftUp(heap: number): void {
  const size = words[heap + HeapWord.Size]!
  const path = [0]
  for (let index = 0, child = 1; child < size; index = child, child = 2 * index + 1) {
    if (child + 1 < size && !itemLessThan(addressOf(heap, child), addressOf(heap, child + 1)))
      child += 1
    path.push(child)
  }
  rotate(heap, path)
  siftDown(heap, 0, path.at(-1)!)
}

/**
 * Adds an item.
 *
 * @throws TypeError when it can't be compared with the others; it is not added then
 */
export function pushHeap(heap: number, kind: ItemKind, content: number, key: number): void {
  const size = words[heap + HeapWord.Size]!
  if (size === words[heap + HeapWord.Room])
    grow(heap)
  const item = addressOf(heap, size)
  words[item] = kind
  words[item + 1] = content
  floats[(item + KEY) / 2] = key
  siftDown(heap, 0, size)
  words[heap + HeapWord.Size] = size + 1
}

/**
 * Removes the smallest item from a heap that is not empty.
 *
 * @returns its two words
 */
export function popHeap(heap: number): [kind: ItemKind, content: number] {
  const root = addressOf(heap, 0)
  const item: [ItemKind, number] = [words[root]!, words[root + 1]!]
  const size = words[heap + HeapWord.Size]! - 1
  words[heap + HeapWord.Size] = size
  if (size > 0) {
    copy(addressOf(heap, size), root)
    siftUp(heap)
  }
  return item
}
