/** The page of the snippet runner: the engine without the deck. */
import { registerServiceWorker } from '../../engine/io/register'
import { engineSupport, Session, warmEngine } from '../../engine/host'
import type { Problem, OutputLine, RunOptions, RunSummary } from '../../engine/protocol/run'

/** What the page tells the runner while a snippet runs, in the order in which it happened. */
export type SnippetEvent
  = | { type: 'output', line: OutputLine }
    | { type: 'problem', problem: Problem }

declare global {
  interface Window {
    /** Runs a snippet; the runner calls it. Rejects when this page can't run any. */
    runSnippet: (name: string, source: string, options: RunOptions) => Promise<RunSummary>
    stopSnippet: () => void
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

let session: Session | undefined

window.runSnippet = async (name, source, options) => {
  await ready
  session = new Session(name)
  let delivered = Promise.resolve()
  const emit = (events: SnippetEvent[]): void => {
    delivered = delivered.then(() => window.emitSnippetEvents(events))
  }
  session.subscribe({
    output: lines => emit(lines.map(line => ({ type: 'output', line }))),
    problem: problem => emit([{ type: 'problem', problem }]),
  })
  const summary = await session.run(source, options)
  await delivered
  return summary
}

window.stopSnippet = () => session?.stop()
