/** How waiting threads stand in shared memory: their lists, and what each worker notes of its wait. */

/** Words of a list. All zero is an empty one. */
export enum WaitListWord {
  /** Guards the list (kernel/mutex.ts), and what else its owner keeps under it. */
  Guard = 0,
  First = 1,
  Last = 2,
  Size = 3,
}

export const WAIT_LIST_WORDS = 4

/** Words of an entry, after the address that its worker waits at. */
export enum WaitEntryWord {
  /** Not 0 once it was signalled. */
  Signal = 2,
  Next = 3,
  /** A float64: since when its thread waits, in milliseconds. */
  Since = 4,
  /** Lane of the thread or task that waits. */
  Lane = 6,
  /** Lane of the thread. */
  Thread = 7,
}

/** Words of a worker, after those of kernel/wait-list.ts. */
export enum WaiterWord {
  /** Address of the lock that its thread waits for without a time limit; 0 if it doesn't. */
  Lock = 8,
  /** What the timeline says is waited for. */
  Subject = 9,
  /** Lane of its thread. */
  Lane = 10,
  Line = 11,
  /** Lane of who holds it; 0 if unknown. */
  Peer = 12,
}

/** Who can end a wait. */
export enum WaitKind {
  /** Another thread of the process. */
  Thread = 1,
  /** The same, and it is an event loop that waits for its tasks. */
  Loop = 2,
}

/** Words of an entry in {@link Table.EndlessWaits}. */
export enum EndlessWaitWord {
  /** Where the thread waits; 0 if it doesn't, or if more than threads can end its wait. */
  Address = 0,
  Expected = 1,
  Kind = 2,
}

export const ENDLESS_WAIT_WORDS = 4
