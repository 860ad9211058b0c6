/**
 * A row of items in shared memory that grows: the items of a queue. An item is two words. Whoever uses it holds the
 * guard that its owner keeps for it.
 */
import { allocate, free, words } from '../../kernel/memory'

/** Words of a ring. All zero is an empty one. */
enum RingWord {
  /** Where the items are; 0 while there never was one. */
  Items = 0,
  /** How many there is room for: a power of two. */
  Room = 1,
  /** Index of the first item. */
  First = 2,
  Size = 3,
}

export const RING_WORDS = 4

/** Words of an item. */
const ITEM_WORDS = 2
const FIRST_ROOM = 8

/** How many items there are. */
export function ringSize(ring: number): number {
  return Atomics.load(words, ring + RingWord.Size)
}

/** Address of an item, which stays there until the next one is added. */
export function itemAt(ring: number, index: number): number {
  const mask = words[ring + RingWord.Room]! - 1
  return words[ring + RingWord.Items]! + ITEM_WORDS * ((words[ring + RingWord.First]! + index) & mask)
}

function grow(ring: number): void {
  const size = words[ring + RingWord.Size]!
  const room = Math.max(FIRST_ROOM, 2 * words[ring + RingWord.Room]!)
  const items = allocate(ITEM_WORDS * room)
  for (let index = 0; index < size; index++) {
    const from = itemAt(ring, index)
    words[items + ITEM_WORDS * index] = words[from]!
    words[items + ITEM_WORDS * index + 1] = words[from + 1]!
  }
  if (words[ring + RingWord.Room] !== 0)
    free(words[ring + RingWord.Items]!)
  words[ring + RingWord.Items] = items
  words[ring + RingWord.Room] = room
  words[ring + RingWord.First] = 0
}

/**
 * Adds an item at the end.
 *
 * @throws MemoryError when the run's memory is used up
 */
export function pushLast(ring: number, first: number, second: number): void {
  const size = words[ring + RingWord.Size]!
  if (size === words[ring + RingWord.Room])
    grow(ring)
  const item = itemAt(ring, size)
  words[item] = first
  words[item + 1] = second
  words[ring + RingWord.Size] = size + 1
}

/** Takes the first item off a ring that is not empty; gives the address of its words, which hold until the next change. */
export function takeFirstItem(ring: number): number {
  const item = itemAt(ring, 0)
  words[ring + RingWord.First] = (words[ring + RingWord.First]! + 1) & (words[ring + RingWord.Room]! - 1)
  words[ring + RingWord.Size]! -= 1
  return item
}

/** Takes the last item off a ring that is not empty, as {@link takeFirstItem} does the first. */
export function takeLastItem(ring: number): number {
  const size = words[ring + RingWord.Size]! - 1
  words[ring + RingWord.Size] = size
  return itemAt(ring, size)
}
