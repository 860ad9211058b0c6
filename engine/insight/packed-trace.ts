import { RECORD_BYTES, RECORD_WORDS, TraceKind } from '../protocol/trace'
import { sortedRecords, thinRecords } from './thin-trace'

/** The trace's clock ticks in five microseconds: nothing finer is lost. */
const TICKS_PER_MS = 200

/** A trace as text, small enough to be kept in a repository. */
export interface PackedTrace {
  /** The records in the order of their times, each as eight variable-length numbers, in base64. */
  text: string
  /** Lanes whose records were left out: the last to start. */
  lanesLeftOut: number
  /** Records of the other lanes that were left out, see {@link thinRecords}. */
  recordsLeftOut: number
}

/** How much of a trace is kept. */
export interface PackOptions {
  /** Lanes that are kept at most, the first ones. @default all */
  lanes?: number
  /** Into how many stretches of time the run is cut, in each of which a lane keeps two changes. @default all are kept */
  stretches?: number
}

/**
 * Packs records into a third of their size.
 *
 * @param batches whole records, as they came from the sandbox
 * @param options what to keep
 */
export function packTrace(batches: readonly ArrayBuffer[], options: PackOptions = {}): PackedTrace {
  const records = sortedRecords(batches)
  const started = new Set<number>()
  for (const { words, at } of records) {
    if ((words[at + 2]! & 0xFF) === TraceKind.LaneStart)
      started.add(words[at + 3]!)
  }
  const leftOut = new Set(options.lanes === undefined ? [] : [...started].slice(options.lanes))
  const wanted = leftOut.size > 0 ? records.filter(({ words, at }) => !leftOut.has(words[at + 3]!)) : records
  const kept = options.stretches === undefined ? wanted : thinRecords(wanted, options.stretches)

  const bytes: number[] = []
  let last = 0
  for (const { time, words, at } of kept) {
    const tick = Math.round(time * TICKS_PER_MS)
    writeNumber(bytes, tick - last)
    last = tick
    for (let word = 2; word < RECORD_WORDS; word++)
      writeNumber(bytes, words[at + word]! >>> 0)
  }
  return { text: toBase64(bytes), lanesLeftOut: leftOut.size, recordsLeftOut: wanted.length - kept.length }
}

/**
 * Unpacks what {@link packTrace} has packed.
 *
 * @returns whole records, sorted by time
 * @throws RangeError when the text was cut off
 */
export function unpackTrace(text: string): ArrayBuffer {
  const bytes = Uint8Array.from(atob(text), char => char.charCodeAt(0))
  const reader = { bytes, at: 0 }
  const fields: number[] = []
  while (reader.at < bytes.length)
    fields.push(readNumber(reader))
  if (fields.length % (RECORD_WORDS - 1) !== 0)
    throw new RangeError('the packed trace ends within a record')
  const count = fields.length / (RECORD_WORDS - 1)
  const batch = new ArrayBuffer(count * RECORD_BYTES)
  const words = new Int32Array(batch)
  const times = new Float64Array(batch)
  let tick = 0
  for (let record = 0; record < count; record++) {
    const field = record * (RECORD_WORDS - 1)
    tick += fields[field]!
    times[record * RECORD_BYTES / 8] = tick / TICKS_PER_MS
    for (let word = 2; word < RECORD_WORDS; word++)
      words[record * RECORD_WORDS + word] = fields[field + word - 1]!
  }
  return batch
}

/** Seven bits in each byte, the low ones first; the highest bit says that more follow. */
function writeNumber(bytes: number[], value: number) {
  let rest = value
  while (rest > 0x7F) {
    bytes.push(rest & 0x7F | 0x80)
    rest = Math.floor(rest / 0x80)
  }
  bytes.push(rest)
}

function readNumber(reader: { bytes: Uint8Array, at: number }): number {
  let value = 0
  for (let factor = 1; ; factor *= 0x80) {
    const byte = reader.bytes[reader.at++]
    if (byte === undefined)
      throw new RangeError('the packed trace ends within a number')
    value += (byte & 0x7F) * factor
    if (byte < 0x80)
      return value
  }
}

function toBase64(bytes: readonly number[]): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 4096)
    text += String.fromCharCode(...bytes.slice(at, at + 4096))
  return btoa(text)
}
