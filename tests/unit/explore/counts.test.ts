import type { Body, Machine, Program } from './model'
import { describe, expect, it } from 'vitest'
import { explore } from './explore'
import { counter, peterson, philosophers } from './programs'

/** Interleavings and runs for each printed sum. */
function sums(times: number, lock?: string): Record<string, { interleavings?: number, runs: number }> {
  return Object.fromEntries(explore(counter(times, lock)).ends.map(({ output, interleavings, runs }) => [output.trim(), { interleavings, runs }]))
}

describe('two threads that add to a counter without a lock', () => {
  it('once each: 6 interleavings, of which 4 lose an update, in 4 classes', () => {
    expect(sums(1)).toEqual({ 2: { interleavings: 2, runs: 2 }, 1: { interleavings: 4, runs: 2 } })
    expect(explore(counter(1))).toMatchObject({ runs: 4, redundant: 0, interleavings: 6 })
  })

  it('twice each: 70 interleavings, of which 6 end at 4, 32 at 3 and 32 at 2', () => {
    expect(sums(2)).toMatchObject({ 4: { interleavings: 6 }, 3: { interleavings: 32 }, 2: { interleavings: 32 } })
    expect(explore(counter(2)).interleavings).toBe(70)
  })

  it('three times each: 924 interleavings, the smallest sum is 2, in 8 of them', () => {
    const found = sums(3)
    expect(Math.min(...Object.keys(found).map(Number))).toBe(2)
    expect(found[2]!.interleavings).toBe(8)
    expect(Object.values(found).reduce((sum, { interleavings }) => sum + interleavings!, 0)).toBe(924)
  })
})

it('with a lock a counter has one end', () => {
  expect(sums(3, 'lock#1')).toMatchObject({ 6: { interleavings: 20, runs: 20 } })
})

describe('three philosophers', () => {
  it('have 168 interleavings in 7 classes, no run of which is redundant; one class is the deadlock', () => {
    const report = explore(philosophers(['Ada', 'Guido', 'Grace']))
    expect(report).toMatchObject({ interleavings: 168, runs: 7, redundant: 0 })
    expect(report.ends.map(({ end, runs, interleavings }) => [end.kind, runs, interleavings])).toEqual([['finished', 6, 162], ['deadlock', 1, 6]])
  })

  it('with ordered forks have 142 in 6, and no deadlock', () => {
    const report = explore(philosophers(['Ada', 'Guido', 'Grace'], true))
    expect(report).toMatchObject({ interleavings: 142, runs: 6, redundant: 0 })
    expect(report.ends.map(({ end }) => end.kind)).toEqual(['finished'])
  })
})

describe('the algorithm of Peterson', () => {
  it('lets no schedule have both threads in, and the search through its spinning loops ends', () => {
    const report = explore(peterson(false))
    expect(report.coverage).toEqual({ kind: 'all', cutOff: false })
    expect(report.ends.map(({ end }) => end.kind)).toEqual(['finished'])
  })

  it('with its two first lines swapped does, with two preemptions and after seven accesses to flags and turn', () => {
    const failing = explore(peterson(true), { bound: 3 }).ends.find(({ end }) => end.kind === 'error')!
    expect(failing.preemptions).toBe(2)
    expect(failing.example.steps.filter(({ operation }) => /flag|turn/.test(operation.object ?? ''))).toHaveLength(7)
  })
})

describe('items of a list', () => {
  const program = (second: (m: Machine) => Body): Program => ({
    threads: [{ name: 'Thread-1', body: m => m.write('list#1[0]', 1) }, { name: 'Thread-2', body: second }],
  })
  it.each<[string, (m: Machine) => Body, number]>([
    ['another item', m => m.write('list#1[1]', 1), 1],
    ['the same item', m => m.write('list#1[0]', 2), 2],
    ['the whole list', function* (m) {
      yield* m.read('list#1')
    }, 2],
  ])('are independent of other items, not of the list: %s', (_, second, runs) => {
    expect(explore(program(second)).runs).toBe(runs)
  })
})
