/** Layout of the lists, dicts and sets of `shared` in shared memory. */

/** Words of a list. */
export enum SharedListWord {
  /** Guards the rest (kernel/mutex.ts). */
  Guard = 0,
  /** Where the items are; 0 until the first one. */
  Items = 1,
  /** How many items it has room for. */
  Room = 2,
  Length = 3,
}

export const SHARED_LIST_WORDS = 4

/**
 * Words of a dict. Like CPython's, it is a table of entries in insertion order, and an index that finds an entry by its
 * key's hash.
 */
export enum DictWord {
  /** Guards the rest (kernel/mutex.ts). */
  Guard = 0,
  /** Where the index is: for each slot the number of an entry, counted from 1; 0 for none. */
  Index = 1,
  /** The number of slots in the index: a power of two, 0 at first. */
  Places = 2,
  Entries = 3,
  /** How many entries were ever created in the table, including deleted ones. */
  Used = 4,
  /** The number of entries. */
  Size = 5,
}

export const DICT_WORDS = 6

/** Words of an entry. */
export enum DictEntryWord {
  Hash = 0,
  /** Value: the key; 0 when the entry was deleted. */
  Key = 1,
  /** The value, as an item of a queue. */
  Kind = 2,
  Content = 3,
}

export const DICT_ENTRY_WORDS = 4
