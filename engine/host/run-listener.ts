import type { Deadlock, InputRequest, OutputLine, Problem, RunSummary } from '../protocol/run'

/** Receives the events of a run. None comes after `end`. */
export interface RunListener {
  output: (lines: OutputLine[]) => void
  trace: (batch: ArrayBuffer) => void
  name: (of: 'lane' | 'subject', id: number, name: string) => void
  problem: (problem: Problem) => void
  deadlock: (deadlock: Deadlock) => void
  /** The program waits for a line of standard input: to be answered by `Engine.answer`. */
  input: (wanted: InputRequest) => void
  /** It does not wait for that line any more. */
  inputOver: (request: number) => void
  end: (summary: RunSummary) => void
}
