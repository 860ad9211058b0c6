/** Layout of an event loop in shared memory, and the nodes of its inbox, an MPSC queue. */

/** Words of a loop: the first two are its inbox. */
export enum LoopWord {
  /** Lane of the thread that runs it; 0 for none. */
  Runner = 2,
  Closed = 3,
}

export const LOOP_WORDS = 4

/** Words at the start of each node. */
export enum NodeWord {
  Next = 0,
  Kind = 1,
}

/** The kind of a node. */
export enum NodeKind {
  /** An I/O request has news. */
  Io = 1,
  /** A function to call: `call_soon_threadsafe`. */
  Call = 2,
  /** A shared future is done. */
  FutureDone = 3,
  /** Another thread requested the cancellation of a task. */
  Cancel = 4,
}

/** Words of the node that an inbox gets: the watcher's block, reused. */
export enum DoneNodeWord {
  Kind = 1,
  /** Address of the future. */
  Future = 2,
  /** Identifies the future to the watcher. */
  Token = 3,
}
