import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { packTrace, TraceModel, unpackTrace } from '../../../engine/insight'
import { decodeRecords, State } from '../../../engine/protocol/trace'
import { encode, end, runner, start, state } from './records'

const word = fc.oneof(fc.constant(0), fc.nat(40), fc.integer({ min: 0, max: 0x7FFFFFFF }))
const record = fc.record({ time: fc.nat(2_000_000).map(ticks => ticks / 200), kind: fc.constant(2), state: fc.integer({ min: 1, max: 7 }), lane: word, subject: word, line: word, peer: word, extra: word })

describe('a packed trace', () => {
  it('gives every record back, in the order of their times', () => {
    fc.assert(fc.property(fc.array(record, { maxLength: 200 }), (records) => {
      const back = [...decodeRecords(unpackTrace(packTrace([encode(records)]).text))]
      expect(back).toEqual([...records].sort((a, b) => a.time - b.time))
    }))
  })

  it('takes records of several batches together, and keeps the order of those with the same time', () => {
    const first = [start(1, 1), state(1, 1, State.Running), state(3, 1, State.Sleeping)]
    const second = [start(2, 2), state(2, 2, State.GilWait), end(4, 2)]
    const back = [...decodeRecords(unpackTrace(packTrace([encode(first), encode(second)]).text))]
    expect(back.map(({ time, lane, state }) => [time, lane, state])).toEqual([[1, 1, 0], [1, 1, 1], [2, 2, 0], [2, 2, State.GilWait], [3, 1, State.Sleeping], [4, 2, 0]])
  })

  it('leaves out the lanes that began last, and says how many', () => {
    const { text, lanesLeftOut } = packTrace([encode([...runner(1, 0, 9), ...runner(2, 1, 8), ...runner(3, 2, 7), ...runner(4, 3, 6)])], { lanes: 2 })
    const model = new TraceModel()
    model.feed(unpackTrace(text))
    expect(model.ordered().map(lane => lane.id)).toEqual([1, 2])
    expect(lanesLeftOut).toBe(2)
  })

  it('is less than half as long as the records', () => {
    const records = Array.from({ length: 1000 }, (_, i) => state(i / 3, 1 + i % 4, State.Running, { line: 12 }))
    expect(packTrace([encode(records)]).text.length).toBeLessThan(1000 * 32 / 2)
  })

  it('leaves out changes that share a stretch of time, but for the longest and the last', () => {
    const busy = [State.Running, State.LockWait, State.Running, State.LockWait]
    const records = [start(0, 1), ...Array.from({ length: 400 }, (_, i) => state(i % 4 === 2 ? i / 4 - 0.2 : i / 4, 1, busy[i % 4]!)), end(100, 1)]
    const { text, recordsLeftOut } = packTrace([encode(records)], { stretches: 10 })
    const back = [...decodeRecords(unpackTrace(text))]
    expect(back.length).toBeLessThanOrEqual(2 * 10 + 3)
    expect(recordsLeftOut).toBe(records.length - back.length)
    expect(back.at(-2)).toEqual(records.at(-2))
    expect(back.filter(({ state }) => state === State.LockWait).length).toBeGreaterThanOrEqual(10)
    expect(records).toEqual(expect.arrayContaining(back))
  })

  it('says so when it was cut off', () => {
    const { text } = packTrace([encode(runner(1, 0, 9))])
    expect(() => unpackTrace(text.slice(0, 4))).toThrow(RangeError)
  })
})
