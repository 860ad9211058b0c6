import type { PendingOperation, ScheduledRun } from '../../../engine/protocol/schedule'
import { describe, expect, it } from 'vitest'
import { lanePaths } from '../../../live/schedules/lane-paths'
import { momentOf, reachedAt } from '../../../live/schedules/moment'
import { stepSentence } from '../../../live/schedules/step-words'

const main: PendingOperation = { thread: 0, operation: { kind: 'join', thread: 1, object: 'thread#1', line: 10 }, enabled: false, heldBy: [1] }

const run: ScheduledRun = {
  threads: ['MainThread', 'Thread-1', 'Thread-2'],
  output: '',
  steps: [
    { thread: 1, operation: { kind: 'acquire', object: 'lock#1', name: 'a', line: 3 }, pending: [main] },
    { thread: 2, operation: { kind: 'acquire', object: 'lock#2', name: 'b', line: 6 }, pending: [main] },
    { thread: 1, operation: { kind: 'read', object: 'int#1', name: 'counter', value: '0', line: 4 }, pending: [main] },
    { thread: 1, operation: { kind: 'put', object: 'queue#1', name: 'jobs', value: '\'x\'', line: 4 }, pending: [main] },
    { thread: 1, operation: { kind: 'put', object: 'queue#1', name: 'jobs', value: '\'y\'', line: 4 }, pending: [main] },
    { thread: 2, operation: { kind: 'get', object: 'queue#1', name: 'jobs', value: '\'x\'', line: 7 }, pending: [main] },
  ],
  end: { kind: 'deadlock', waiting: [
    main,
    { thread: 1, operation: { kind: 'acquire', object: 'lock#2', name: 'b', line: 5 }, enabled: false, heldBy: [2] },
    { thread: 2, operation: { kind: 'acquire', object: 'lock#1', name: 'a', line: 8 }, enabled: false, heldBy: [1] },
  ] },
}

describe('after so many steps of a run', () => {
  it('locks have their holders, and those who wait for them', () => {
    expect(momentOf(run, 2).locks).toEqual([{ name: 'a', holder: 'Thread-1', waiting: [] }, { name: 'b', holder: 'Thread-2', waiting: [] }])
    expect(momentOf(run, 6).locks).toEqual([{ name: 'a', holder: 'Thread-1', waiting: ['Thread-2'] }, { name: 'b', holder: 'Thread-2', waiting: ['Thread-1'] }])
  })

  it('values are those that were seen last, and queues hold what was put and not taken', () => {
    expect([...momentOf(run, 2).values]).toEqual([])
    expect([...momentOf(run, 3).values]).toEqual([['counter', '0']])
    expect([...momentOf(run, 5).queues]).toEqual([['jobs', ['\'x\'', '\'y\'']]])
    expect([...momentOf(run, 6).queues]).toEqual([['jobs', ['\'y\'']]])
  })

  it('each thread says what it would do, or what it waits for', () => {
    expect(momentOf(run, 6)).toMatchObject({ end: { kind: 'deadlock' }, isChoice: false, threads: [
      { name: 'MainThread', waits: 'waits for Thread-1 to end', line: 10 },
      { name: 'Thread-1', waits: 'waits for b, which Thread-2 holds', line: 5 },
      { name: 'Thread-2', waits: 'waits for a, which Thread-1 holds', line: 8 },
    ] })
  })

  it('what a thread will read is not told ahead, and what it will write is', () => {
    const next = (kind: 'read' | 'write') => momentOf({ ...run, steps: [{ thread: 1, operation: { kind, line: 1 }, pending: [{ thread: 1, operation: { kind, name: 'counter', value: '7', line: 1 }, enabled: true }] }] }, 0).threads[0]!.next
    expect([next('read'), next('write')]).toEqual(['reads counter', 'writes counter: 7'])
  })

  it.each<[PendingOperation['operation'], string]>([
    [{ kind: 'get', object: 'queue#1', name: 'jobs', line: 1 }, 'waits for an item in jobs'],
    [{ kind: 'put', object: 'queue#1', line: 1 }, 'waits for room in queue#1'],
    [{ kind: 'sleep', object: 'clock', line: 1 }, 'sleeps until the others have nothing to do'],
    [{ kind: 'read', object: 'int#1', name: 'flag', line: 1 }, 'spins until another thread writes what it reads: flag'],
    [{ kind: 'acquire', object: 'rlock#1', also: ['condition#1'], line: 1 }, 'waits to be notified on condition#1'],
    [{ kind: 'wait', object: 'event#1', name: 'ready', line: 1 }, 'waits for ready'],
  ])('a thread that can\'t do %o %s', (operation, waits) => {
    const blocked = { ...run, end: { kind: 'deadlock', waiting: [{ thread: 1, operation, enabled: false }] } } as const
    expect(momentOf(blocked, 6).threads[0]!.waits).toBe(waits)
  })

  it('under the GIL no other thread comes in between two switch points', () => {
    const forced: ScheduledRun = { ...run, steps: [{ ...run.steps[2]!, forced: true, pending: [main, { thread: 1, operation: run.steps[2]!.operation, enabled: true }] }] }
    expect(momentOf(forced, 0)).toMatchObject({ isChoice: false, threads: [{ waits: 'can’t come in here: Thread-1 holds the GIL' }, { name: 'Thread-1' }] })
  })

  it('a step is a sentence', () => {
    expect(stepSentence(run, 3)).toBe('Step 3 of 6: Thread-1 reads counter: 0, line 4')
    expect(stepSentence(run, 0)).toBe('')
  })
})

describe('a goal', () => {
  it('is reached at the step that brings it about, and not before that', () => {
    expect(reachedAt(run, 6, ({ values }) => values.get('counter') === '0')).toBe(3)
    expect(reachedAt(run, 2, ({ values }) => values.get('counter') === '0')).toBeUndefined()
    expect(reachedAt(run, 6, ({ end }) => end?.kind === 'deadlock')).toBe(6)
    expect(reachedAt(run, 5, ({ end }) => end?.kind === 'deadlock')).toBeUndefined()
    expect(reachedAt(run, 6, ({ accesses }) => accesses === 2)).toBe(2)
  })
})

it('a lane has a stretch for each row of steps, and one for each wait', () => {
  const [first, second, third] = lanePaths(run, 6)
  expect(first).toEqual({ steps: '', blocked: expect.stringMatching(/^M0 0\.42H6v/) })
  expect(second!.steps.match(/M/g)).toHaveLength(2)
  expect(third!.steps.match(/M/g)).toHaveLength(2)
})
