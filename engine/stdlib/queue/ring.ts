/**
 * A row of items in shared memory that grows: the items of a queue. An item is two words. Whoever uses it holds the
 * guard that its owner keeps for it.
 */
import { allocate, free } from '../../kernel/allocator'
import { words } from '../../kernel/memory'
import { ItemRingWord } from '../../protocol/queue-layout'

/** Words of an item. */
const ITEM_WORDS = 2
const FIRST_ROOM = 8

/** How many items there are. */
export function ringSize(ring: number): number {
  return Atomics.load(words, ring + ItemRingWord.Size)
}

/** Address of an item, which stays there until the next one is added. */
export function itemAt(ring: number, index: number): number {
  const mask = words[ring + ItemRingWord.Room]! - 1
  return words[ring + ItemRingWord.Items]! + ITEM_WORDS * ((words[ring + ItemRingWord.First]! + index) & mask)
}

function grow(ring: number): void {
  const size = words[ring + ItemRingWord.Size]!
  const room = Math.max(FIRST_ROOM, 2 * words[ring + ItemRingWord.Room]!)
  const items = allocate(ITEM_WORDS * room)
  for (let index = 0; index < size; index++) {
    const from = itemAt(ring, index)
    words[items + ITEM_WORDS * index] = words[from]!
    words[items + ITEM_WORDS * index + 1] = words[from + 1]!
  }
  if (words[ring + ItemRingWord.Room] !== 0)
    free(words[ring + ItemRingWord.Items]!)
  words[ring + ItemRingWord.Items] = items
  words[ring + ItemRingWord.Room] = room
  words[ring + ItemRingWord.First] = 0
}

/**
 * Adds an item at the end.
 *
 * @throws MemoryError when the run's memory is used up
 */
export function pushLast(ring: number, first: number, second: number): void {
  const size = words[ring + ItemRingWord.Size]!
  if (size === words[ring + ItemRingWord.Room])
    grow(ring)
  const item = itemAt(ring, size)
  words[item] = first
  words[item + 1] = second
  words[ring + ItemRingWord.Size] = size + 1
}

/** Takes the first item off a ring that is not empty; gives the address of its words, which hold until the next change. */
export function takeFirstItem(ring: number): number {
  const item = itemAt(ring, 0)
  words[ring + ItemRingWord.First] = (words[ring + ItemRingWord.First]! + 1) & (words[ring + ItemRingWord.Room]! - 1)
  words[ring + ItemRingWord.Size]! -= 1
  return item
}

/** Takes the last item off a ring that is not empty, as {@link takeFirstItem} does the first. */
export function takeLastItem(ring: number): number {
  const size = words[ring + ItemRingWord.Size]! - 1
  words[ring + ItemRingWord.Size] = size
  return itemAt(ring, size)
}
