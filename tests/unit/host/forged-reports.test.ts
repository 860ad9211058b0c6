import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { TextKind, textRecordBytes } from '../../../engine/protocol/text'
import { scriptedEngine } from './scripted-engine'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const COUNTERS = { wall: 5, peakThreads: 1, gilSwitches: 0, gilRequests: 0, droppedRecords: 0 }
const TYPES = ['pong', 'broken', 'fault', 'warm', 'text', 'trace', 'ended', 'io-open', 'io-pull', 'io-cancel', 'python-ready', 'python-snapshot', 'python-broken', 'hello']

interface Header { length?: number, kind?: number, time?: number }

/** A text record as its ring holds it. */
function textRecord(text: string, { length, kind = TextKind.Stdout, time = 1 }: Header = {}): ArrayBuffer {
  const bytes = new TextEncoder().encode(text)
  const record = new ArrayBuffer(textRecordBytes(bytes.length))
  const view = new DataView(record)
  view.setInt32(0, length ?? bytes.length, true)
  view.setInt32(4, kind, true)
  view.setFloat64(16, time, true)
  new Uint8Array(record, 24).set(bytes)
  return record
}

/** What a component does with a run's end and with its problems: it would throw on another shape. */
function expectShapes({ ends, problems, deadlocks, lines }: ReturnType<typeof scriptedEngine>['heard']): void {
  for (const { outcome, wall, peakThreads } of ends) {
    expect(['finished', 'failed', 'stopped', 'crashed', 'superseded']).toContain(outcome)
    expect(wall).toBeGreaterThanOrEqual(0)
    expect(Number.isFinite(wall) && Number.isFinite(peakThreads)).toBe(true)
  }
  for (const problem of problems)
    expect(`${problem.type}: ${problem.message}`.length + (problem.traceback ?? []).map(frame => frame.function.length + frame.line).length).toBeGreaterThan(0)
  for (const { members } of deadlocks)
    expect(members.map(({ lane, line }) => lane + line).every(Number.isInteger)).toBe(true)
  for (const { text, time } of lines)
    expect(typeof text === 'string' && Number.isFinite(time)).toBe(true)
}

describe('a forged end', () => {
  it.each([
    ['an unknown outcome', { outcome: 'sausage', counters: COUNTERS }],
    ['an outcome of the page', { outcome: 'crashed', counters: COUNTERS }],
    ['no outcome', { counters: COUNTERS }],
    ['no counters', { outcome: 'finished' }],
    ['a wall time of text', { outcome: 'finished', counters: { ...COUNTERS, wall: '5' } }],
    ['an endless wall time', { outcome: 'finished', counters: { ...COUNTERS, wall: Number.POSITIVE_INFINITY } }],
    ['fewer than no threads', { outcome: 'finished', counters: { ...COUNTERS, peakThreads: -1 } }],
    ['an outcome that is no text', { outcome: { toString: null }, counters: COUNTERS }],
  ])('with %s ends the run as failed, with a warning', async (_, forged) => {
    const { frame, heard, run } = scriptedEngine()
    frame.emit({ type: 'ended', run: await run(), ...forged })
    expect(heard.ends).toMatchObject([{ outcome: 'failed' }])
    expect(heard.problems).toMatchObject([{ severity: 'warning', message: expect.stringContaining('one report of the sandbox had a shape') }])
  })

  it('of a run that is over is not held against the one that goes on', async () => {
    const { frame, heard, run } = scriptedEngine()
    const before = await run()
    const id = await run()
    frame.emit({ type: 'ended', run: before, outcome: 'superseded', counters: { ...COUNTERS, wall: -1 } })
    frame.emit({ type: 'ended', run: id, outcome: 'finished', counters: COUNTERS })
    expect(heard.ends).toMatchObject([{ outcome: 'superseded' }, { outcome: 'finished' }])
    expect(heard.problems).toEqual([])
  })

  it('of another run changes nothing', async () => {
    const { frame, heard, run } = scriptedEngine()
    const id = await run()
    frame.emit({ type: 'ended', run: id + 1, outcome: 'finished', counters: COUNTERS })
    expect(heard.ends).toEqual([])
  })
})

describe('forged text', () => {
  it.each([
    ['a length below zero', textRecord('text', { length: -24 })],
    ['a length beyond the batch', textRecord('text', { length: 1000 })],
    ['an unknown kind', textRecord('text', { kind: 99 })],
    ['a time that is no number', textRecord('text', { time: Number.NaN })],
    ['a problem that is not JSON', textRecord('{', { kind: TextKind.Problem })],
    ['a problem without a message', textRecord('{"severity":"error","origin":"main","type":"X","where":"","stack":""}', { kind: TextKind.Problem })],
    ['a problem of null', textRecord('null', { kind: TextKind.Problem })],
    ['a deadlock without members', textRecord('{"kind":"threads"}', { kind: TextKind.Deadlock })],
    ['a deadlock without members', textRecord('{"kind":"threads","members":[]}', { kind: TextKind.Deadlock })],
    ['exceptions in each other without an end', textRecord(`${'{"type":"X","message":"","exceptions":['.repeat(5000)}${']}'.repeat(5000)}`, { kind: TextKind.Problem })],
    ['half a header', new ArrayBuffer(8)],
  ])('of %s is left out, and what follows is shown', async (_, batch) => {
    const { frame, heard, run } = scriptedEngine()
    const id = await run()
    frame.emit({ type: 'text', run: id, batch: [batch, textRecord('after')] })
    frame.emit({ type: 'ended', run: id, outcome: 'finished', counters: COUNTERS })
    await vi.advanceTimersByTimeAsync(1000)
    expect(heard.lines.map(({ text }) => text)).toEqual(['after'])
    expect(heard.ends).toMatchObject([{ outcome: 'finished' }])
    expect(heard.problems).toMatchObject([{ message: expect.stringContaining('one report') }])
    expect(heard.deadlocks).toEqual([])
  })
})

it('whatever the sandbox sends, the page gets the shapes that it knows, and the next run works', async () => {
  const value = fc.oneof(fc.anything(), fc.constantFrom('finished', 'failed', -1, Number.NaN, null), fc.uint8Array().map(bytes => bytes.slice().buffer))
  const message = fc.oneof(
    fc.anything(),
    fc.record({ type: fc.constantFrom(...TYPES), run: fc.constantFrom<unknown>('now', 0, 'x'), outcome: value, counters: fc.oneof(value, fc.record({ ...Object.fromEntries(Object.keys(COUNTERS).map(key => [key, fc.oneof(fc.constant(1), value)])) })), batch: fc.oneof(value, fc.array(value)), message: value, reason: value, workers: value }, { requiredKeys: ['type'] }),
  )
  const text = fc.record({ kind: fc.integer({ min: 0, max: 9 }), time: fc.double(), text: fc.oneof(fc.string(), fc.json(), fc.object().map(object => JSON.stringify({ severity: 'error', origin: 'main', type: 'X', message: 'm', where: '', stack: '', ...object }))) })
  await fc.assert(fc.asyncProperty(fc.array(message, { maxLength: 20 }), fc.array(text, { maxLength: 10 }), fc.uint8Array({ maxLength: 200 }), async (messages, texts, noise) => {
    const { frame, heard, run } = scriptedEngine()
    const id = await run()
    for (const forged of messages)
      frame.emit(typeof forged === 'object' && forged !== null && 'run' in forged && forged.run === 'now' ? { ...forged, run: id } : forged)
    frame.emit({ type: 'text', run: id, batch: [...texts.map(({ text, ...header }) => textRecord(text, header)), noise.slice().buffer] })
    await vi.advanceTimersByTimeAsync(200)
    expectShapes(heard)

    const before = heard.ends.length
    const next = await run()
    frame.emit({ type: 'ended', run: next, outcome: 'finished', counters: COUNTERS })
    await vi.advanceTimersByTimeAsync(200)
    expect(heard.ends.slice(before).at(-1)).toMatchObject({ outcome: 'finished', wall: 5 })
    expectShapes(heard)
  }), { numRuns: 300 })
})
