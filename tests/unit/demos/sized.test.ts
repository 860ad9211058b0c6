import type { Sized } from '../../../live/content/sized'
import { describe, expect, it } from 'vitest'
import { sizeFor } from '../../../live/content/sized'
import { missedPromise } from '../../../live/side-by-side/missed'
import gilCpu from '../../../snippets/gil-cpu/manifest'

const FIB: Sized = { variable: 'N', variant: 'sequential', least: 28, most: 44, growth: 1.618, seconds: 1 }

/** A machine whose clock is its own: it takes so many seconds for the least size, and notes what it was asked. */
function machine(seconds: number, { growth = 1.618, overhead = 0 } = {}) {
  const asked: number[] = []
  const takes = (size: number) => overhead + seconds * growth ** (size - FIB.least)
  return {
    asked,
    takes,
    async measure(size: number) {
      asked.push(size)
      return takes(size)
    },
  }
}

describe('a workload is sized for the machine', () => {
  it.each([0.0006, 0.002, 0.008, 0.02, 0.05])('so that it takes about a second where the least size takes %f s', async (seconds) => {
    const { measure, takes } = machine(seconds)
    const size = (await sizeFor(FIB, measure))!
    expect(takes(size)).toBeGreaterThan(0.75)
    expect(takes(size)).toBeLessThan(1.3)
  })

  it('by a calibration that is short: less than a second in all, in at most four runs', async () => {
    for (const seconds of [0.0006, 0.002, 0.008, 0.02, 0.05]) {
      const { measure, asked, takes } = machine(seconds, { overhead: 0.001 })
      await sizeFor(FIB, measure)
      expect(asked.length).toBeLessThanOrEqual(4)
      expect(asked.reduce((sum, size) => sum + takes(size), 0)).toBeLessThan(1)
    }
  })

  it('within its limits, also on a machine that is far too fast or too slow, or whose clock stands still', async () => {
    expect(await sizeFor(FIB, machine(1e-9).measure)).toBe(FIB.most)
    expect(await sizeFor(FIB, async () => 0)).toBe(FIB.most)
    expect(await sizeFor(FIB, machine(100).measure)).toBe(FIB.least)
  })

  it('or not at all where it can’t be timed', async () => {
    expect(await sizeFor(FIB, async () => undefined)).toBeUndefined()
  })
})

describe('what a demo promises is held against its runs', () => {
  const runs = (threads: number, processes: number) => (variant: string) => ({ seconds: { threads, processes, sequential: 1 }[variant] ?? Number.NaN })

  it('nothing is missed where threads take as long and processes half', () => {
    expect(missedPromise(gilCpu, 'gil', runs(1.02, 0.55))).toBeUndefined()
    expect(missedPromise(gilCpu, 'free', runs(0.55, 0.55))).toBeUndefined()
  })

  it('a promise that busy cores don’t keep is named', () => {
    expect(missedPromise(gilCpu, 'gil', runs(1.02, 0.98))?.says).toMatch(/processes take about half/)
    expect(missedPromise(gilCpu, 'gil', runs(0.7, 0.55))?.says).toMatch(/two threads take as long/)
    expect(missedPromise(gilCpu, 'free', runs(0.95, 0.95))?.says).toMatch(/side by side/)
  })

  it('what was not run is not missed', () => {
    expect(missedPromise(gilCpu, 'gil', () => undefined)).toBeUndefined()
  })
})
