/** The current run, and what the page reports about its end. */
import type { HostToSandbox, RunCounters } from '../protocol/messages'
import type { Mode, Outcome, Problem, RunSummary } from '../protocol/run'
import type { RunListener } from '../protocol/run-event'
import type { RunOutput } from './run-output'
import type { RunningWatchdog } from './watchdog'

/** A run's properties from its start on. */
export interface RunStart {
  /** The program's name. */
  name: string
  mode: Mode
  seed?: number
  /** The version of CPython. */
  python?: string
  /** The message that starts it in the sandbox. */
  message: HostToSandbox
  output: RunOutput
  listener: RunListener
}

/** The current run. */
export interface ActiveRun extends RunStart {
  id: number
  /** A reading of `performance.now()`. */
  begun: number
  /** The open requests for lines of standard input. */
  inputs: Set<number>
  /** Set while it is being stopped. */
  stopping?: RunningWatchdog
}

/**
 * How a run ended, for its listener.
 *
 * @param run the run that has ended
 * @param outcome how it ended
 * @param counters the sandbox's counters; without them there is only the page's own clock
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

/** An error of the engine itself. */
export function engineProblem(message: string): Problem {
  return { severity: 'error', origin: 'engine', type: 'RuntimeError', message }
}

/** @param count how many of the sandbox's reports were left out */
export function ignoredReports(count: number): Problem {
  return {
    severity: 'warning',
    origin: 'engine',
    type: 'RuntimeWarning',
    message: `${count === 1 ? 'one report' : `${count} reports`} of the sandbox had a shape that the engine does not write, and ${count === 1 ? 'was' : 'were'} ignored`,
    hint: 'The program has sent messages to the engine, or overwritten its memory.',
  }
}
