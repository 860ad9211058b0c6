import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TraceModel } from '../../../engine/insight'
import { decodeRecords, LaneKind, State } from '../../../engine/protocol/trace'
import { encode, end, manyStates, runner, start, state } from './records'

describe('a lane', () => {
  it('is ready from its start until its own first record', () => {
    const model = new TraceModel()
    model.feed(encode([start(1, 2, { peer: 1, line: 7 }), state(3, 2, State.Running), end(9, 2)]))
    const lane = model.lane(2)!
    expect(model.spansOf(lane).map(s => [s.state, s.start, s.end])).toEqual([
      [State.Ready, 1, 3],
      [State.Running, 3, 9],
    ])
    expect(lane).toMatchObject({ kind: LaneKind.Thread, parent: 1, start: 1, end: 9, outcome: 'returned', line: 7 })
  })

  it('may be heard of before the record of its start, which comes from the ring of its starter', () => {
    const model = new TraceModel()
    model.feed(encode([state(3, 2, State.Running), state(5, 2, State.Sleeping)]))
    expect(model.lane(2)!.start).toBe(3)
    model.feed(encode([start(1, 2, { peer: 1 })]))
    expect(model.lane(2)!.start).toBe(1)
    expect(model.spansOf(model.lane(2)!).map(s => s.state)).toEqual([State.Ready, State.Running, State.Sleeping])
  })

  it('does not become ready again when its starter\'s clock is some microseconds ahead of its own', () => {
    const model = new TraceModel()
    model.feed(encode([state(2.999, 2, State.Running), start(3, 2), end(4, 2)]))
    expect(model.at(model.lane(2)!, 3.5)!.state).toBe(State.Running)
    expect(model.lane(2)!.start).toBe(2.999)
  })

  it('keeps how it ended', () => {
    const model = new TraceModel()
    model.feed(encode([start(0, 1), end(1, 1, 1), start(0, 2), end(1, 2, 2)]))
    expect(model.lane(1)!.outcome).toBe('raised')
    expect(model.lane(2)!.outcome).toBe('cancelled')
  })

  it('has its name whether the name comes before or after it', () => {
    const model = new TraceModel()
    model.nameLane(1, 'MainThread')
    model.feed(encode([start(0, 1), start(0, 2)]))
    model.nameLane(2, 'Thread-1 (work)')
    expect(model.lanes.map(lane => lane.name)).toEqual(['MainThread', 'Thread-1 (work)'])
    expect(model.laneName(99)).toBe('lane 99')
  })
})

describe('a span that goes on', () => {
  it('reaches as far as the trace or the clock, whichever is later', () => {
    const model = new TraceModel()
    model.feed(encode([start(0, 1), state(1, 1, State.LockWait), state(4, 2, State.Running)]))
    expect(model.at(model.lane(1)!, 4)).toMatchObject({ end: 4, open: true })
    model.advance(250)
    expect(model.at(model.lane(1)!, 4)).toMatchObject({ end: 250, open: true })
  })

  it('ends with the run, at the time that was measured and not at the clock\'s guess', () => {
    const model = new TraceModel()
    model.feed(encode([start(0, 1), state(1, 1, State.LockWait)]))
    model.advance(250)
    model.finish(240)
    expect(model.at(model.lane(1)!, 200)).toMatchObject({ end: 240, open: false })
    model.advance(999)
    expect(model.horizon).toBe(240)
  })
})

describe('the origin', () => {
  it('is when the program\'s first thread began, however late in the run and in the trace that is', () => {
    const model = new TraceModel()
    expect(model.origin).toBe(0)
    model.feed(encode([start(30, 2, { peer: 1 })]))
    model.feed(encode([start(24, 1)]))
    expect(model.origin).toBe(24)
  })
})

describe('the order of lanes', () => {
  it('is threads by start, each followed by the tasks of its loop by start', () => {
    const model = new TraceModel()
    model.feed(encode([
      start(0, 1),
      start(5, 2, { peer: 1 }),
      start(6, 5, { task: true, peer: 2 }),
      start(3, 3, { task: true, peer: 1 }),
      start(4, 4, { task: true, peer: 3 }),
      start(2, 6, { peer: 1 }),
    ]))
    expect(model.ordered().map(lane => lane.id)).toEqual([1, 3, 4, 6, 2, 5])
  })

  it('survives tasks whose starters go round in a circle or are unknown', () => {
    const model = new TraceModel()
    model.feed(encode([start(0, 1, { task: true, peer: 2 }), start(1, 2, { task: true, peer: 1 }), start(2, 3, { task: true, peer: 77 })]))
    expect(model.ordered().map(lane => lane.id)).toEqual([1, 2, 3])
  })
})

describe('queries', () => {
  it('give the spans that touch a stretch of time and no others', () => {
    const model = new TraceModel()
    model.feed(encode([start(0, 1), state(1, 1, State.Running), state(2, 1, State.Sleeping), state(3, 1, State.Running), end(4, 1)]))
    const lane = model.lane(1)!
    expect(model.spansOf(lane, 1.5, 2.5).map(s => s.start)).toEqual([1, 2])
    expect(model.spansOf(lane, 4.5, 9)).toEqual([])
    expect(model.spansOf(lane, -5, -1)).toEqual([])
    expect(model.at(lane, 5)).toBeUndefined()
    expect(model.at(lane, -1)).toBeUndefined()
  })

  it('read the same fields as the protocol\'s own decoder', () => {
    const batch = encode([state(1.5, 3, State.LockWait, { subject: 70, line: 12, peer: 9 })])
    const [record] = [...decodeRecords(batch)]
    const model = new TraceModel()
    model.feed(batch)
    expect(model.at(model.lane(record!.lane)!, record!.time)).toMatchObject({
      state: record!.state,
      start: record!.time,
      subject: record!.subject,
      line: record!.line,
      peer: record!.peer,
    })
  })
})

const states = fc.constantFrom(State.Running, State.Ready, State.GilWait, State.LockWait, State.Sleeping, State.Io, State.Waiting)
const changes = fc.array(fc.record({ gap: fc.integer({ min: 0, max: 50 }), state: states, lane: fc.integer({ min: 1, max: 5 }) }), { maxLength: 80 })

describe('for any trace', () => {
  it('gives the same spans however it is cut into batches', () => {
    fc.assert(fc.property(changes, fc.array(fc.integer({ min: 1, max: 9 })), (list, cuts) => {
      const records = timed(list)
      const whole = new TraceModel()
      whole.feed(encode(records))
      const pieces = new TraceModel()
      const batch = encode(records)
      let at = 0
      for (const cut of cuts)
        at += pieces.feed(batch, at, cut)
      pieces.feed(batch, at)
      expect(pieces.records).toBe(records.length)
      expect(dump(pieces)).toEqual(dump(whole))
    }))
  })

  it('gives the same spans in whatever order the rings of its lanes are read', () => {
    fc.assert(fc.property(changes, fc.boolean(), (list, reverse) => {
      const records = timed(list)
      const inOrder = new TraceModel()
      inOrder.feed(encode(records))
      const byLane = [1, 2, 3, 4, 5].map(lane => records.filter(record => record.lane === lane))
      const byRing = new TraceModel()
      for (const ring of reverse ? byLane.reverse() : byLane)
        byRing.feed(encode(ring))
      expect(dump(byRing)).toEqual(dump(inOrder))
    }))
  })

  it('sorts late records of a second ring into their place', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 50 }), fc.func(fc.boolean()), (times, second) => {
      const sorted = [...times].sort((a, b) => a - b)
      const records = sorted.map(time => state(time, 1, State.Running, { line: time + 1 }))
      const model = new TraceModel()
      model.feed(encode(records.filter(record => !second(record.time))))
      model.feed(encode(records.filter(record => second(record.time))))
      expect(model.spansOf(model.lane(1)!).map(s => s.start)).toEqual(sorted)
      expect(model.spansOf(model.lane(1)!).map(s => s.line)).toEqual(sorted.map(time => time + 1))
    }))
  })

  it('covers the life of each lane without a gap', () => {
    fc.assert(fc.property(changes, (list) => {
      const model = new TraceModel()
      model.feed(encode(timed(list)))
      model.finish()
      for (const lane of model.lanes) {
        const spans = model.spansOf(lane)
        expect(spans[0]!.start).toBe(lane.start)
        expect(spans.at(-1)!.end).toBe(model.endOf(lane))
        spans.slice(1).forEach((span, i) => expect(span.start).toBe(spans[i]!.end))
      }
    }))
  })
})

describe('size', () => {
  it('reads a million records of 1,000 lanes in less than two seconds of a core', () => {
    const lanes = 1000
    const batch = manyStates(1_000_000, lanes, i => 1 + i % 7)
    const model = new TraceModel()
    // Of its own time: what else the machine does is no matter.
    const before = process.cpuUsage()
    model.feed(batch)
    const { user, system } = process.cpuUsage(before)
    const took = (user + system) / 1000
    expect(model.records).toBe(1_000_000)
    expect(model.lanes.length).toBe(lanes)
    expect(took).toBeLessThan(2000)
  })

  it('keeps a lane that ends where its last change is', () => {
    const model = new TraceModel()
    model.feed(encode(runner(1, 2, 2)))
    expect(model.lane(1)).toMatchObject({ start: 2, end: 2 })
  })
})

function timed(list: { gap: number, state: State, lane: number }[]) {
  let now = 0
  return list.map(({ gap, state: to, lane }, i) => state(now += gap, lane, to, { line: i + 1 }))
}

function dump(model: TraceModel) {
  model.finish()
  return model.ordered().map(lane => [lane.id, model.spansOf(lane)])
}
