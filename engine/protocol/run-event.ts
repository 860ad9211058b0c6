/** The events of a run, from the engine to the slide and to the other windows: one union all the way. */
import type { Deadlock, InputRequest, OutputLine, Problem, RunSummary } from './run'

/** The state of a run: what happens before it starts, while it goes on, and `idle` after it. */
export type RunState = 'idle' | 'loading' | 'compiling' | 'running' | 'stopping'

/** An event of a run. All windows that show the run get the same events in the same order. */
export type RunEvent
  = | { type: 'state', state: RunState }
    | { type: 'output', lines: OutputLine[] }
    /** Whole records of trace.ts. */
    | { type: 'trace', batch: ArrayBuffer }
    | { type: 'name', of: 'lane' | 'subject', id: number, name: string }
    | { type: 'problem', problem: Problem }
    | { type: 'deadlock', deadlock: Deadlock }
    /** The program waits for a line of standard input, or no longer does. */
    | { type: 'input', wanted: InputRequest }
    | { type: 'input-over', request: number }
    /** The last event of a run that has ended. */
    | { type: 'end', summary: RunSummary }
    /** The last event of a run that ended without a summary. */
    | { type: 'gone', as: 'superseded' | 'broken' | 'lost' }

/** Receives the events of a run. */
export type RunListener = (event: RunEvent) => void

/** Creates a listener from handlers for some kinds of events; the others are ignored. */
export function listenFor(handlers: { [Type in RunEvent['type']]?: (event: Extract<RunEvent, { type: Type }>) => void }): RunListener {
  return event => (handlers[event.type] as RunListener | undefined)?.(event)
}
