import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { computed } from 'vue'
import { Replica } from '../../../live/state/replica'
import { StampClock } from '../../../live/state/stamp'

interface Registers { [key: `n:${string}`]: number }

function pair() {
  const windows = ['a', 'b'].map(by => new Replica<Registers>(new StampClock(by))) as [Replica<Registers>, Replica<Registers>]
  const [a, b] = windows
  const late: (() => void)[] = []
  for (const [from, to] of [[a, b], [b, a]] as const) {
    from.subscribe({
      set: entry => late.push(() => to.merge([entry])),
      cleared: epoch => late.push(() => to.clear(epoch)),
    })
  }
  return { a, b, late }
}

describe('a replica', () => {
  it('is the same in both windows, whatever was set and cleared where, and in whatever order it was heard', () => {
    const act = fc.record({ where: fc.constantFrom(0, 1), key: fc.constantFrom('x', 'y'), value: fc.nat(), clears: fc.integer({ min: 0, max: 9 }) })
    fc.assert(fc.property(fc.array(act), fc.infiniteStream(fc.nat()), (acts, picks) => {
      const { a, b, late } = pair()
      for (const { where, key, value, clears } of acts) {
        const one = where ? a : b
        if (clears === 0)
          one.clear()
        else
          one.set(`n:${key}`, value)
      }
      while (late.length > 0)
        late.splice(picks.next().value! % late.length, 1)[0]!()
      for (const key of ['x', 'y'] as const)
        expect(a.get(`n:${key}`)).toBe(b.get(`n:${key}`))
    }))
  })

  it('lets the later of two values count, also when the other window\'s clock is ahead', () => {
    const { a, b, late } = pair()
    a.merge([{ key: 'n:x', value: 1, stamp: [Date.now() + 60_000, 'c'] }])
    a.set('n:x', 2)
    late.forEach(tell => tell())
    expect([a.get('n:x'), b.get('n:x')]).toEqual([2, 2])
  })

  it('does not emit a value that is the same as before', () => {
    const { a, late } = pair()
    a.set('n:x', 1)
    a.set('n:x', 1)
    expect(late).toHaveLength(1)
  })

  it('makes what reads it follow', () => {
    const { a, b, late } = pair()
    const double = computed(() => (b.get('n:x') ?? 0) * 2)
    expect(double.value).toBe(0)
    a.set('n:x', 21)
    late.forEach(tell => tell())
    expect(double.value).toBe(42)
  })
})
