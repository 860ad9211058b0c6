import type { RunStatus } from '../../engine/display/status'
import type { Deadlock, InputRequest, OutputLine, Problem, RunOptions } from '../../engine/protocol/run'
import type { Stamp } from '../state/stamp'

/** A run's identity in all windows. */
export interface RunInfo {
  /** Unique. */
  id: string
  /** Of two runs of a file the later one is shown. */
  stamp: Stamp
  /** Such as `lost-update/threads.ts`. */
  file: string
  /** The text that was run. */
  source: string
  options: RunOptions
  /** The source of the recording, if a recorded run is shown. */
  recorded?: string
}

/** A run's state so far, from which another window, or this one after a reload, can go on. */
export interface RunSnapshot {
  info: RunInfo
  /** The number of events so far, and so the number of the next one. */
  next: number
  /** As in {@link RunStatus}, but with the time that it has been running, in milliseconds. */
  status: { kind: 'running' | 'stopping', for: number } | Exclude<RunStatus, { since: number }>
  lines: OutputLine[]
  /** How many earlier lines were dropped. */
  droppedLines: number
  problems: readonly Problem[]
  deadlock?: Deadlock
  /** The lines of standard input that the program waits for. */
  inputs?: readonly InputRequest[]
  names: { of: 'lane' | 'subject', id: number, name: string }[]
  /** The trace so far, as records. */
  trace: ArrayBuffer[]
  /** The run's clock so far, in milliseconds since its epoch. */
  horizon: number
}

/** Whether a run is in progress. */
export function isActive({ kind }: RunStatus | RunSnapshot['status']): boolean {
  return kind === 'loading' || kind === 'compiling' || kind === 'running' || kind === 'stopping'
}
