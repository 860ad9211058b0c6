import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FULL_ROW, layoutRows, LEAST_ROW, namedRows } from '../../../engine/display/timeline/rows'
import { pan, reveal, wholeRun, zoom } from '../../../engine/display/timeline/window'

describe('rows', () => {
  it('are as high as there is room for, and no higher than a name needs', () => {
    expect(layoutRows(3, 200, 0)).toMatchObject({ height: FULL_ROW, maxScroll: 0, first: 0, end: 3, labelEvery: 1 })
    expect(layoutRows(20, 200, 0)).toMatchObject({ height: 10, maxScroll: 0, end: 20, labelEvery: 2 })
  })

  it('are scrolled when there are too many, and only those in sight are laid out', () => {
    const rows = layoutRows(1000, 200, 2500)
    expect(rows).toMatchObject({ height: LEAST_ROW, maxScroll: 4800, scroll: 2500, first: 500, end: 540 })
  })

  it('never scroll beyond the last lane, and none is no trouble', () => {
    expect(layoutRows(1000, 200, 99_999).scroll).toBe(4800)
    expect(layoutRows(0, 200, 50)).toMatchObject({ scroll: 0, first: 0, end: 0 })
    expect(layoutRows(5, 0, 0)).toMatchObject({ first: 0, end: 0 })
  })
})

describe('names', () => {
  /** The rows that have their name, in so much room. */
  function named(count: number, room: number, pointed?: number) {
    const rows = layoutRows(count, room, 0)
    return namedRows(rows, row => (row + 0.5) * rows.height - rows.scroll, 9, room - 9, pointed)
  }

  it('stand at every lane where there is room for them, the first and the last included', () => {
    for (const height of [16, 18, 20]) {
      for (const count of [2, 3, 5, 6])
        expect(named(count, count * height).map(({ row }) => row), `${count} lanes of ${height}`).toEqual(Array.from({ length: count }, (_, row) => row))
    }
  })

  it('never run into each other, and the lane under the pointer has its own', () => {
    for (const pointed of [undefined, 3, 17]) {
      const names = named(20, 200, pointed)
      names.slice(1).forEach(({ y }, i) => expect(y - names[i]!.y).toBeGreaterThanOrEqual(13))
      if (pointed !== undefined)
        expect(names.map(({ row }) => row)).toContain(pointed)
    }
  })
})

describe('the time in sight', () => {
  const whole = wholeRun(20, 1020, false)

  it('keeps the time under the pointer where it is', () => {
    const near = zoom(whole, 0.5, 300, whole)
    expect((300 - near.from) / (near.to - near.from)).toBeCloseTo((300 - whole.from) / (whole.to - whole.from))
  })

  it('is the whole run again after zooming out', () => {
    expect(zoom(zoom(whole, 0.1, 500, whole), 20, 500, whole)).toBe(whole)
  })

  it('moves to a span that is out of sight, and stays where it sees it', () => {
    const near = { from: 100, to: 200 }
    expect(reveal(near, 120, 150, whole)).toBe(near)
    const moved = reveal(near, 500, 510, whole)
    expect(moved.from).toBeLessThan(500)
    expect(moved.to).toBeGreaterThan(510)
    expect(moved.to - moved.from).toBe(100)
  })

  it('stays inside the run, whatever is done', () => {
    const steps = fc.array(fc.tuple(fc.double({ min: 0.01, max: 10, noNaN: true }), fc.double({ min: -2000, max: 2000, noNaN: true })))
    fc.assert(fc.property(steps, (list) => {
      let window = whole
      for (const [factor, time] of list)
        window = pan(zoom(window, factor, time, whole), time, whole)
      expect(window.from).toBeGreaterThanOrEqual(20 - 1e-9)
      expect(window.to).toBeLessThanOrEqual(whole.to + 1e-6)
      expect(window.to).toBeGreaterThan(window.from)
    }))
  })
})
