/**
 * Rings in shared memory, each with one writer (a worker) and one reader (the sandbox's frame): SPSC ring buffers.
 * Positions only grow, modulo 2^32; the offset in the ring is the position modulo its size.
 */
export enum RingWord {
  /** Bytes written since the ring was created. Stored by the writer. */
  Written = 0,
  /** Bytes read since the ring was created. Stored by the reader. */
  Read = 16,
  /** Records that did not fit. Stored by the writer. */
  Dropped = 32,
}

/** Bytes before a ring's data. */
export const RING_HEADER_BYTES = 256
/** Data bytes of a thread's trace ring: 32,768 records. */
export const TRACE_RING_BYTES = 1024 * 1024
/** Data bytes of the main thread's trace ring, which the event loop's tasks share: 524,288 records. */
export const MAIN_TRACE_RING_BYTES = 16 * 1024 * 1024
/** Data bytes of a text ring. */
export const TEXT_RING_BYTES = 256 * 1024
