import type { Lane, Span } from './lane'
import { RECORD_BYTES, RECORD_WORDS, State, TraceKind } from '../protocol/trace'
import { SpanWord } from './columns'
import { LaneRecord, OUTCOMES } from './lane'
import { orderLanes } from './order'

/**
 * A run's trace as facts: which lanes there are, and what each was doing when.
 *
 * It is fed while the run goes on. Records are in order within a ring, but a lane may be written about from
 * several rings and rings arrive one after the other; so a change is put at its place in time, and a lane may
 * be heard of before the record of its start.
 */
export class TraceModel {
  private readonly byId: (LaneRecord | undefined)[] = []
  private readonly all: LaneRecord[] = []
  private readonly subjects = new Map<number, string>()
  private readonly names = new Map<number, string>()
  private order: Lane[] | undefined
  private lastRecord = 0
  private first = Number.POSITIVE_INFINITY
  private clock = 0
  private over = false

  /** Grows whenever something changed that a drawing or a table shows. */
  version = 0
  /** How many records were read. */
  records = 0
  /** The states that occurred, a bit for each: `1 << state`. */
  seen = 0

  /** The lanes, in the order of their first records. */
  get lanes(): readonly Lane[] {
    return this.all
  }

  /** Whether the run is over and no record will come any more. */
  get finished(): boolean {
    return this.over
  }

  /**
   * When the program began, in milliseconds since the run's epoch: the start of its first thread. What people read
   * counts from here, since the engine takes some milliseconds from the epoch to the call of `main`.
   */
  get origin(): number {
    return this.first === Number.POSITIVE_INFINITY ? 0 : this.first
  }

  /** How far the trace reaches, in milliseconds since the run's epoch: spans that go on are drawn up to here. */
  get horizon(): number {
    return Math.max(this.lastRecord, this.clock)
  }

  /** The lane with this id, if the trace has spoken of it. */
  lane(id: number): Lane | undefined {
    return this.byId[id]
  }

  /**
   * Reads records.
   *
   * @param batch whole records, one after the other, from the sandbox
   * @param first the record to begin with, for callers that spread a long batch over several frames
   * @param count how many to read at most
   * @returns how many were read
   */
  feed(batch: ArrayBuffer, first = 0, count = Number.POSITIVE_INFINITY): number {
    // decodeRecords would make an object for each of up to a million records; this reads the same words in place.
    const total = Math.floor(batch.byteLength / RECORD_BYTES)
    const last = Math.min(total, first + count)
    const words = new Int32Array(batch)
    const times = new Float64Array(batch)
    for (let record = first; record < last; record++) {
      const at = record * RECORD_WORDS
      this.read(
        times[at / 2]!,
        words[at + 2]! & 0xFF,
        (words[at + 2]! >>> 8) & 0xFF,
        words[at + 3]!,
        words[at + 4]!,
        words[at + 5]!,
        words[at + 6]!,
        words[at + 7]!,
      )
    }
    const read = Math.max(0, last - first)
    if (read > 0) {
      this.records += read
      this.version++
    }
    return read
  }

  /** Names a thread or task. The name may come before the lane. */
  nameLane(id: number, name: string) {
    this.names.set(id, name)
    const lane = this.byId[id]
    if (lane)
      lane.name = name
    this.version++
  }

  /** All names received so far. */
  named(): { of: 'lane' | 'subject', id: number, name: string }[] {
    return [
      ...Array.from(this.names, ([id, name]) => ({ of: 'lane' as const, id, name })),
      ...Array.from(this.subjects, ([id, name]) => ({ of: 'subject' as const, id, name })),
    ]
  }

  /** Names an object that lanes wait for. */
  nameSubject(id: number, name: string) {
    this.subjects.set(id, name)
    this.version++
  }

  /** The name of the object that a lane waits for; `undefined` without one. */
  subjectName(id: number): string | undefined {
    return this.subjects.get(id)
  }

  /** The name of a lane, or a placeholder. */
  laneName(id: number): string {
    return this.names.get(id) ?? `lane ${id}`
  }

  /**
   * Says how late it is, so that spans that go on grow although no record comes: all threads may be waiting.
   *
   * @param time in milliseconds since the run's epoch; going back is ignored
   */
  advance(time: number) {
    if (!this.over && time > this.clock) {
      this.clock = time
      this.version++
    }
  }

  /**
   * The run is over. The clock's estimate is replaced by what the trace and the engine measured.
   *
   * @param time when it ended, if the engine said so
   */
  finish(time = 0) {
    this.over = true
    this.clock = time
    this.version++
  }

  /** Threads by their start, each followed by the tasks of its event loop. */
  ordered(): readonly Lane[] {
    this.order ??= orderLanes(this.all)
    return this.order
  }

  /** When a lane ends, or how far it has come. */
  endOf(lane: Lane): number {
    return lane.end ?? Math.max(this.horizon, lane.start)
  }

  /** One span of a lane. */
  span(lane: Lane, index: number): Span {
    const { spans } = lane
    const laneEnd = this.endOf(lane)
    const isLast = index === spans.length - 1
    return {
      lane: lane.id,
      index,
      state: spans.word(index, SpanWord.State),
      start: Math.min(spans.times[index]!, laneEnd),
      end: isLast ? laneEnd : Math.min(spans.times[index + 1]!, laneEnd),
      open: isLast && lane.end === undefined && !this.over,
      subject: spans.word(index, SpanWord.Subject),
      line: spans.word(index, SpanWord.Line),
      peer: spans.word(index, SpanWord.Peer),
    }
  }

  /**
   * Which spans of a lane touch a stretch of time.
   *
   * @returns the index of the first one, and the one after the last
   */
  range(lane: Lane, from: number, to: number): [first: number, end: number] {
    const { spans } = lane
    if (spans.length === 0 || to < spans.times[0]! || from > this.endOf(lane))
      return [0, 0]
    return [Math.max(0, spans.indexAfter(from) - 1), spans.indexAfter(to)]
  }

  /** What a lane is doing at a time; `undefined` before its start and after its end. */
  at(lane: Lane, time: number): Span | undefined {
    const index = lane.spans.indexAfter(time) - 1
    if (index < 0 || time > this.endOf(lane))
      return undefined
    return this.span(lane, index)
  }

  /** All spans of a lane in a stretch of time. For drawing, {@link range} and the columns are the fast way. */
  spansOf(lane: Lane, from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY): Span[] {
    const [first, end] = this.range(lane, from, to)
    return Array.from({ length: end - first }, (_, i) => this.span(lane, first + i))
  }

  private read(time: number, kind: number, state: number, id: number, subject: number, line: number, peer: number, extra: number) {
    const lane = this.byId[id] ?? this.discover(id)
    if (time > this.lastRecord)
      this.lastRecord = time
    if (kind === TraceKind.State) {
      lane.spans.insert(time, state, subject, line, peer)
      this.seen |= 1 << state
    }
    else if (kind === TraceKind.LaneStart) {
      this.begin(lane, time, state || State.Ready, line, peer, extra)
      this.seen |= 1 << (state || State.Ready)
    }
    else if (kind === TraceKind.LaneEnd) {
      this.end(lane, time, extra)
    }
    if (!lane.started && time < lane.start)
      this.place(lane, time)
  }

  private begin(lane: LaneRecord, time: number, state: number, line: number, peer: number, extra: number) {
    // The clocks of two threads differ by some microseconds: its own first record may seem older than its start.
    const start = lane.spans.length > 0 ? Math.min(time, lane.spans.times[0]!) : time
    lane.started = true
    lane.kind = extra & 0xFF
    lane.parent = peer
    lane.line = line
    lane.spans.insertAt(0, start, state, 0, line, peer)
    this.place(lane, start)
  }

  private end(lane: LaneRecord, time: number, extra: number) {
    lane.end = lane.spans.length > 0 ? Math.max(time, lane.spans.times[lane.spans.length - 1]!) : time
    lane.outcome = OUTCOMES[extra & 0xFF] ?? 'returned'
  }

  private place(lane: LaneRecord, start: number) {
    lane.start = start
    this.first = Math.min(this.first, start)
    this.order = undefined
  }

  private discover(id: number): LaneRecord {
    const lane = new LaneRecord(id)
    const name = this.names.get(id)
    if (name !== undefined)
      lane.name = name
    this.byId[id] = lane
    this.all.push(lane)
    this.order = undefined
    return lane
  }
}
