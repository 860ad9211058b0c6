/** Layout of queues in shared memory: their items in a growing ring, or in a heap. */
import { WAIT_LIST_WORDS } from './wait-layout'

export enum ItemKind {
  Value = 0,
  Int = 1,
  Undefined = 2,
  Null = 3,
  False = 4,
  True = 5,
}

/** Words of a ring. An empty one is all zeros. */
export enum ItemRingWord {
  /** Where the items are; 0 until the first one. */
  Items = 0,
  /** How many items it has room for: a power of two. */
  Room = 1,
  /** Index of the first item. */
  First = 2,
  Size = 3,
}

export const ITEM_RING_WORDS = 4

/** Words of a heap. An empty one is all zeros. */
export enum HeapWord {
  Items = 0,
  Room = 1,
  Size = 2,
}

/** Words of a queue. */
export enum QueueWord {
  /** Threads that wait for an item. This list's mutex guards the whole queue. */
  Getters = 0,
  /** Threads that wait for room. */
  Putters = WAIT_LIST_WORDS,
  /** Threads that wait until all items are done. */
  Joiners = 2 * WAIT_LIST_WORDS,
  /** The items: a ring or a heap. */
  Items = 3 * WAIT_LIST_WORDS,
  /** The most items; 0 or less for no limit. */
  MaxSize = Items + ITEM_RING_WORDS,
  /** Items that were put and are not done. */
  Unfinished = MaxSize + 1,
  IsShutdown = MaxSize + 2,
}

export const QUEUE_WORDS = QueueWord.IsShutdown + 1
