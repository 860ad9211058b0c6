import type { Bar } from '../../../live/content/manifest'
import type { TakeRuns } from '../../demos/bars'
import { describe, expect, it } from 'vitest'
import { judge } from '../../demos/bars'

const RATIO: Bar = { says: 'threads take at most half', figure: { ratio: ['threads.seconds', 'sequential.seconds'] }, atMost: 0.5, runs: 3, of: 'median' }

/** Hands out the given seconds, and keeps the order in which variants were asked to run. */
function scripted(seconds: Record<string, number[]>): { takeRuns: TakeRuns, order: string[] } {
  const order: string[] = []
  const made: Record<string, number> = {}
  const takeRuns: TakeRuns = async (variant, count) => {
    for (made[variant] ??= 0; made[variant] < count; made[variant]++)
      order.push(variant)
    return seconds[variant]!.slice(0, count).map(value => ({ seconds: value }))
  }
  return { takeRuns, order }
}

describe('a bar of speed', () => {
  it('runs the two that it compares in turn', async () => {
    const { takeRuns, order } = scripted({ threads: [1, 1, 1], sequential: [2, 2, 2] })
    expect(await judge(RATIO, takeRuns, { full: true })).toBeUndefined()
    expect(order).toEqual(['threads', 'sequential', 'threads', 'sequential', 'threads', 'sequential'])
  })

  it('runs no more than once where the first run holds', async () => {
    const { takeRuns, order } = scripted({ threads: [1], sequential: [2] })
    expect(await judge(RATIO, takeRuns, { full: false })).toBeUndefined()
    expect(order).toHaveLength(2)
  })

  it('outlives a run that something disturbed', async () => {
    const { takeRuns } = scripted({ threads: [3, 1, 1, 1, 1], sequential: [2, 2, 2, 2, 2] })
    expect(await judge(RATIO, takeRuns, { full: false })).toBeUndefined()
  })

  it('fails where it does not hold, with all that was measured', async () => {
    const { takeRuns } = scripted({ threads: [2, 2, 2, 2, 2], sequential: [2, 2, 2, 2, 2] })
    expect(await judge(RATIO, takeRuns, { full: false, slack: 1.5 })).toBe('threads.seconds / sequential.seconds is 1, 1, 1, 1, 1, not from -Infinity to 0.75 (median)')
  })

  it('gets slack on a busy machine, a count does not', async () => {
    const { takeRuns } = scripted({ threads: [1.4], sequential: [2] })
    expect(await judge({ ...RATIO, runs: 1 }, takeRuns, { full: true, slack: 1.5 })).toBeUndefined()
    const count: TakeRuns = async () => [{ lost: 11 }]
    expect(await judge({ says: 'ten are lost', figure: 'threads.lost', atMost: 10 }, count, { full: true, slack: 1.5 })).toContain('not from')
  })
})
