import type { TraceRecord } from '../../../engine/protocol/trace'
import { LaneKind, RECORD_BYTES, RECORD_WORDS, State, TraceKind } from '../../../engine/protocol/trace'

/** Encodes records as the kernel's trace writer does. */
export function encode(records: readonly TraceRecord[]): ArrayBuffer {
  const batch = new ArrayBuffer(records.length * RECORD_BYTES)
  const words = new Int32Array(batch)
  const times = new Float64Array(batch)
  records.forEach((record, i) => {
    const at = i * RECORD_WORDS
    times[at / 2] = record.time
    words[at + 2] = record.kind | record.state << 8
    words[at + 3] = record.lane
    words[at + 4] = record.subject
    words[at + 5] = record.line
    words[at + 6] = record.peer
    words[at + 7] = record.extra
  })
  return batch
}

const NOTHING = { state: 0, subject: 0, line: 0, peer: 0, extra: 0 } as const

/** A lane begins. */
export function start(time: number, lane: number, more: Partial<TraceRecord> & { task?: boolean } = {}): TraceRecord {
  const { task, ...fields } = more
  return { ...NOTHING, time, lane, kind: TraceKind.LaneStart, extra: task ? LaneKind.Task : LaneKind.Thread, ...fields }
}

/** A lane changes its state. */
export function state(time: number, lane: number, to: State, more: Partial<TraceRecord> = {}): TraceRecord {
  return { ...NOTHING, time, lane, kind: TraceKind.State, ...more, state: to }
}

/** A lane ends. */
export function end(time: number, lane: number, extra = 0): TraceRecord {
  return { ...NOTHING, time, lane, kind: TraceKind.LaneEnd, extra }
}

/** A lane that runs from `from` to `to`. */
export function runner(lane: number, from: number, to: number): TraceRecord[] {
  return [start(from, lane), state(from, lane, State.Running), end(to, lane)]
}

/** `count` changes of state, each a microsecond after the last, spread over lanes 1 … `lanes`; made without an object for each. */
export function manyStates(count: number, lanes: number, stateOf: (i: number) => State): ArrayBuffer {
  const batch = new ArrayBuffer(count * RECORD_BYTES)
  const words = new Int32Array(batch)
  const times = new Float64Array(batch)
  for (let i = 0; i < count; i++) {
    const at = i * RECORD_WORDS
    times[at / 2] = i / 1000
    words[at + 2] = TraceKind.State | stateOf(i) << 8
    words[at + 3] = 1 + i % lanes
  }
  return batch
}
