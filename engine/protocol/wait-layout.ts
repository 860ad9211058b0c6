/** Layout of waiting threads in shared memory: their lists, and each worker's notes about its wait. */

/** Words of a list. An empty one is all zeros. */
export enum WaitListWord {
  /** Guards the list (kernel/mutex.ts), and whatever else its owner protects with it. */
  Guard = 0,
  First = 1,
  Last = 2,
  Size = 3,
}

export const WAIT_LIST_WORDS = 4

/** Words of an entry, after the address that its worker waits at. */
export enum WaitEntryWord {
  /** Not 0 once it has been signalled. */
  Signal = 2,
  Next = 3,
  /** A float64: when its thread began to wait, in milliseconds. */
  Since = 4,
  /** Lane of the waiting thread or task. */
  Lane = 6,
  /** Lane of the thread. */
  Thread = 7,
}

/** Words of a worker, after those of kernel/wait-list.ts. */
export enum WaiterWord {
  /** Address of the lock that its thread waits for without a time limit; 0 for none. */
  Lock = 8,
  /** The object that the timeline shows as waited for. */
  Subject = 9,
  /** Lane of its thread. */
  Lane = 10,
  Line = 11,
  /** Lane of the holder; 0 if unknown. */
  Peer = 12,
}

/** The kind of thing that can end a wait. */
export enum WaitKind {
  /** Another thread of the process. */
  Thread = 1,
  /** The same, and the waiting thread is an event loop. */
  Loop = 2,
}

/** Words of an entry in {@link Table.EndlessWaits}. */
export enum EndlessWaitWord {
  /** Where the thread waits; 0 for none, or if something besides threads can end its wait. */
  Address = 0,
  Expected = 1,
  Kind = 2,
}

export const ENDLESS_WAIT_WORDS = 4
