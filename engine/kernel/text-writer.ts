/** Writes this worker's text ring: see protocol/text.ts. */
import type { Deadlock } from '../protocol/run'
import type { ProblemReport } from '../protocol/text'
import { cut, MAX_LINE_LETTERS, shortenedName, shortenReport } from '../protocol/lengths'
import { RING_HEADER_BYTES, RingWord } from '../protocol/ring'
import { CUT_LINE, MAX_TEXT_BYTES, TEXT_HEADER_BYTES, TextKind, textRecordBytes } from '../protocol/text'
import { now } from './clock'
import { current } from './current'
import { ring as ringDoorbell } from './doorbell'

let header: Int32Array<ArrayBufferLike> = new Int32Array(RING_HEADER_BYTES / 4)
let ring: Uint8Array<ArrayBufferLike> = new Uint8Array(0)
let ringWords: Int32Array<ArrayBufferLike> = new Int32Array(0)
let ringTimes: Float64Array<ArrayBufferLike> = new Float64Array(0)
let size = 0
let written = 0
let reader: LocalReader | undefined
const encoder = new TextEncoder()
let scratch = new Uint8Array(4096)

/** What reads a ring in the worker that writes it. */
export interface LocalReader {
  /** Something was written. */
  notice: () => void
  /** The ring is full: reads all of it. */
  makeRoom: () => void
}

/**
 * Attaches this worker to a ring.
 *
 * @param buffer the ring
 * @param local its reader, if that is in this worker @default the frame, which shares the ring
 */
export function attachText(buffer: ArrayBufferLike, local?: LocalReader): void {
  reader = local
  header = new Int32Array(buffer, 0, RING_HEADER_BYTES / 4)
  ring = new Uint8Array(buffer, RING_HEADER_BYTES)
  ringWords = new Int32Array(buffer, RING_HEADER_BYTES)
  ringTimes = new Float64Array(buffer, RING_HEADER_BYTES)
  size = ring.length
  written = 0
}

/** Waits until the reader has made room, like a writer to a full pipe. */
function waitForRoom(needed: number): void {
  for (;;) {
    const read = Atomics.load(header, RingWord.Read)
    if (size - ((written - read) | 0) >= needed)
      return
    if (reader) {
      reader.makeRoom()
      continue
    }
    ringDoorbell()
    Atomics.wait(header, RingWord.Read, read, 50)
  }
}

function writeRecord(kind: TextKind, lane: number, line: number, time: number, text: Uint8Array, from: number, to: number): void {
  const length = to - from
  const total = textRecordBytes(length)
  waitForRoom(total)
  const mask = size - 1
  const at = written & mask
  // The header may wrap around the ring's end, between two of its words: sizes are multiples of eight.
  const word = (offset: number): number => ((at + offset) & mask) >>> 2
  ringWords[word(0)] = length
  ringWords[word(4)] = kind
  ringWords[word(8)] = lane
  ringWords[word(12)] = line
  ringTimes[((at + 16) & mask) >>> 3] = time
  const start = (at + TEXT_HEADER_BYTES) & mask
  const first = Math.min(length, size - start)
  ring.set(text.subarray(from, from + first), start)
  if (first < length)
    ring.set(text.subarray(from + first, to), 0)
  written = (written + total) | 0
  Atomics.store(header, RingWord.Written, written)
}

function write(kind: TextKind, lane: number, line: number, text: string): void {
  const time = now()
  if (scratch.length < text.length * 3)
    scratch = new Uint8Array(text.length * 3)
  const length = encoder.encodeInto(text, scratch).written
  let from = 0
  while (length - from > MAX_TEXT_BYTES) {
    writeRecord(TextKind.More, lane, line, time, scratch, from, from + MAX_TEXT_BYTES)
    from += MAX_TEXT_BYTES
  }
  writeRecord(kind, lane, line, time, scratch, from, length)
  if (reader)
    reader.notice()
  else
    ringDoorbell()
}

/**
 * Writes a line of output on behalf of the running task or thread. A line longer than `MAX_LINE_LETTERS` is cut, and the
 * number of missing letters is written.
 */
export function writeLine(stream: 'stdout' | 'stderr', text: string): void {
  writeOutput(stream === 'stdout' ? TextKind.Stdout : TextKind.Stderr, text)
}

/** Writes an unfinished line. */
export function writePiece(stream: 'stdout' | 'stderr', text: string): void {
  writeOutput(stream === 'stdout' ? TextKind.StdoutPiece : TextKind.StderrPiece, text)
}

function writeOutput(kind: TextKind, text: string): void {
  const kept = cut(text, MAX_LINE_LETTERS)
  if (kept.length < text.length)
    write(kind | CUT_LINE, current.lane, current.line, `${text.length - kept.length}\n${kept}`)
  else
    write(kind, current.lane, current.line, text)
}

/** Sends the name of a lane; for a task followed by its thread's name after a line break. */
export function nameLane(lane: number, name: string, thread?: string): void {
  write(TextKind.LaneName, lane, 0, [name, ...thread === undefined ? [] : [thread]].map(oneLine).join('\n'))
}

/** Sends the name of an object that lanes may wait for. */
export function nameSubject(address: number, name: string): void {
  write(TextKind.SubjectName, address + current.subjectBase, 0, oneLine(name))
}

/** Names may contain anything, as in Python; a lane has room for one line. */
function oneLine(name: string): string {
  return shortenedName(name).replaceAll('\n', ' ')
}

/** Reports lanes that wait forever. */
export function reportDeadlock(deadlock: Omit<Deadlock, 'time'>): void {
  write(TextKind.Deadlock, current.lane, 0, JSON.stringify(deadlock, shortenReport))
}

/** Reports an exception or a warning, on behalf of a lane. */
export function report(problem: ProblemReport, lane = current.lane): void {
  write(TextKind.Problem, lane, problem.line ?? 0, JSON.stringify(problem, shortenReport))
}
