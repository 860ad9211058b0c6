import type { Lane } from '../lane'
import type { TraceModel } from '../trace-model'
import { LaneKind, STATE_NAMES } from '../../protocol/trace'
import { threadOf } from '../order'

/** What a trace viewer shows beside the lanes. */
export interface TraceLabels {
  /** The program's name, as `lost-update/threads.ts`. */
  program: string
  /** Whatever else is worth to know of the run, as its mode and its date. */
  metadata?: Readonly<Record<string, string | number>>
}

const PROCESS = 1
/** Bytes of text that are put together before they are handed out. */
const PIECE = 1 << 16

/**
 * Writes a run as Chrome trace JSON, which opens in Perfetto and in Chrome's own tools: a track for each thread
 * and task, a slice for each span, with its source line, what it waits for and who holds it.
 *
 * @returns pieces of the text, in order: a long run is too long for one string
 * @see https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU
 */
export function* chromeTrace(model: TraceModel, labels: TraceLabels): Generator<string> {
  let piece = '{"displayTimeUnit":"ms","traceEvents":['
  let first = true
  for (const event of events(model, labels)) {
    piece += (first ? '\n' : ',\n') + JSON.stringify(event)
    first = false
    if (piece.length > PIECE) {
      yield piece
      piece = ''
    }
  }
  yield `${piece}\n],"metadata":${JSON.stringify({ program: labels.program, ...labels.metadata })}}\n`
}

function* events(model: TraceModel, labels: TraceLabels): Generator<object> {
  const ordered = model.ordered()
  const byId = new Map(ordered.map(lane => [lane.id, lane]))
  yield { ph: 'M', name: 'process_name', pid: PROCESS, args: { name: labels.program } }
  for (const [index, lane] of ordered.entries()) {
    const thread = lane.kind === LaneKind.Task ? threadOf(lane, byId) : undefined
    yield { ph: 'M', name: 'thread_name', pid: PROCESS, tid: lane.id, args: { name: thread ? `${lane.name} (task of ${thread.name})` : lane.name } }
    yield { ph: 'M', name: 'thread_sort_index', pid: PROCESS, tid: lane.id, args: { sort_index: index } }
    yield* slices(model, lane)
  }
}

function* slices(model: TraceModel, lane: Lane): Generator<object> {
  for (let index = 0; index < lane.spans.length; index++) {
    const { state, start, end, subject, line, peer } = model.span(lane, index)
    const at = micro(start - model.origin)
    const waited = model.subjectName(subject)
    const other = peer > 0 ? model.laneName(peer) : undefined
    yield {
      ph: 'X',
      cat: lane.kind === LaneKind.Task ? 'task' : 'thread',
      name: STATE_NAMES[state] ?? `state ${state}`,
      pid: PROCESS,
      tid: lane.id,
      ts: at,
      dur: Math.max(0, micro(end - model.origin) - at),
      args: { ...line > 0 && { line }, ...waited !== undefined && { for: waited }, ...other !== undefined && { other } },
    }
  }
}

/** Trace viewers count in microseconds. */
function micro(ms: number): number {
  return Math.round(ms * 1e6) / 1e3
}
