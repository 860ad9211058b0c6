/** How an event loop stands in shared memory, and what others push to its inbox: an MPSC queue. */

/** Words of a loop: the first two are its inbox. */
export enum LoopWord {
  /** Lane of the thread that runs it; 0 if none does. */
  Runner = 2,
  Closed = 3,
}

export const LOOP_WORDS = 4

/** Words at the start of each node. */
export enum NodeWord {
  Next = 0,
  Kind = 1,
}

/** What a node is. */
export enum NodeKind {
  /** An I/O request has news. */
  Io = 1,
  /** A function to call: `call_soon_threadsafe`. */
  Call = 2,
  /** A shared future is done. */
  FutureDone = 3,
  /** A task was asked to be cancelled from another thread. */
  Cancel = 4,
}

/** Words of the node that an inbox gets: the watcher, written over. */
export enum DoneNodeWord {
  Kind = 1,
  /** Address of the future. */
  Future = 2,
  /** What the one who watches knows it by. */
  Token = 3,
}
