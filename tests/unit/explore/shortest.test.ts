import type { ScheduledRun, ScheduleEnd } from '../../../engine/protocol/schedule'
import type { Program } from './model'
import { describe, expect, it } from 'vitest'
import { countPreemptions } from '../../../engine/explore/preemptions'
import { Shortest } from '../../../engine/explore/shortest'
import { why } from '../../../engine/explore/why'
import { explore } from './explore'
import { execute } from './model'
import { boundedBuffer, counter, lostWakeUp, peterson, philosophers, withdrawals } from './programs'

/** The shortest run that ends in a way that exploring finds. */
function shortest(program: Program, kind: ScheduleEnd['kind'], output?: string, runs?: number): Shortest {
  const { example } = explore(program).ends.find(({ end, output: printed }) => end.kind === kind && (output === undefined || printed === output))!
  return shorten(program, example, runs)
}

function shorten(program: Program, example: ScheduledRun, runs?: number): Shortest {
  const search = new Shortest(example, { granularity: 'free-threaded', runs })
  for (let request = search.next(); request; request = search.next())
    search.add(execute(program, request))
  return search
}

describe('the shortest schedule', () => {
  it.each([
    ['a lost update', counter(1), 'finished', '1\n', 1],
    ['two threads and two locks', philosophers(['Ada', 'Guido']), 'deadlock', undefined, 1],
    // The thread preempted first blocks the one before it, which blocks the one before that.
    ['three philosophers', philosophers(['Ada', 'Guido', 'Grace']), 'deadlock', undefined, 1],
    ['swapped lines in the algorithm of Peterson', peterson(true), 'error', undefined, 2],
    ['a lost wake-up', lostWakeUp(), 'deadlock', undefined, 0],
    ['a check before an act', withdrawals(), 'error', undefined, 1],
  ] as const)('of %s', (_, program, kind, output, preemptions) => {
    const { best, isProved } = shortest(program, kind, output)
    expect(isProved).toBe(true)
    expect(countPreemptions(best)).toBe(preemptions)
  })

  it('of three philosophers has as few preemptions as the search by bounds finds', () => {
    const program = philosophers(['Ada', 'Guido', 'Grace'])
    const endsWith = (bound: number): string[] => explore(program, { bound }).ends.map(({ end }) => end.kind)
    expect(endsWith(0)).not.toContain('deadlock')
    expect(endsWith(1)).toContain('deadlock')
  })

  it('is shortened from an example where there are too many schedules to prove it', () => {
    const program = counter(3)
    const example = execute(program, { schedule: [], policy: { kind: 'random', seed: 5 }, granularity: 'free-threaded', maxSteps: 1000 })
    const { best, isProved } = shorten(program, example, 15)
    expect(isProved).toBe(false)
    expect(best.output).toBe(example.output)
    expect(countPreemptions(best)).toBeLessThan(countPreemptions(example))
  })
})

describe('why', () => {
  it.each([
    ['an update is lost', counter(1), 'finished', '1\n', 'Thread-2 wrote counter on line 10 between Thread-1\'s read and write of line 10: one update is lost'],
    ['threads wait for each other', philosophers(['Ada', 'Guido']), 'deadlock', undefined, 'Ada holds lock#0 and waits for lock#1; Guido holds lock#1 and waits for lock#0'],
    ['no thread was notified', lostWakeUp(), 'deadlock', undefined, 'Notifier notified condition#1 on line 9 before Waiter waited on line 4: no thread heard it'],
    ['a check was outdated', withdrawals(), 'error', undefined, 'Thread-2 wrote balance on line 4 after Thread-1 had read it on line 3, and Thread-1 did not read it again'],
    ['an `if` stands around a wait', boundedBuffer('if'), 'error', undefined, 'Consumer-2 read items on line 4 and waited on line 5; Consumer-1 wrote items on line 6 before Consumer-2 went on, and Consumer-2 did not read it again'],
    ['lines are swapped', peterson(true), 'error', undefined, 'Thread-1 wrote flag0 on line 4 after Thread-2 had read it on line 5, and Thread-2 did not read it again'],
  ] as const)('%s', (_, program, kind, output, reason) => {
    expect(why(shortest(program, kind, output).best)).toBe(reason)
  })

  it('says nothing of a run that went well', () => {
    expect(why(shortest(counter(2, 'lock#1'), 'finished').best)).toBeUndefined()
  })
})

describe('a bounded buffer with two consumers', () => {
  it('fails when an `if` stands around the wait', () => {
    expect(explore(boundedBuffer('if')).ends.map(({ end }) => end.kind)).toContain('error')
  })

  it('never fails when a `while` does', () => {
    const { ends, coverage } = explore(boundedBuffer('while'))
    expect(coverage).toEqual({ kind: 'all', cutOff: false })
    expect(ends.map(({ end }) => end.kind)).toEqual(['finished'])
  })
})
