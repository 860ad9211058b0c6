import type { DrawnState } from '../../engine/insight'
import { State } from '../../engine/protocol/trace'

export { BLOCKING } from '../../engine/insight'

/** A drawn timeline: an idea of a run, not a run. Times are in the drawing's own unit. */
export interface Sketch {
  /** The drawing in words. */
  alt: string
  /** Length of the time axis. */
  length: number
  lanes: readonly SketchLane[]
  marks?: readonly SketchMark[]
  /** What the time axis says at its end. @default 'time' */
  axis?: string
}

/** One lane of it. */
interface SketchLane {
  name: string
  accent?: 'threads' | 'asyncio'
  spans: readonly SketchSpan[]
}

/** A stretch of one state, with words in it if it is wide enough. */
export type SketchSpan = readonly [state: DrawnState, from: number, to: number, label?: string]

/** An arrow from one lane to another, or a line through all of them. */
export interface SketchMark {
  at: number
  /** Lane that it starts from, counted from 0. Absent: a line through all lanes. */
  from?: number
  to?: number
  label?: string
  /** Where the label is. @default 'right' */
  side?: 'left' | 'right'
}

/** Short names for the states. */
export const { Running: RUN, Ready: READY, GilWait: GIL, LockWait: LOCK, Sleeping: SLEEP, Io: IO, Waiting: WAIT } = State
