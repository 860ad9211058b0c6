/**
 * The trace: fixed-size records in shared memory, one ring for each thread, one writer for each ring.
 *
 * A record is 32 bytes, read as eight 32-bit words (little end first, as every browser's machine is):
 *
 * | words | meaning |
 * | ----- | ------- |
 * | 0–1   | time, a float64: milliseconds since the run's epoch |
 * | 2     | {@link TraceKind} in the low byte, {@link State} in the next |
 * | 3     | lane: the thread or task it is about |
 * | 4     | subject: the object waited for, by its address in shared memory (0: none); its name comes as a text record |
 * | 5     | source line, 1-based (0: unknown) |
 * | 6     | peer: the lane that holds the lock, started this lane or woke it (0: none) |
 * | 7     | extra: its meaning depends on the kind |
 */
export const RECORD_BYTES = 32
export const RECORD_WORDS = RECORD_BYTES / 4

/** An event of a lane. */
export enum TraceKind {
  /** The lane starts. `peer` is the lane that started it, `extra` a {@link LaneKind}. */
  LaneStart = 1,
  /** The lane enters a {@link State} and stays in it until its next record. */
  State = 2,
  /** The lane ends. `extra` is 0 when it returned, 1 when it raised, 2 when it was cancelled. */
  LaneEnd = 3,
}

/** A thread's lane, or the lane of a task inside its event loop's thread. */
export enum LaneKind {
  Thread = 1,
  Task = 2,
}

/**
 * The coroutines that asyncio.run() wraps in tasks when main is over; their lanes have these names, and a timeline leaves
 * them out: the program has not created them.
 */
export const LOOP_HELPERS: ReadonlySet<string> = new Set(['shutdown_asyncgens', 'shutdown_default_executor'])

/** The state of a thread or task. Each state has one colour and one pattern wherever it is drawn. */
export enum State {
  Running = 1,
  /** Could run but doesn't: a task in its loop's ready queue, a thread that has not started yet. */
  Ready = 2,
  GilWait = 3,
  LockWait = 4,
  Sleeping = 5,
  Io = 6,
  /** Waits for another lane or for the event loop's next event: join, await of a task, queue, select. */
  Waiting = 7,
}

/** Names of the states for people, in legends, tables and summaries. */
export const STATE_NAMES: Readonly<Record<State, string>> = {
  [State.Running]: 'running',
  [State.Ready]: 'ready',
  [State.GilWait]: 'waiting for the GIL',
  [State.LockWait]: 'waiting for a lock',
  [State.Sleeping]: 'sleeping',
  [State.Io]: 'on I/O',
  [State.Waiting]: 'waiting',
}

/** One record, decoded. */
export interface TraceRecord {
  /** Milliseconds since the run's epoch. */
  time: number
  kind: TraceKind
  state: State | 0
  lane: number
  subject: number
  line: number
  peer: number
  extra: number
}

/**
 * Decodes a batch of records from the sandbox.
 *
 * @param batch whole records, one after the other
 */
export function* decodeRecords(batch: ArrayBuffer): Generator<TraceRecord> {
  const words = new Int32Array(batch)
  const times = new Float64Array(batch)
  for (let at = 0; at < words.length; at += RECORD_WORDS) {
    yield {
      time: times[at / 2]!,
      kind: words[at + 2]! & 0xFF,
      state: (words[at + 2]! >>> 8) & 0xFF,
      lane: words[at + 3]!,
      subject: words[at + 4]!,
      line: words[at + 5]!,
      peer: words[at + 6]!,
      extra: words[at + 7]!,
    }
  }
}

/** How a lane ended. */
export enum LaneEnd {
  Returned = 0,
  Raised = 1,
  Cancelled = 2,
}
