import type { Lane } from './lane'
import type { TraceModel } from './trace-model'
import { State } from '../protocol/trace'
import { SpanWord } from './columns'

/** The numbers of all states, in the order of legends and tables. */
export const STATES: readonly State[] = [
  State.Running,
  State.Ready,
  State.GilWait,
  State.LockWait,
  State.Io,
  State.Sleeping,
  State.Waiting,
]

/** A stretch of one state for one thing; the spans of a wait that changes its holder are one wait. */
export interface Wait {
  lane: number
  state: State
  /** What was waited for; 0: nothing that has a name. */
  subject: number
  /** The lane that held it or was waited for, at the beginning of the wait; 0: none. */
  peer: number
  /** Source line; 0: unknown. */
  line: number
  start: number
  /** Milliseconds. */
  duration: number
}

/** What a lane did with its time. */
export interface LaneTotals {
  lane: number
  /** Milliseconds in each state, by the state's number. */
  time: Float64Array
  /** The longest wait in each state that occurred, by the state's number. */
  longest: (Wait | undefined)[]
}

/** Adds up one lane. It reads every span of it once. */
export function totalsOf(model: TraceModel, lane: Lane): LaneTotals {
  const { spans } = lane
  const laneEnd = model.endOf(lane)
  const time = new Float64Array(STATES.length + 1)
  const longest: (Wait | undefined)[] = []
  let first = 0
  while (first < spans.length) {
    const state = spans.word(first, SpanWord.State)
    const subject = spans.word(first, SpanWord.Subject)
    let next = first + 1
    while (next < spans.length && spans.word(next, SpanWord.State) === state && spans.word(next, SpanWord.Subject) === subject)
      next++
    const start = Math.min(spans.times[first]!, laneEnd)
    const duration = (next < spans.length ? Math.min(spans.times[next]!, laneEnd) : laneEnd) - start
    time[state]! += duration
    if (duration > (longest[state]?.duration ?? -1)) {
      longest[state] = {
        lane: lane.id,
        state,
        subject,
        peer: spans.word(first, SpanWord.Peer),
        line: spans.word(first, SpanWord.Line),
        start,
        duration,
      }
    }
    first = next
  }
  return { lane: lane.id, time, longest }
}
