import { RECORD_BYTES, RECORD_WORDS, TraceKind } from '../protocol/trace'

/** One record where it lies in its batch. */
export interface RecordAt {
  time: number
  words: Int32Array
  /** Index of its first word. */
  at: number
}

/** The records of all batches, sorted by time. */
export function sortedRecords(batches: readonly ArrayBuffer[]): RecordAt[] {
  return batches.flatMap((batch) => {
    const words = new Int32Array(batch)
    const times = new Float64Array(batch)
    return Array.from({ length: batch.byteLength / RECORD_BYTES }, (_, i): RecordAt => ({ time: times[i * RECORD_BYTES / 8]!, words, at: i * RECORD_WORDS }))
  }).sort((a, b) => a.time - b.time)
}

/**
 * Leaves out changes that no drawing shows: of each lane's changes within one of so many equal stretches of the run,
 * the one that held longest stays, and the last, which holds on into what follows. Starts and ends of lanes stay.
 *
 * @param records sorted by time
 * @param stretches into how many the run is cut
 * @returns the records that stay, in their order
 */
export function thinRecords(records: readonly RecordAt[], stretches: number): RecordAt[] {
  const [first, last] = [records[0]?.time ?? 0, records.at(-1)?.time ?? 0]
  const length = (last - first) / stretches
  const lanes = new Map<number, { stretch: number, kept: Stretch }>()
  const stay = new Set<RecordAt>()
  for (const record of records) {
    const { words, at, time } = record
    if ((words[at + 2]! & 0xFF) !== TraceKind.State) {
      stay.add(record)
      continue
    }
    const lane = words[at + 3]!
    const stretch = length > 0 ? Math.floor((time - first) / length) : 0
    const open = lanes.get(lane)
    if (open?.stretch === stretch) {
      open.kept.add(record)
    }
    else {
      open?.kept.settle(first + (open.stretch + 1) * length, stay)
      lanes.set(lane, { stretch, kept: new Stretch(record) })
    }
  }
  for (const { stretch, kept } of lanes.values())
    kept.settle(first + (stretch + 1) * length, stay)
  return records.filter(record => stay.has(record))
}

/** The changes of one lane within one stretch of time. */
class Stretch {
  private longest: RecordAt | undefined
  private most = -1

  constructor(private last: RecordAt) {}

  add(record: RecordAt) {
    this.measure(record.time)
    this.last = record
  }

  settle(end: number, stay: Set<RecordAt>) {
    this.measure(end)
    stay.add(this.longest!).add(this.last)
  }

  private measure(end: number) {
    const held = end - this.last.time
    if (held > this.most) {
      this.most = held
      this.longest = this.last
    }
  }
}
