import type { Deadlock, InputRequest, OutputLine, Problem, RunOptions, RunSummary } from '../../engine/protocol/run'

/** What compiles and runs the sources of one file, one after another: `Session` of engine/host, or what does the same. */
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
