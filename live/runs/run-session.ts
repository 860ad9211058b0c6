import type { Deadlock, InputRequest, OutputLine, Problem, RunOptions, RunSummary } from '../../engine/protocol/run'
import type { RunEvent, RunInfo } from './run-events'

/** What a run needs of a session of engine/host. */
export interface RunSession {
  subscribe: (listener: {
    state?: (state: 'idle' | 'loading' | 'compiling' | 'running' | 'stopping') => void
    output?: (lines: OutputLine[]) => void
    trace?: (batch: ArrayBuffer) => void
    name?: (of: 'lane' | 'subject', id: number, name: string) => void
    problem?: (problem: Problem) => void
    deadlock?: (deadlock: Deadlock) => void
    input?: (wanted: InputRequest) => void
    inputOver?: (request: number) => void
    end?: (summary: RunSummary) => void
  }) => () => void
  run: (source: string, options?: RunOptions) => Promise<RunSummary>
  stop: () => void
  /** Answers a program that waits for a line of standard input; none: the input is over. A recording waits for nothing. */
  answer?: (request: number, line: string | undefined) => void
}

/** Hears of a run that goes on in this window, to tell the others. */
export interface RunOutlet {
  begun: (info: RunInfo) => void
  /** `n` counts from 0. */
  event: (info: RunInfo, n: number, event: RunEvent) => void
  /** Stop was pressed here for a run that goes on in another window. */
  stop: (info: RunInfo) => void
  /** A line of standard input was typed here for a run that goes on in another window. */
  answer: (info: RunInfo, request: number, line: string | undefined) => void
}
