/** The run that goes on, and what the page says of its end. */
import type { HostToSandbox, RunCounters } from '../protocol/messages'
import type { Mode, Outcome, Problem, RunSummary } from '../protocol/run'
import type { RunListener } from '../protocol/run-event'
import type { RunOutput } from './run-output'
import type { RunningWatchdog } from './watchdog'

/** What a run is from its begin on. */
export interface RunStart {
  /** The program's name. */
  name: string
  mode: Mode
  seed?: number
  /** The version of CPython. */
  python?: string
  /** What lets the sandbox begin it. */
  message: HostToSandbox
  output: RunOutput
  listener: RunListener
}

/** The run that goes on. */
export interface ActiveRun extends RunStart {
  id: number
  /** A reading of `performance.now()`. */
  begun: number
  /** The lines of standard input that are waited for. */
  inputs: Set<number>
  /** Set while it is being stopped. */
  stopping?: RunningWatchdog
}

/**
 * How a run ended, for its listener.
 *
 * @param run that has ended
 * @param outcome how
 * @param counters those of the sandbox; without them the page's own clock is all there is
 */
export function summaryOf(run: ActiveRun, outcome: Outcome, counters?: RunCounters): RunSummary {
  const { mode, seed, python, begun } = run
  return {
    outcome,
    mode,
    ...counters ?? { wall: performance.now() - begun, peakThreads: 0, gilSwitches: 0, gilRequests: 0, droppedRecords: 0 },
    cores: navigator.hardwareConcurrency,
    ...seed !== undefined && { seed },
    ...python !== undefined && { python },
  }
}

/** An error that the engine itself tells of. */
export function engineProblem(message: string): Problem {
  return { severity: 'error', origin: 'engine', type: 'RuntimeError', message }
}

/** @param count of the sandbox's reports that were left out */
export function ignoredReports(count: number): Problem {
  return {
    severity: 'warning',
    origin: 'engine',
    type: 'RuntimeWarning',
    message: `${count === 1 ? 'one report' : `${count} reports`} of the sandbox had a shape that the engine does not write, and ${count === 1 ? 'was' : 'were'} ignored`,
    hint: 'The program has sent messages to the engine, or overwritten its memory.',
  }
}
