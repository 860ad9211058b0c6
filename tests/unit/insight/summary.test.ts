import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { STATES, summarize, summarizing, TraceModel } from '../../../engine/insight'
import { State } from '../../../engine/protocol/trace'
import { encode, end, manyStates, runner, start, state } from './records'

function modelOf(...records: Parameters<typeof encode>[0][number][]) {
  const model = new TraceModel()
  model.feed(encode(records))
  model.finish()
  return model
}

describe('a summary', () => {
  it('adds up each lane by state', () => {
    const model = modelOf(start(0, 1), state(2, 1, State.Running), state(5, 1, State.Io), state(9, 1, State.Running), end(10, 1))
    const [lane] = summarize(model).lanes
    expect(lane!.time[State.Ready]).toBe(2)
    expect(lane!.time[State.Running]).toBe(4)
    expect(lane!.time[State.Io]).toBe(4)
  })

  it('counts as overlap only what more than one thread ran at the same time', () => {
    const summary = summarize(modelOf(...runner(1, 0, 10), ...runner(2, 4, 6), ...runner(3, 5, 12)))
    expect(summary.overlap).toBe(6)
    expect(summary.busy).toBe(12)
    expect(summary.peakRunning).toBe(3)
    expect(summary.peakThreads).toBe(3)
  })

  it('sees no overlap between runs that only touch', () => {
    const summary = summarize(modelOf(...runner(1, 0, 10), ...runner(2, 10, 20)))
    expect(summary.overlap).toBe(0)
    expect(summary.peakRunning).toBe(1)
  })

  it('does not count a task beside the thread that it runs on', () => {
    const model = modelOf(
      start(0, 1),
      state(0, 1, State.Running),
      start(0, 2, { task: true, peer: 1 }),
      state(0, 2, State.Running),
      end(10, 2),
      end(10, 1),
    )
    expect(summarize(model)).toMatchObject({ overlap: 0, peakRunning: 1, peakThreads: 1, peakTasks: 1 })
  })

  it('counts waits that go on together', () => {
    const model = modelOf(
      start(0, 1),
      state(0, 1, State.Waiting),
      ...[2, 3, 4].flatMap(lane => [start(0, lane, { task: true, peer: 1 }), state(0, lane, State.Io), end(10, lane)]),
      end(10, 1),
    )
    expect(summarize(model)).toMatchObject({ waitOverlap: 10, peakWaiting: 3 })
  })

  it('names the longest wait for a lock even when joining took longer', () => {
    const model = modelOf(
      start(0, 1),
      state(0, 1, State.Waiting, { peer: 2 }),
      end(20, 1),
      start(0, 2),
      state(1, 2, State.LockWait, { subject: 64, peer: 3, line: 8 }),
      state(6, 2, State.Running),
      end(7, 2),
    )
    expect(summarize(model).longestWait).toMatchObject({ lane: 2, state: State.LockWait, subject: 64, peer: 3, line: 8, duration: 5 })
  })

  it('takes a wait whose lock changes its holder as one wait', () => {
    const model = modelOf(
      start(0, 1),
      state(0, 1, State.LockWait, { subject: 64, peer: 2 }),
      state(3, 1, State.LockWait, { subject: 64, peer: 3 }),
      state(7, 1, State.Running),
      end(8, 1),
    )
    expect(summarize(model).longestWait).toMatchObject({ duration: 7, peer: 2 })
  })

  it('of a run without lanes is empty', () => {
    expect(summarize(new TraceModel())).toMatchObject({ lanes: [], overlap: 0, peakThreads: 0, longestWait: undefined })
  })

  it('can be made in pieces that each fit into a frame', () => {
    const model = new TraceModel()
    model.feed(manyStates(200_000, 4, i => i % 8 < 4 ? State.Running : State.GilWait))
    const steps = summarizing(model)
    let pieces = 0
    while (!steps.next().done)
      pieces++
    expect(pieces).toBeGreaterThan(20)
  })
})

describe('for any lanes', () => {
  const life = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 40 }))

  it('agrees with counting millisecond by millisecond', () => {
    fc.assert(fc.property(fc.array(life, { maxLength: 8 }), (lives) => {
      const summary = summarize(modelOf(...lives.flatMap(([from, length], i) => runner(i + 1, from, from + length))))
      const counts = Array.from({ length: 120 }, (_, t) => lives.filter(([from, length]) => from <= t && t < from + length).length)
      expect(summary.busy).toBe(counts.filter(n => n >= 1).length)
      expect(summary.overlap).toBe(counts.filter(n => n >= 2).length)
      expect(summary.peakRunning).toBe(Math.max(0, ...counts))
    }))
  })

  it('gives each lane states that add up to its life', () => {
    const changes = fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.constantFrom(...STATES)), { maxLength: 40 })
    fc.assert(fc.property(changes, (list) => {
      let now = 0
      const model = modelOf(start(0, 1), ...list.map(([gap, to]) => state(now += gap, 1, to)), end(now + 1, 1))
      const [lane] = summarize(model).lanes
      expect(lane!.time.reduce((sum, time) => sum + time, 0)).toBe(now + 1)
    }))
  })
})
