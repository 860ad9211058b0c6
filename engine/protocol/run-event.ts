/** What a run reports, from the engine to the slide and to the other windows: one union all the way. */
import type { Deadlock, InputRequest, OutputLine, Problem, RunSummary } from './run'

/** What is done for a run: before it begins, while it goes on, and `idle` after it. */
export type RunState = 'idle' | 'loading' | 'compiling' | 'running' | 'stopping'

/** Something that a run reports. All windows that show it get the same events in the same order. */
export type RunEvent
  = | { type: 'state', state: RunState }
    | { type: 'output', lines: OutputLine[] }
    /** Records of trace.ts, whole ones. */
    | { type: 'trace', batch: ArrayBuffer }
    | { type: 'name', of: 'lane' | 'subject', id: number, name: string }
    | { type: 'problem', problem: Problem }
    | { type: 'deadlock', deadlock: Deadlock }
    /** The program waits for a line of standard input, or not any more. */
    | { type: 'input', wanted: InputRequest }
    | { type: 'input-over', request: number }
    /** The last event of a run that has ended. */
    | { type: 'end', summary: RunSummary }
    /** The last event of a run that ended without a summary. */
    | { type: 'gone', as: 'superseded' | 'broken' | 'lost' }

/** Receives the events of a run. */
export type RunListener = (event: RunEvent) => void

/** Makes a listener of functions for some kinds of event; the others are ignored. */
export function listenFor(handlers: { [Type in RunEvent['type']]?: (event: Extract<RunEvent, { type: Type }>) => void }): RunListener {
  return event => (handlers[event.type] as RunListener | undefined)?.(event)
}
