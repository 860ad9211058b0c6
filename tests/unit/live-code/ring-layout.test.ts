import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NODE, ringLayout } from '../../../live/live-code/ring-layout'

describe('a ring of lanes', () => {
  it('puts two of them side by side, with one arrow above and one below', () => {
    const [left, right] = ringLayout(2, 380, 148)
    expect(left!.x).toBeLessThan(right!.x)
    expect(left!.y).toBeCloseTo(right!.y)
    expect(left!.label.y).toBeLessThan(left!.y)
    expect(right!.label.y).toBeGreaterThan(right!.y)
  })

  it('keeps every lane inside the drawing and apart from the others, for up to five', () => {
    fc.assert(fc.property(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 360, max: 900 }), fc.integer({ min: 148, max: 400 }), (count, width, height) => {
      const places = ringLayout(count, width, height)
      expect(places).toHaveLength(count)
      for (const { x, y } of places) {
        expect(x - NODE.width / 2).toBeGreaterThanOrEqual(0)
        expect(x + NODE.width / 2).toBeLessThanOrEqual(width)
        expect(y - NODE.height / 2).toBeGreaterThanOrEqual(0)
        expect(y + NODE.height / 2).toBeLessThanOrEqual(height)
      }
      for (const [i, a] of places.entries()) {
        for (const b of places.slice(i + 1))
          expect(Math.abs(a.x - b.x) >= NODE.width || Math.abs(a.y - b.y) >= NODE.height).toBe(true)
      }
    }))
  })
})
