/**
 * A growing ring buffer in shared memory: the items of a queue. An item is two words. The caller holds the owner's
 * guard.
 */
import { allocate, free } from '../../kernel/allocator'
import { words } from '../../kernel/memory'
import { ItemRingWord } from '../../protocol/queue-layout'

/** Words of an item. */
const ITEM_WORDS = 2
const FIRST_ROOM = 8

/** The number of items. */
export function ringSize(ring: number): number {
  return Atomics.load(words, ring + ItemRingWord.Size)
}

/** Address of an item, valid until the next one is added. */
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

/** Removes the first item from a ring that is not empty; returns the address of its words, valid until the next change. */
export function takeFirstItem(ring: number): number {
  const item = itemAt(ring, 0)
  words[ring + ItemRingWord.First] = (words[ring + ItemRingWord.First]! + 1) & (words[ring + ItemRingWord.Room]! - 1)
  words[ring + ItemRingWord.Size]! -= 1
  return item
}

/** Removes the last item from a ring that is not empty; returns as {@link takeFirstItem} does. */
export function takeLastItem(ring: number): number {
  const size = words[ring + ItemRingWord.Size]! - 1
  words[ring + ItemRingWord.Size] = size
  return itemAt(ring, size)
}
