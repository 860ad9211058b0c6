/** Which of the windows' messages go to the room: all short ones, and the end of a flood. */
import type { RunEvent } from '../../../engine/protocol/run-event'
import type { RoomNews } from '../../../live/room/messages'
import type { StageMessage } from '../../../live/runs/messages'
import type { RunSnapshot } from '../../../live/runs/run-events'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RECORD_BYTES } from '../../../engine/protocol/trace'
import { NewsFilter } from '../../../live/room/news'
import { writeText } from '../../../live/runs/server-protocol'

const FILE = 'demo/threads.ts'
const RUN = 'run-1'
const STAMP = [1, 'window'] as const
/** Letters that guests get of a run as it goes on, and bytes of its records. */
const MOST_LETTERS = 100_000
const MOST_TRACE = 1_000_000
const SUMMARY = { outcome: 'finished', mode: 'gil', wall: 1, peakThreads: 1, gilSwitches: 0, gilRequests: 0, droppedRecords: 0, cores: 2 } as const
const END: RunEvent = { type: 'end', summary: SUMMARY }

function snapshotOf(id: string): RunSnapshot {
  return { info: { id, stamp: STAMP, file: FILE, source: '', options: {} }, next: 7, status: { kind: 'ended', summary: SUMMARY }, lines: [], droppedLines: 0, problems: [], names: [], trace: [], horizon: 0 }
}

function printing(letters: number, lines = 1): RunEvent {
  return { type: 'output', lines: Array.from({ length: lines }, () => ({ stream: 'stdout' as const, text: 'a'.repeat(letters), thread: 'MainThread', lane: 0, time: 0 })) }
}

/** Sends a run's events one after the other, as a window does; returns what the room gets of each. */
class Windows {
  private n = 0
  constructor(private readonly filter: NewsFilter, private readonly run = RUN) {}

  say(event: RunEvent): RoomNews | undefined {
    return this.filter.newsOf({ type: 'event', file: FILE, run: this.run, n: this.n++, event })
  }
}

const filterOf = (last = RUN) => new NewsFilter(() => snapshotOf(last))

it.each<StageMessage>([
  { type: 'hello', peer: { id: 'a', presenter: true, runs: true, controls: true } },
  { type: 'here', peer: { id: 'a', presenter: true, runs: true, controls: true }, state: { entries: [], runs: [] } },
  { type: 'bye' },
  { type: 'want', file: FILE, run: RUN },
  { type: 'stop', file: FILE, run: RUN },
  { type: 'input', file: FILE, run: RUN, request: 1, line: 'a secret' },
  { type: 'ask', file: FILE, source: '', options: {} },
  { type: 'snapshot', snapshot: snapshotOf(RUN) },
])('what windows tell each other doesn’t go to the room: %o', (message) => {
  expect(filterOf().newsOf(message)).toBeUndefined()
})

it.each<StageMessage>([
  { type: 'set', entries: [{ key: 'blank', value: true, stamp: STAMP }] },
  { type: 'clear', epoch: STAMP },
  { type: 'run', info: snapshotOf(RUN).info },
])('what changes the stage goes to the room as it is: %o', (message) => {
  expect(filterOf().newsOf(message)).toBe(message)
})

describe('a run', () => {
  it('that prints little goes to the room event by event', () => {
    const windows = new Windows(filterOf())
    const events = [{ type: 'state', state: 'running' }, printing(80, 3), { type: 'trace', batch: new ArrayBuffer(RECORD_BYTES) }, END] satisfies RunEvent[]
    expect(events.map(event => windows.say(event))).toEqual(events.map((event, n) => ({ type: 'event', file: FILE, run: RUN, n, event })))
  })

  it('that prints too much is silent from there on, and ends with a snapshot', () => {
    const windows = new Windows(filterOf())
    for (let sent = 0; sent + 1100 <= MOST_LETTERS; sent += 1100)
      expect(windows.say(printing(1000))).toBeDefined()
    expect(windows.say(printing(1000))).toBeUndefined()
    // A gap in the numbers would make each guest ask for what it missed.
    expect(windows.say(printing(1))).toBeUndefined()
    expect(windows.say({ type: 'state', state: 'stopping' })).toBeUndefined()
    expect(windows.say(END)).toEqual({ type: 'snapshot', snapshot: snapshotOf(RUN) })
  })

  it.each([
    ['it deadlocks', { type: 'deadlock', deadlock: { kind: 'threads', members: [], time: 1 } }],
    ['it waits for input', { type: 'input', wanted: { request: 1, prompt: '', hidden: false } }],
  ] as [string, RunEvent][])('that printed too much is shown when %s, since it may never end', (_, event) => {
    const windows = new Windows(filterOf())
    windows.say(printing(150_000))
    expect(windows.say(event)).toEqual({ type: 'snapshot', snapshot: snapshotOf(RUN) })
  })

  it.each([
    ['a long line', printing(150_000)],
    ['empty lines by the thousand', printing(0, 1500)],
    ['a large batch of records', { type: 'trace', batch: new ArrayBuffer(10_000 * RECORD_BYTES) }],
  ] as [string, RunEvent][])('is cut off at %s', (_, event) => {
    const windows = new Windows(filterOf())
    expect(windows.say(event)).toBeUndefined()
    expect(windows.say({ type: 'gone', as: 'lost' })).toEqual({ type: 'snapshot', snapshot: snapshotOf(RUN) })
  })

  it('that was replaced by another one of its file doesn’t send that one’s snapshot', () => {
    const windows = new Windows(filterOf('run-2'))
    windows.say(printing(150_000))
    expect(windows.say(END)).toBeUndefined()
  })

  it('doesn’t use up another run’s limit', () => {
    const filter = filterOf()
    new Windows(filter).say(printing(150_000))
    expect(new Windows(filter, 'run-2').say(printing(80))).toBeDefined()
  })

  it('with a long timeline keeps all its events, and says how many records are missing', () => {
    const windows = new Windows(filterOf())
    const batch = new ArrayBuffer(1000 * RECORD_BYTES)
    let bytes = 0
    for (let i = 0; i < 2 * MOST_TRACE / batch.byteLength; i++) {
      const news = windows.say({ type: 'trace', batch }) as { event: { batch: ArrayBuffer } }
      bytes += news.event.batch.byteLength
    }
    expect(bytes).toBeLessThanOrEqual(MOST_TRACE + batch.byteLength)
    const end = windows.say(END) as { event: { summary: { droppedRecords: number } } }
    expect(end.event.summary.droppedRecords).toBeGreaterThan(900_000 / RECORD_BYTES)
  })

  it('of any events stays within the limits, and always ends with its end or a snapshot', () => {
    const output = fc.record({ letters: fc.integer({ min: 0, max: 30_000 }), lines: fc.integer({ min: 0, max: 50 }) }).map(({ letters, lines }) => printing(letters, lines))
    const trace = fc.integer({ min: 0, max: 10_000 }).map((records): RunEvent => ({ type: 'trace', batch: new ArrayBuffer(records * RECORD_BYTES) }))
    fc.assert(fc.property(fc.array(fc.oneof(output, trace), { maxLength: 40 }), (events) => {
      const windows = new Windows(filterOf())
      const sent = events.flatMap(event => windows.say(event) ?? [])
      const size = sent.reduce((sum, news) => sum + writeText(news).length, 0)
      // Each line and each event has some letters of its own; records become a third longer as text.
      expect(size).toBeLessThan(2 * MOST_LETTERS + 1.5 * (MOST_TRACE + 200_000) + 300 * events.length)
      expect(sent.every(({ type }) => type === 'event')).toBe(true)
      const numbers = sent.map(news => (news as { n: number }).n)
      expect(numbers).toEqual(numbers.map((_, i) => i))
      expect(windows.say(END)).toMatchObject({ type: numbers.length === events.length ? 'event' : 'snapshot' })
    }), { numRuns: 60 })
  })
})
