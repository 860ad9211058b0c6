import type { TraceModel, TraceSummary } from '../../insight'
import { duration, reasonOf, STATES } from '../../insight'
import { LaneKind, STATE_NAMES } from '../../protocol/trace'

/** A timeline as a table, for screen readers: how each thread and task spent its time. */
export interface TimelineWords {
  /** The wait that explains most, as a sentence. */
  longest: string | undefined
  /** Names of the states, the heads of the columns after name and kind. */
  states: readonly string[]
  rows: readonly TimelineRow[]
  /** How many threads and tasks there are; `rows` may have only the first of them. */
  count: number
}

/** One thread or task. */
interface TimelineRow {
  id: number
  name: string
  kind: 'thread' | 'task'
  /** As `12.4 ms`, for each state. */
  times: readonly string[]
}

/** The most rows: no one listens to more. */
const MOST = 100

/** Puts a run's timeline into words. */
export function timelineWords(model: TraceModel, summary: TraceSummary): TimelineWords {
  const states = STATES.filter(state => model.seen & 1 << state)
  const wait = summary.longestWait
  const reason = wait && reasonOf(model, wait)
  return {
    longest: wait && `Longest wait: ${model.laneName(wait.lane)}, ${STATE_NAMES[wait.state]}${reason ? ` (${reason})` : ''}, ${duration(wait.duration)}.`,
    states: states.map(state => STATE_NAMES[state]),
    rows: summary.lanes.slice(0, MOST).map(totals => ({
      id: totals.lane,
      name: model.laneName(totals.lane),
      kind: model.lane(totals.lane)?.kind === LaneKind.Task ? 'task' : 'thread',
      times: states.map(state => duration(totals.time[state] ?? 0)),
    })),
    count: summary.lanes.length,
  }
}
