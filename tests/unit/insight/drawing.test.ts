import type { DrawnState } from '../../../engine/insight'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DRAWN_STATES, duration, LOOKS, reasonOf, shortName, spanSentence, spanWords, STATES, ticks, timelineSvg, TraceModel } from '../../../engine/insight'
import { State, STATE_NAMES } from '../../../engine/protocol/trace'
import { encode, end, runner, start, state } from './records'

const palette = {
  ink: '#000',
  muted: '#666',
  line: '#ddd',
  paper: '#fff',
  threads: '#a84000',
  asyncio: '#00609e',
  states: Object.fromEntries(DRAWN_STATES.map(of => [of, `#00000${of}`])) as Record<DrawnState, string>,
}

describe('the look', () => {
  it('gives every state a colour, and a pattern or height that no other state has', () => {
    expect(STATES.map(Number).sort()).toEqual(Object.keys(STATE_NAMES).map(Number).sort())
    expect(new Set(DRAWN_STATES.map(of => LOOKS[of].token)).size).toBe(DRAWN_STATES.length)
    const shapes = DRAWN_STATES.map(of => JSON.stringify([LOOKS[of].height, LOOKS[of].tile?.lines]))
    expect(new Set(shapes).size).toBe(DRAWN_STATES.length)
  })
})

describe('ticks', () => {
  it('stand at round times', () => {
    expect(ticks(0, 100, 6).map(tick => tick.label)).toEqual(['0', '20', '40', '60', '80', '100'])
    expect(ticks(0.1, 0.35, 6).map(tick => tick.label)).toEqual(['0.10', '0.15', '0.20', '0.25', '0.30', '0.35'])
    expect(ticks(0, 40_000, 5).map(tick => tick.label)).toEqual(['0', '10\u2009000', '20\u2009000', '30\u2009000', '40\u2009000'])
  })

  it('are inside the view, and never more than there is room for', () => {
    const view = fc.tuple(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.double({ min: 0.001, max: 1e6, noNaN: true }), fc.integer({ min: 1, max: 20 }))
    fc.assert(fc.property(view, ([from, length, most]) => {
      const list = ticks(from, from + length, most)
      expect(list.length).toBeLessThanOrEqual(most + 1)
      for (const tick of list) {
        expect(tick.time).toBeGreaterThanOrEqual(from - length * 1e-6)
        expect(tick.time).toBeLessThanOrEqual(from + length * (1 + 1e-6))
      }
    }))
  })
})

describe('durations', () => {
  it('keep three digits and take the unit that fits', () => {
    expect([0, 0.0042, 0.9996, 1.234, 12.34, 123.4, 1234, 12_345, 1_234_567].map(duration)).toEqual([
      '0.00 µs',
      '4.20 µs',
      '1.00 ms',
      '1.23 ms',
      '12.3 ms',
      '123 ms',
      '1.23 s',
      '12.3 s',
      '1\u2009234.6 s',
    ])
  })
})

describe('a span in words', () => {
  const model = new TraceModel()
  model.nameLane(2, 'Thread-1')
  model.nameLane(3, 'Thread-2')
  model.nameSubject(64, 'counter_lock')
  model.feed(encode([start(0, 2), state(1, 2, State.LockWait, { subject: 64, peer: 3, line: 9 })]))
  model.advance(4)

  it('shows state, duration, subject, holder and line', () => {
    const words = spanWords(model, model.at(model.lane(2)!, 2)!)
    expect(words).toEqual({ lane: 'Thread-1', state: 'waiting for a lock', lasted: '3.00 ms so far', reason: 'counter_lock, held by Thread-2', line: 9 })
    expect(spanSentence(words)).toBe('Thread-1: waiting for a lock (counter_lock, held by Thread-2), 3.00 ms so far, line 9')
  })

  it('leaves out what is not known', () => {
    expect(reasonOf(model, { state: State.LockWait, subject: 0, peer: 0 })).toBeUndefined()
    expect(reasonOf(model, { state: State.Waiting, subject: 0, peer: 3 })).toBe('for Thread-2')
    expect(reasonOf(model, { state: State.Running, subject: 64, peer: 3 })).toBeUndefined()
  })
})

describe('the timeline as SVG', () => {
  it('has a row for each lane, its states as vectors, a legend, an axis and a title', () => {
    const model = new TraceModel()
    model.nameLane(1, 'MainThread')
    model.feed(encode([start(0, 1), state(10, 1, State.LockWait), state(50, 1, State.Running), end(100, 1)]))
    const svg = timelineSvg(model, { palette, title: 'Run of a <test>' })
    expect(svg).toContain('<title>Run of a &lt;test&gt;</title>')
    expect(svg).toContain('>MainThread</text>')
    expect(svg).toContain('>waiting for a lock</text>')
    expect(svg).not.toContain('sleeping')
    expect(svg).toContain('>100 ms</text>')
    expect(svg.match(/<pattern /g)).toHaveLength(2)
  })

  it('says how many lanes it leaves out', () => {
    const model = new TraceModel()
    model.feed(encode(Array.from({ length: 30 }, (_, i) => runner(i + 1, 0, 10)).flat()))
    const svg = timelineSvg(model, { palette, lanes: 10 })
    expect(svg).toContain('and 20 more')
  })

  it('of a run without lanes is still a picture', () => {
    expect(timelineSvg(new TraceModel(), { palette })).toMatch(/^<svg .*<\/svg>$/)
  })

  it('stays small for a run of many records', () => {
    const model = new TraceModel()
    const records = [start(0, 1)]
    for (let i = 0; i < 50_000; i++)
      records.push(state(i / 100, 1, i % 2 ? State.Running : State.GilWait))
    model.feed(encode(records))
    expect(timelineSvg(model, { palette }).length).toBeLessThan(400_000)
  })
})

describe('a short name', () => {
  it('keeps the number, by which threads differ', () => {
    expect(shortName('Thread-12 (download)', 15)).toBe('Thread-12')
    expect(shortName('Thread-1 (work)', 15)).toBe('Thread-1 (work)')
    expect(shortName('ThreadPoolExecutor-0_12', 14)).toBe('Thread…or-0_12')
  })

  it('is never longer than there is room for', () => {
    fc.assert(fc.property(fc.string(), fc.integer({ min: 4, max: 30 }), (name, most) => {
      expect(shortName(name, most).length).toBeLessThanOrEqual(most)
    }))
  })
})
