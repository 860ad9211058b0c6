import type { RunStatus } from '../../engine/display/status'
import type { Deadlock, InputRequest, OutputLine, Problem, RunOptions } from '../../engine/protocol/run'
import type { Stamp } from '../state/stamp'

/** What a run is known by in all windows. */
export interface RunInfo {
  /** Unique. */
  id: string
  /** Of two runs of a file the later one is shown. */
  stamp: Stamp
  /** As `lost-update/threads.ts`. */
  file: string
  /** The text that runs. */
  source: string
  options: RunOptions
  /** Where it comes from, if it is not run but a recording is shown. */
  recorded?: string
}

/** A run as far as it has come: what another window, or this one after a reload, goes on from. */
export interface RunSnapshot {
  info: RunInfo
  /** How many events it has told; the next one has this number. */
  next: number
  /** As in {@link RunStatus}, but with the time that it has been running, in milliseconds. */
  status: { kind: 'running' | 'stopping', for: number } | Exclude<RunStatus, { since: number }>
  lines: OutputLine[]
  /** How many earlier lines were let go. */
  droppedLines: number
  problems: readonly Problem[]
  deadlock?: Deadlock
  /** The lines of standard input that it waits for. */
  inputs?: readonly InputRequest[]
  names: { of: 'lane' | 'subject', id: number, name: string }[]
  /** The trace so far, as records. */
  trace: ArrayBuffer[]
  /** How far the run's clock has come, in milliseconds since its epoch. */
  horizon: number
}

/** Whether a run goes on. */
export function isActive({ kind }: RunStatus | RunSnapshot['status']): boolean {
  return kind === 'loading' || kind === 'compiling' || kind === 'running' || kind === 'stopping'
}
