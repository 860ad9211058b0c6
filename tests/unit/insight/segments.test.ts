import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { segments, STATES, TraceModel } from '../../../engine/insight'
import { State } from '../../../engine/protocol/trace'
import { encode, end, manyStates, start, state } from './records'

interface Piece { state: number, left: number, right: number, first: number }

function cut(model: TraceModel, from: number, to: number, width: number): Piece[] {
  const pieces: Piece[] = []
  segments(model, model.lane(1)!, { from, to, width }, (of, left, right, first) => pieces.push({ state: of, left, right, first }))
  return pieces
}

/** Counts how often the times of the model's first lane are read from now on. */
function countReads(model: TraceModel): { count: number } {
  const reads = { count: 0 }
  const { spans } = model.lane(1)!
  spans.times = new Proxy(spans.times, {
    get(times, index) {
      reads.count++
      return Reflect.get(times, index) as unknown
    },
  })
  return reads
}

describe('segments', () => {
  it('are the spans themselves where each is wide enough', () => {
    const model = new TraceModel()
    model.feed(encode([start(0, 1), state(20, 1, State.Running), state(50, 1, State.Io), end(100, 1)]))
    expect(cut(model, 0, 100, 100)).toEqual([
      { state: State.Ready, left: 0, right: 20, first: 0 },
      { state: State.Running, left: 20, right: 50, first: 1 },
      { state: State.Io, left: 50, right: 100, first: 2 },
    ])
  })

  it('give a pixel to the state that fills most of it', () => {
    const model = new TraceModel()
    const records = [start(0, 1)]
    for (let t = 0; t < 100; t++)
      records.push(state(t, 1, State.Running), state(t + 0.8, 1, State.GilWait))
    model.feed(encode([...records, end(100, 1)]))
    expect(cut(model, 0, 100, 10)).toMatchObject([{ state: State.Running, left: 0, right: 10 }])
  })

  it('keep two waits for different things apart', () => {
    const model = new TraceModel()
    model.feed(encode([start(0, 1), state(0, 1, State.LockWait, { subject: 1 }), state(50, 1, State.LockWait, { subject: 2 }), end(100, 1)]))
    expect(cut(model, 0, 100, 100).map(piece => [piece.left, piece.right])).toEqual([[0, 50], [50, 100]])
  })

  it('name a span of their own state, also where it begins inside a pixel with others', () => {
    const model = new TraceModel()
    model.feed(encode([start(0, 1), state(0, 1, State.Sleeping), state(50.1, 1, State.Running), state(50.2, 1, State.LockWait, { peer: 2 }), end(100, 1)]))
    const pieces = cut(model, 0, 100, 100)
    expect(pieces.map(piece => piece.state)).toEqual([State.Sleeping, State.LockWait])
    expect(model.span(model.lane(1)!, pieces[1]!.first)).toMatchObject({ state: State.LockWait, peer: 2 })
  })

  it('cost no more for half a million spans than pixels can show', () => {
    const model = new TraceModel()
    model.feed(manyStates(500_000, 1, i => i % 2 ? State.Running : State.GilWait))
    const reads = countReads(model)
    cut(model, 0, 500, 1000)
    expect(reads.count).toBeGreaterThan(1000)
    // A sample of the spans in each pixel, a handful of times each, and the search for its end.
    expect(reads.count).toBeLessThan(1000 * 150)
  })

  it('cover the visible part of a lane from left to right, without overlap, for any trace and view', () => {
    const changes = fc.array(fc.tuple(fc.double({ min: 0, max: 20, noNaN: true }), fc.constantFrom(...STATES)), { minLength: 1, maxLength: 200 })
    const view = fc.tuple(fc.double({ min: -10, max: 400, noNaN: true }), fc.double({ min: 0.01, max: 900, noNaN: true }), fc.integer({ min: 1, max: 300 }))
    fc.assert(fc.property(changes, view, (list, [from, length, width]) => {
      const model = new TraceModel()
      let now = 5
      model.feed(encode([start(5, 1), ...list.map(([gap, to]) => state(now += gap, 1, to)), end(now + 1, 1)]))
      const to = from + length
      const pieces = cut(model, from, to, width)
      const visible = Math.max(0, Math.min(to, now + 1) - Math.max(from, 5)) / length * width
      const drawn = pieces.reduce((sum, piece) => sum + piece.right - piece.left, 0)
      expect(drawn).toBeCloseTo(visible, 4)
      for (const [i, piece] of pieces.entries()) {
        expect(piece.right).toBeGreaterThanOrEqual(piece.left)
        expect(piece.left).toBeGreaterThanOrEqual((pieces[i - 1]?.right ?? 0) - 1e-6)
      }
    }))
  })
})
