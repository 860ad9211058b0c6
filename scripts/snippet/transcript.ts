import type { PackOptions } from '../../engine/insight'
import type { Deadlock, OutputLine, Problem, RunOptions } from '../../engine/protocol/run'
import type { Transcript, TranscriptTotals } from '../../live/content/recording'
import { packTrace, summarize, TraceModel, unpackTrace } from '../../engine/insight'
import { listenFor } from '../../engine/protocol/run-event'
import { decodeRecords } from '../../engine/protocol/trace'
import { sessionOf } from './session'

/** How to run a program for its transcript. */
export interface TranscriptOptions extends RunOptions {
  /** Seconds after which it is stopped. */
  timeout: number
  /** How much of the trace to keep. */
  keep: PackOptions
}

/** How much later a program that hangs is stopped, in milliseconds: its timeline then shows the wait. */
const AFTER_DEADLOCK = 500

/**
 * Runs a program and collects its transcript.
 *
 * @param name the file's name, as stacks show it
 * @param source TypeScript with a `main`
 */
export async function transcribe(name: string, source: string, { timeout, keep, ...options }: TranscriptOptions): Promise<Transcript> {
  const session = sessionOf(name)
  const lines: OutputLine[] = []
  const problems: Problem[] = []
  const batches: ArrayBuffer[] = []
  const lanes: Record<string, string> = {}
  const subjects: Record<string, string> = {}
  let found: Deadlock | undefined
  session.subscribe(listenFor({
    output: event => void lines.push(...event.lines),
    problem: ({ problem }) => void problems.push(problem),
    trace: ({ batch }) => void batches.push(batch.slice(0)),
    name: ({ of, id, name }) => void ((of === 'lane' ? lanes : subjects)[id] = name),
    deadlock: ({ deadlock }) => {
      found ??= deadlock
      setTimeout(() => session.stop(), AFTER_DEADLOCK)
    },
  }))
  const timer = setTimeout(() => session.stop(), timeout * 1000)
  const summary = await session.run(source, options)
  clearTimeout(timer)
  const { text, ...leftOut } = packTrace(batches, keep)
  const kept = new Set([...decodeRecords(unpackTrace(text))].map(({ lane }) => String(lane)))
  const named = Object.fromEntries(Object.entries(lanes).filter(([id]) => kept.has(id)))
  return { summary, lines, problems, ...(found && { deadlock: found }), lanes: named, subjects, trace: text, ...leftOut, totals: totalsOf(batches, summary.wall) }
}

function totalsOf(batches: readonly ArrayBuffer[], wall: number): TranscriptTotals {
  const model = new TraceModel()
  batches.forEach(batch => model.feed(batch))
  model.finish(wall)
  const { busy, overlap, peakRunning, waitOverlap, peakWaiting, peakThreads, peakTasks } = summarize(model)
  return { busy, overlap, peakRunning, waitOverlap, peakWaiting, peakThreads, peakTasks }
}
