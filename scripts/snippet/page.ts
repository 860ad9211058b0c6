import type { ExplorationOptions, ExplorationReport } from '../../engine/protocol/exploration'
import type { CompileProblem } from '../../engine/protocol/messages'
import type { Deadlock, OutputLine, Problem, RunOptions, RunSummary } from '../../engine/protocol/run'
import type { Transcript } from '../../live/content/recording'
import type { TranscriptOptions } from './transcript'
import { engineSupport, useEngine, warmEngine } from '../../engine/host'
/** The page of the snippet runner: the engine without the deck. */
import { registerServiceWorker } from '../../engine/io/register'
import { listenFor } from '../../engine/protocol/run-event'
import { controllable, sessionOf } from './session'
import { transcribe } from './transcript'

/** Events of the page for the runner while a snippet runs, in the order in which they happened. */
export type SnippetEvent
  = | { type: 'output', line: OutputLine }
    | { type: 'problem', problem: Problem }
    | { type: 'deadlock', deadlock: Deadlock }

/** What exploring a snippet has shown, or why it can't be explored. */
export type ExploredSnippet
  = | { report: ExplorationReport, isStopped: boolean }
    | { problems: readonly CompileProblem[] }
    | { failure: string }

declare global {
  interface Window {
    /** Runs a snippet and stops it after a number of seconds; called by the runner. Rejects when this page can't run any. */
    runSnippet: (name: string, source: string, options: RunOptions, timeout: number) => Promise<RunSummary>
    /** Resolves when the engine is ready: measurements after that are of the run alone. */
    snippetsReady: Promise<void>
    /** Explores the schedules of a snippet, for a number of seconds at most; or returns why that can't be done. */
    exploreSnippet: (name: string, source: string, options: ExplorationOptions, timeout: number) => Promise<ExploredSnippet>
    /** Runs a snippet and returns its transcript, with its trace, when it is over. */
    transcribeSnippet: (name: string, source: string, options: TranscriptOptions) => Promise<Transcript>
    /** Set by the runner. */
    emitSnippetEvents: (events: SnippetEvent[]) => Promise<void>
  }
}

const ready = registerServiceWorker('.').then(async () => {
  const support = engineSupport()
  if (!support.supported)
    throw new Error(support.reason)
  await warmEngine()
})

window.snippetsReady = ready

window.runSnippet = async (name, source, options, timeout) => {
  await ready
  const session = sessionOf(name)
  let delivered = Promise.resolve()
  const emit = (events: SnippetEvent[]): void => {
    delivered = delivered.then(() => window.emitSnippetEvents(events))
  }
  session.subscribe(listenFor({
    output: ({ lines }) => emit(lines.map(line => ({ type: 'output', line }))),
    problem: ({ problem }) => emit([{ type: 'problem', problem }]),
    deadlock: ({ deadlock }) => emit([{ type: 'deadlock', deadlock }]),
  }))
  const timer = setTimeout(() => session.stop(), timeout * 1000)
  const summary = await session.run(source, options)
  clearTimeout(timer)
  await delivered
  return summary
}

window.exploreSnippet = async (name, source, options, timeout) => {
  await ready
  const prepared = await controllable(name, source)
  if ('problems' in prepared)
    return prepared
  const { controlled } = useEngine()
  let found: ExplorationReport | undefined
  const signal = AbortSignal.timeout(timeout * 1000)
  try {
    found = await controlled.explore(prepared, options, { signal, progress: report => void (found = report) }) ?? found
  }
  catch (error) {
    // A run that heeds nothing ends with its interpreter; what was found before stands.
    if (!signal.aborted)
      return { failure: error instanceof Error ? error.message : String(error) }
  }
  return found ? { report: found, isStopped: signal.aborted } : { failure: `stopped after ${timeout} s, during its first run` }
}

window.transcribeSnippet = async (name, source, options) => {
  await ready
  return transcribe(name, source, options)
}
