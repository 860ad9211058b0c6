import type { Program } from './model'
import { describe, expect, it } from 'vitest'
import { Exploration } from '../../../engine/explore/exploration'
import { coverageSentence } from '../../../engine/explore/report'
import { explore } from './explore'
import { execute } from './model'
import { counter, philosophers } from './programs'

describe('what an exploration covers', () => {
  it('is all schedules when all classes were run', () => {
    expect(coverageSentence(explore(counter(1)))).toBe('All 6 sequentially consistent schedules, in 4 runs')
    expect(coverageSentence(explore(counter(1), { runs: 4 }))).toBe('All 6 sequentially consistent schedules, in 4 runs')
  })

  it('is all with few preemptions when there are too many classes, and says that the rest was not tried', () => {
    expect(coverageSentence(explore(counter(2), { bound: 1 }))).toMatch(/^All sequentially consistent schedules with at most 1 preemption, in \d+ runs; beyond that not tried$/)
    expect(coverageSentence(explore(counter(2), { runs: 3, boundedRuns: 20, randomRuns: 10 })))
      .toBe('All sequentially consistent schedules without a preemption, in 23 runs; beyond that not tried; 10 schedules at random: there may be more ends than these')
  })

  it('proves nothing where schedules at random did not fail', () => {
    const report = explore(philosophers(['Ada', 'Guido', 'Grace', 'Barbara', 'Edsger'], true), { runs: 2, boundedRuns: 1, randomRuns: 50 })
    expect(coverageSentence(report)).toBe('3 schedules of many; 50 schedules at random: none failed, which proves nothing')
  })

  it('says that there is one schedule only', () => {
    expect(coverageSentence(explore({ threads: [{ name: 'Thread-1', body: m => m.add('x', 1) }] }))).toBe('The only sequentially consistent schedule, in 1 run')
  })

  it('is not all when runs were cut off: threads that had no turn by then get one at random', () => {
    const endless = (number: number): Program['threads'][number] => ({ name: `Thread-${number}`, * body(m) {
      for (;;)
        yield* m.add(`x${number}`, 1)
    } })
    const report = explore({ threads: [endless(1), endless(2)] }, { maxSteps: 50 })
    expect(coverageSentence(report)).toBe('1 run, some of them cut off at the limit of steps: not all schedules were tried; 10 schedules at random: none failed, which proves nothing')
    expect(report.ends.map(({ end }) => end.kind)).toEqual(['unfinished'])
    // Nor does a bound make the search for all of them endless.
    expect(explore({ threads: [endless(1), endless(1)] }, { maxSteps: 50, bound: 3, boundedRuns: 20 }).runs).toBe(20)
  })

  it('is over in bounded time, whatever a run takes: runs of a hundred threads count as several each', () => {
    const crowd: Program = { threads: Array.from({ length: 100 }, (_, i) => ({ name: `Thread-${i}`, * body(m) {
      yield* m.add('x', 1)
    } })) }
    const { runs, coverage } = explore(crowd, { runs: 50, boundedRuns: 50, randomRuns: 20 })
    expect(runs).toBeLessThan(12)
    expect(coverage).toEqual({ kind: 'some' })
  })
})

it('an exploration reports in the middle what it has found so far', () => {
  const exploration = new Exploration({ granularity: 'free-threaded' })
  exploration.add(execute(counter(2), exploration.next()!))
  expect(exploration.report()).toMatchObject({ runs: 1, coverage: { kind: 'some' }, ends: [{ output: '4\n', runs: 1 }] })
  expect(exploration.report().interleavings).toBeUndefined()
})
