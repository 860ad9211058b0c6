/** Writes this thread's trace ring: see protocol/trace.ts. */
import type { LaneEnd, LaneKind, State } from '../protocol/trace'
import { RING_HEADER_BYTES, RingWord } from '../protocol/ring'
import { RECORD_BYTES, TraceKind } from '../protocol/trace'
import { now } from './clock'
import { current } from './current'

let header: Int32Array<ArrayBufferLike> = new Int32Array(RING_HEADER_BYTES / 4)
let ring: Int32Array<ArrayBufferLike> = new Int32Array(0)
let times: Float64Array<ArrayBufferLike> = new Float64Array(0)
let size = 0
let written = 0
/** Bytes that can be written before the reader's position must be read again. */
let room = 0
/** Whether this run is traced. */
let enabled = false

/** Attaches this thread to a ring. */
export function attachTrace(buffer: ArrayBufferLike): void {
  header = new Int32Array(buffer, 0, RING_HEADER_BYTES / 4)
  ring = new Int32Array(buffer, RING_HEADER_BYTES)
  times = new Float64Array(buffer, RING_HEADER_BYTES)
  size = buffer.byteLength - RING_HEADER_BYTES
  written = 0
  room = size
  enabled = true
}

/** Whether a record fits; counts records that don't. */
function makeRoom(): boolean {
  room = size - ((written - Atomics.load(header, RingWord.Read)) | 0)
  if (room >= RECORD_BYTES)
    return true
  header[RingWord.Dropped]! += 1
  return false
}

function write(kindAndState: number, lane: number, subject: number, line: number, peer: number, extra: number, time: number): void {
  if (!enabled || (room < RECORD_BYTES && !makeRoom()))
    return
  const at = (written >>> 2) & (size / 4 - 1)
  times[at >>> 1] = time
  ring[at + 2] = kindAndState
  ring[at + 3] = lane
  ring[at + 4] = subject
  ring[at + 5] = line
  ring[at + 6] = peer
  ring[at + 7] = extra
  written = (written + RECORD_BYTES) | 0
  room -= RECORD_BYTES
  Atomics.store(header, RingWord.Written, written)
}

/** A lane begins, in the state Ready. */
export function traceLaneStart(lane: number, kind: LaneKind, line: number): void {
  write(TraceKind.LaneStart, lane, 0, line, current.lane, kind, now())
}

/** A lane enters a state; a caller that has just read the clock passes the time. */
export function traceState(lane: number, state: State, subject = 0, peer = 0, line = current.line, time = now()): void {
  write(TraceKind.State | (state << 8), lane, subject === 0 ? 0 : subject + current.subjectBase, line, peer, 0, time)
}

/** A lane ends; a caller that has just read the clock passes the time. */
export function traceLaneEnd(lane: number, how: LaneEnd, time = now()): void {
  write(TraceKind.LaneEnd, lane, 0, current.line, 0, how, time)
}
