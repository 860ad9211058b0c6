/** What `npm run snippet -- --explore` prints of what was found. */
import type { ExplorationReport } from '../../../engine/protocol/exploration'
import type { Operation, ScheduleStep } from '../../../engine/protocol/schedule'
import { expect, it } from 'vitest'
import { canFail, explorationEvent, explorationLines } from '../../../scripts/snippet/exploration'

function step(thread: number, operation: Partial<Operation>): ScheduleStep {
  const whole: Operation = { kind: 'read', line: 1, ...operation }
  return { thread, operation: whole, pending: [{ thread, operation: whole, enabled: true }] }
}

const LOST = [
  step(1, { object: 'int#1', name: 'counter', value: '0', line: 7 }),
  step(2, { object: 'int#1', name: 'counter', value: '0', line: 7 }),
  step(2, { kind: 'write', object: 'int#1', name: 'counter', value: '1', line: 7 }),
  step(1, { kind: 'write', object: 'int#1', name: 'counter', value: '1', line: 7 }),
]
const threads = ['MainThread', 'Thread-1', 'Thread-2']

const REPORT: ExplorationReport = {
  coverage: { kind: 'all', cutOff: false },
  runs: 4,
  redundant: 0,
  atRandom: 0,
  interleavings: 6,
  races: ['Thread-1 reads counter on line 7, Thread-2 writes counter on line 7: nothing orders the two'],
  lockOrders: ['Thread-1 takes b on line 3 while it holds a, Thread-2 takes a on line 4 while it holds b: each can wait for the next one'],
  ends: [
    { end: { kind: 'finished' }, output: '2\n', runs: 2, interleavings: 2, preemptions: 0, example: { steps: [], end: { kind: 'finished' }, output: '2\n', threads } },
    { end: { kind: 'error', message: 'AssertionError: 1 lost', line: 12, thread: 0 }, output: '', runs: 2, interleavings: 4, preemptions: 1, example: { steps: LOST, end: { kind: 'error', message: 'AssertionError: 1 lost', line: 12, thread: 0 }, output: '', threads } },
  ],
}

it('says what was covered, each end with its count and its schedule, and the races', () => {
  const lines = explorationLines(REPORT)
  expect(lines[0]).toBe('All 6 sequentially consistent schedules, in 4 runs: 2 distinct ends.')
  expect(lines).toContain('- prints "2": 2 interleavings; the shortest found has 0 preemptions')
  expect(lines).toContain('- AssertionError: 1 lost (line 12): 4 interleavings; the shortest found has 1 preemption')
  expect(lines).toContain('  schedule: 1 2 2 1')
  expect(lines).toContain('race: Thread-1 reads counter on line 7, Thread-2 writes counter on line 7: nothing orders the two.')
  expect(lines.at(-1)).toMatch(/^lock order: Thread-1 takes b on line 3/)
})

it('gives the same as plain data', () => {
  expect(explorationEvent(REPORT)).toMatchObject({ runs: 4, interleavings: 6, ends: [{ schedule: [] }, { schedule: [1, 2, 2, 1], steps: [{ thread: 1, kind: 'read' }, {}, {}, {}] }], races: REPORT.races, lockOrders: REPORT.lockOrders })
})

it('fails where an error or a deadlock is possible', () => {
  expect(canFail(REPORT)).toBe(true)
  expect(canFail({ ...REPORT, ends: REPORT.ends.slice(0, 1) })).toBe(false)
})
