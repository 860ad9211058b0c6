/** Controlled runs of TypeScript: what a schedule, a seed and a granularity make of a program. */
import type { ScheduledRun } from '../../../engine/protocol/schedule'
import { expect, it } from 'vitest'
import { allRuns, runSchedules, stepLines } from './run-schedules'

function threadsThat(statement: string, declarations = 'const counter = shared.int(0)'): string {
  return `import { Lock, Thread } from 'threading'
import { int, print } from 'builtins'
import * as shared from 'shared'

${declarations}

function work(): void {
  ${statement}
}

export function main(): void {
  const threads = [new Thread({ target: work }), new Thread({ target: work })]
  for (const thread of threads) thread.start()
  for (const thread of threads) thread.join()
  print(counter.value)
}
`
}

const INCREMENT = threadsThat('counter.value += 1')

it('runs the threads one after the other where nothing else was chosen, with each step\'s thread, object, value and line', async () => {
  const [run] = await runSchedules(INCREMENT, {})
  expect(stepLines(run!)).toEqual([
    '0 begin :0',
    '0 start 1 :13',
    '0 start 2 :13',
    '1 begin :13',
    '1 read counter 0 :8',
    '1 write counter 1 :8',
    '1 end thread#1 :8',
    '0 join thread#1 1 :14',
    '2 begin :13',
    '2 read counter 1 :8',
    '2 write counter 2 :8',
    '2 end thread#2 :8',
    '0 join thread#2 2 :14',
    '0 read counter 2 :15',
    '0 print stdout \'2\' :15',
    '0 end :15',
  ])
  expect(run).toMatchObject({ end: { kind: 'finished' }, output: '2\n', threads: ['MainThread', 'Thread-1 (work)', 'Thread-2 (work)'] })
  expect(run!.steps[3]!.pending).toMatchObject([
    { thread: 0, enabled: false, operation: { kind: 'join', thread: 1 }, heldBy: [1] },
    { thread: 1, enabled: true, operation: { kind: 'begin' } },
    { thread: 2, enabled: true, operation: { kind: 'begin' } },
  ])
})

it('follows a schedule: two reads before the writes lose an update', async () => {
  const [run] = await runSchedules(INCREMENT, { schedule: [0, 0, 0, 1, 1, 2, 2, 1, 2] })
  expect(run).toMatchObject({ output: '1\n', end: { kind: 'finished' } })
  expect(run).not.toHaveProperty('diverged')
})

it('says which choice of a schedule can\'t be taken', async () => {
  const [run] = await runSchedules(INCREMENT, { schedule: [0, 0, 2, 1] })
  expect(run).toMatchObject({ diverged: 2, output: '2\n' })
})

it('gives the same steps and output each time, in a worker that has made other runs between', async () => {
  const random = (seed: number) => ({ policy: { kind: 'random', seed } as const })
  const runs = await runSchedules(threadsThat('counter.value += Math.round(10 * Math.random())'), ...Array.from({ length: 20 }, () => [random(7), random(8)]).flat())
  const [first, other] = [new Set<string>(), new Set<string>()]
  runs.forEach((run, index) => (index % 2 === 0 ? first : other).add(JSON.stringify(run)))
  expect([runs.length, first.size, other.size]).toEqual([40, 1, 1])
  expect(first).not.toEqual(other)
})

function outputs(runs: readonly ScheduledRun[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { output, end } of runs) {
    const key = end.kind === 'finished' ? output.trim() : end.kind
    counts[key] = (counts[key] ?? 0) + 1
  }
  return counts
}

/** Of runs that order the accesses of threads to shared state alike, one. */
function interleavings(runs: readonly ScheduledRun[]): ScheduledRun[] {
  return [...new Map(runs.map(run => [run.steps.filter(({ operation }) => operation.kind === 'read' || operation.kind === 'write').map(({ thread }) => thread).join(''), run])).values()]
}

it('makes six interleavings of two increments: four lose one', async () => {
  expect(outputs(interleavings(await allRuns(INCREMENT)))).toEqual({ 1: 4, 2: 2 })
})

it('makes one end of increments under a lock', async () => {
  const source = threadsThat('using _ = lock.hold(); counter.value += 1', 'const counter = shared.int(0)\nconst lock = new Lock()')
  const runs = await runSchedules(source, ...Array.from({ length: 40 }, (_, seed) => ({ policy: { kind: 'random', seed } } as const)))
  expect(Object.keys(outputs(runs))).toEqual(['2'])
})

it('lets the GIL change hands at checkpoints only: += 1 loses nothing, += int(1) does', async () => {
  const random = Array.from({ length: 40 }, (_, seed) => ({ policy: { kind: 'random', seed }, granularity: 'gil' } as const))
  expect(Object.keys(outputs(await runSchedules(INCREMENT, ...random)))).toEqual(['2'])
  expect(Object.keys(outputs(await runSchedules(threadsThat('counter.value += int(1)'), ...random)))).toEqual(['1', '2'])
})

it('ends a deadlock, and says who holds what', async () => {
  const source = `import { Lock, Thread } from 'threading'
const a = new Lock()
const b = new Lock()
function ab(): void { a.acquire(); b.acquire(); b.release(); a.release() }
function ba(): void { b.acquire(); a.acquire(); a.release(); b.release() }
export function main(): void {
  const threads = [new Thread({ target: ab }), new Thread({ target: ba })]
  for (const thread of threads) thread.start()
  for (const thread of threads) thread.join()
}
`
  const [run] = await runSchedules(source, { schedule: [0, 0, 0, 1, 1, 2, 2] })
  expect(run!.end).toMatchObject({ kind: 'deadlock', waiting: [
    { thread: 0, operation: { kind: 'join', thread: 1 } },
    { thread: 1, enabled: false, operation: { kind: 'acquire', name: 'b', line: 4 }, heldBy: [2] },
    { thread: 2, enabled: false, operation: { kind: 'acquire', name: 'a', line: 5 }, heldBy: [1] },
  ] })
})

it('ends a loop that never ends as unfinished, with steps and without', async () => {
  const endless = (statement: string): string => `import * as shared from 'shared'
const flag = shared.int(0)
export function main(): void { for (;;) { ${statement} } }
`
  const runs = [...await runSchedules(endless('flag.value += 1'), { maxSteps: 50 }), ...await runSchedules(endless(''), { maxSteps: 50 })]
  expect(runs.map(({ end, steps }) => [end.kind, steps.length])).toEqual([['unfinished', 50], ['unfinished', expect.any(Number)]])
})

it('sleeps by a virtual clock: an hour is over at once', async () => {
  const [run] = await runSchedules(`import * as time from 'time'
import { Thread } from 'threading'
import { print } from 'builtins'
function late(): void { time.sleep(3600); print('late', time.monotonic()) }
export function main(): void {
  const thread = new Thread({ target: late })
  thread.start()
  time.sleep(60)
  print('early', time.monotonic())
  thread.join()
}
`, {})
  expect(run!.output).toBe('early 60\nlate 3600\n')
})
