import type { TraceModel } from '../trace-model'
import { RECORD_BYTES, RECORD_WORDS, TraceKind } from '../../protocol/trace'
import { SpanWord } from '../columns'
import { OUTCOMES } from '../lane'

/**
 * Writes what a model has read as records again: a model that reads them has the same lanes and spans.
 *
 * @param model of a run that may go on
 * @returns whole records, lane by lane
 */
export function recordsOf(model: TraceModel): ArrayBuffer {
  const count = model.lanes.reduce((sum, lane) => sum + lane.spans.length + Number(lane.end !== undefined), 0)
  const batch = new ArrayBuffer(count * RECORD_BYTES)
  const words = new Int32Array(batch)
  const times = new Float64Array(batch)
  let at = 0

  function write(time: number, kind: TraceKind, lane: number, state: number, subject: number, line: number, peer: number, extra: number) {
    times[at / 2] = time
    words.set([kind | state << 8, lane, subject, line, peer, extra], at + 2)
    at += RECORD_WORDS
  }

  for (const lane of model.lanes) {
    const { spans } = lane
    for (let i = 0; i < spans.length; i++) {
      const isStart = i === 0 && lane.started
      write(
        spans.times[i]!,
        isStart ? TraceKind.LaneStart : TraceKind.State,
        lane.id,
        spans.word(i, SpanWord.State),
        spans.word(i, SpanWord.Subject),
        isStart ? lane.line : spans.word(i, SpanWord.Line),
        isStart ? lane.parent : spans.word(i, SpanWord.Peer),
        isStart ? lane.kind : 0,
      )
    }
    if (lane.end !== undefined)
      write(lane.end, TraceKind.LaneEnd, lane.id, 0, 0, 0, 0, Math.max(0, OUTCOMES.indexOf(lane.outcome ?? 'returned')))
  }
  return batch
}
