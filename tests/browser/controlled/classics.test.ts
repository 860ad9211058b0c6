/** Classics of concurrency on the threads' own workers: how many schedules they have, and what the worst of them shows. */
import type { ExplorationReport, ExploredEnd } from '../../../engine/protocol/exploration'
import { expect, it } from 'vitest'
import { isAccess } from '../../../engine/explore/accesses'
import { isFailure } from '../../../engine/explore/ends'
import { why } from '../../../engine/explore/why'
import { replayed } from './replayed'
import { exploreSnippet } from './run-schedules'

const IMPORTS = `import { assert, len, print, range } from 'builtins'
import * as shared from 'shared'
import { Condition, Lock, Thread } from 'threading'
`

/** A program that runs functions as threads. */
function program(declarations: string, ...targets: string[]): string {
  return `${IMPORTS}${declarations}
export function main(): void {
  const threads = [${targets.map(target => `new Thread({ target: ${target} })`).join(', ')}]
  for (const thread of threads) thread.start()
  for (const thread of threads) thread.join()
}
`
}

function failures({ ends }: ExplorationReport): ExploredEnd[] {
  return ends.filter(({ end }) => isFailure(end))
}

it('three increments of two threads: 924 interleavings, eight of which end at 2', async () => {
  const report = await exploreSnippet(`${IMPORTS}
const counter = shared.int(0)
function work(): void { for (const _ of range(3)) counter.value += 1 }
export function main(): void {
  const threads = [new Thread({ target: work }), new Thread({ target: work })]
  for (const thread of threads) thread.start()
  for (const thread of threads) thread.join()
  print(counter.value)
}
`)
  expect(report).toMatchObject({ coverage: { kind: 'all', cutOff: false }, interleavings: 924, redundant: 0 })
  expect(report.ends.map(({ output }) => output.trim()).sort()).toEqual(['2', '3', '4', '5', '6'])
  expect(report.ends.find(({ output }) => output === '2\n')!.interleavings).toBe(8)
})

function peterson(first: string, second: string): string {
  return program(`
const flags = [shared.int(0), shared.int(0)]
const turn = shared.int(0)
const inside = shared.int(0)
function visit(me: number): void {
  const mine = flags[me]!
  const other = flags[1 - me]!
  ${first}
  ${second}
  while (other.value === 1 && turn.value === 1 - me);
  inside.value += 1
  assert(inside.value === 1, 'both are in')
  inside.value -= 1
  mine.value = 0
}
function visitFirst(): void { visit(0) }
function visitSecond(): void { visit(1) }
`, 'visitFirst', 'visitSecond')
}

const FLAG = 'mine.value = 1'
const TURN = 'turn.value = 1 - me'

it('peterson’s algorithm lets no two in, in any schedule; its flags are a race all the same', { timeout: 180_000 }, async () => {
  const report = await exploreSnippet(peterson(FLAG, TURN))
  expect(report.coverage).toMatchObject({ kind: 'all' })
  expect(failures(report)).toEqual([])
  expect(report.races.join('\n')).toMatch(/turn/)
})

it('with its first two lines swapped both get in, by two preemptions', { timeout: 180_000 }, async () => {
  const [failure] = failures(await exploreSnippet(peterson(TURN, FLAG)))
  expect(failure!.end).toMatchObject({ kind: 'error', message: expect.stringContaining('both are in') })
  expect(failure!.preemptions).toBe(2)
  const steps = failure!.example.steps.map(({ operation }) => operation)
  // Up to the second thread’s entry: the turn and the flag of each, what each reads of the other, and no more.
  const entered = steps.findIndex(({ kind, name }) => kind === 'read' && name === 'inside')
  expect(steps.slice(0, entered).filter(operation => isAccess(operation) && operation.name !== 'inside').length).toBeLessThanOrEqual(7)
})

function philosophers(order: string): string {
  return program(`
const forks = [new Lock(), new Lock(), new Lock()]
function dine(one: number, two: number): void {
  const [first, second] = ${order}
  using _first = forks[first!]!.hold()
  using _second = forks[second!]!.hold()
}
function ada(): void { dine(0, 1) }
function guido(): void { dine(1, 2) }
function tim(): void { dine(2, 0) }
`, 'ada', 'guido', 'tim')
}

it('three philosophers deadlock by one preemption, each holding what the next one wants', async () => {
  const report = await exploreSnippet(philosophers('[one, two]'))
  const [failure] = failures(report)
  expect([failure!.end.kind, failure!.preemptions]).toEqual(['deadlock', 1])
  expect(why(failure!.example)).toMatch(/holds .* and waits for .*; .* holds .* and waits for .*; .* holds .* and waits for /)
  // 7 classes of the 168 orders in which they take and give back the forks; a class more or less is what exploring may waste.
  expect(report.runs).toBeLessThanOrEqual(7 + 2)
})

it('with ordered forks no schedule deadlocks', async () => {
  const report = await exploreSnippet(philosophers('one < two ? [one, two] : [two, one]'))
  expect(report).toMatchObject({ coverage: { kind: 'all', cutOff: false } })
  expect(failures(report)).toEqual([])
  expect(report.runs).toBeLessThanOrEqual(6 + 2)
})

it('a run that ended well reports the order of locks that can deadlock', async () => {
  const { lockOrders } = await exploreSnippet(program(`
const a = new Lock()
const b = new Lock()
function ab(): void { using _a = a.hold(); using _b = b.hold() }
function ba(): void { using _b = b.hold(); using _a = a.hold() }
`, 'ab', 'ba'), { bound: 0 })
  expect(lockOrders.join('\n')).toMatch(/a.*b/)
})

function buffer(check: string, consumers: number): string {
  return program(`
const items = shared.list<number>()
const filled = new Condition()
function take(): void {
  using _ = filled.hold()
  ${check} (len(items) === 0) filled.wait()
  items.pop()
}
function put(): void {
  for (let item = 0; item < ${consumers}; item++) {
    using _ = filled.hold()
    items.append(item)
    filled.notify()
  }
}
`, ...Array.from<string>({ length: consumers }).fill('take'), 'put')
}

it('a buffer whose wait stands behind an if fails with two consumers, and not with one', async () => {
  const [failure] = failures(await exploreSnippet(buffer('if', 2)))
  expect(failure!.end).toMatchObject({ kind: 'error', message: expect.stringContaining('pop') })
  expect(why(failure!.example)).toMatch(/waited.* before .* went on/)
  expect(failures(await exploreSnippet(buffer('if', 1)))).toEqual([])
})

it('with while it holds in all schedules', { timeout: 180_000 }, async () => {
  const report = await exploreSnippet(buffer('while', 2))
  expect(report).toMatchObject({ coverage: { kind: 'all', cutOff: false } })
  expect(failures(report)).toEqual([])
})

it('a notification before the wait is heard by no thread', async () => {
  const [failure] = failures(await exploreSnippet(program(`
const called = new Condition()
function wait(): void { using _ = called.hold(); called.wait() }
function call(): void { using _ = called.hold(); called.notify() }
`, 'wait', 'call')))
  expect(failure!.end.kind).toBe('deadlock')
  expect(why(failure!.example)).toMatch(/notified called on line \d+ before .* waited on line \d+: no thread heard it/)
})

it('a schedule gives the same steps each time it is replayed', async () => {
  const { ends } = await exploreSnippet(buffer('if', 2))
  await replayed(buffer('if', 2), ends.find(({ end }) => isFailure(end))!.example, import.meta.env.FULL === '1' ? 100 : 10)
})
