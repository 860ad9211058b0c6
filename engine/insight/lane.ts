import type { State } from '../protocol/trace'
import { LaneKind } from '../protocol/trace'
import { SpanColumns } from './columns'

/** How a lane ended; `undefined` while it has not. */
export type LaneOutcome = 'returned' | 'raised' | 'cancelled'

/** The outcomes by the number that the record of a lane's end carries. */
export const OUTCOMES: readonly LaneOutcome[] = ['returned', 'raised', 'cancelled']

/** A thread or a task, as the trace shows it. */
export interface Lane {
  readonly id: number
  readonly kind: LaneKind
  /** Its name in Python, or a placeholder until the name arrives. */
  readonly name: string
  /** The lane that started it; 0 for the main thread. */
  readonly parent: number
  /** When it was started, in milliseconds since the run's epoch. */
  readonly start: number
  /** When it ended; `undefined` while it has not. */
  readonly end: number | undefined
  readonly outcome: LaneOutcome | undefined
  /** The source line that it was started on; 0: unknown. */
  readonly line: number
  /** Whether the record of its start has been read; a change may come first, out of another ring. */
  readonly started: boolean
  /** Its changes of state; read them through the model's queries where speed is no matter. */
  readonly spans: SpanColumns
}

/** One stretch of one state on a lane. */
export interface Span {
  lane: number
  /** Its place among the spans of its lane. */
  index: number
  state: State
  start: number
  end: number
  /** Whether it is still running, so that `end` is only how far the trace reaches. */
  open: boolean
  /** What the lane waits for; 0: nothing that has a name. */
  subject: number
  /** Source line, 1-based; 0: unknown. */
  line: number
  /** The lane that holds the lock, is waited for, or woke this one; 0: none. */
  peer: number
}

/** A lane as the model writes it. */
export class LaneRecord implements Lane {
  kind: LaneKind = LaneKind.Thread
  name: string
  parent = 0
  start = Number.POSITIVE_INFINITY
  end: number | undefined
  outcome: LaneOutcome | undefined
  line = 0
  readonly spans = new SpanColumns()
  started = false

  constructor(readonly id: number) {
    this.name = `lane ${id}`
  }
}
