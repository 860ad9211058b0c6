/** Explorations of programs on the threads' own workers: counts that can be checked by hand. */
import type { ExplorationReport } from '../../../engine/protocol/exploration'
import { expect, it } from 'vitest'
import { exploreSnippet } from './run-schedules'

function incrementing(statement: string, times: number, threads = 2): string {
  return `import { Lock, Thread } from 'threading'
import { int, print } from 'builtins'
import * as shared from 'shared'
const counter = shared.int(0)
const lock = new Lock()
function work(): void {
  for (let i = 0; i < ${times}; i++) { ${statement} }
}
export function main(): void {
  const threads = Array.from({ length: ${threads} }, () => new Thread({ target: work }))
  for (const thread of threads) thread.start()
  for (const thread of threads) thread.join()
  print(counter.value)
}
`
}

/** What was printed, or how else runs ended, with the interleavings that lead there. */
function endsOf({ ends }: ExplorationReport): Record<string, number | undefined> {
  return Object.fromEntries(ends.map(({ end, output, interleavings }) => [end.kind === 'finished' ? output.trim() : end.kind, interleavings]))
}

it('two increments: 6 interleavings in 4 runs, of which 4 lose one', async () => {
  const report = await exploreSnippet(incrementing('counter.value += 1', 1))
  expect(report).toMatchObject({ coverage: { kind: 'all', cutOff: false }, interleavings: 6, runs: 4, redundant: 0 })
  expect(endsOf(report)).toEqual({ 1: 4, 2: 2 })
  expect(report.ends.map(({ preemptions, runs }) => [preemptions, runs]).sort()).toEqual([[0, 2], [1, 2]])
})

it('two times two increments: 70 interleavings, of which 6 lose none', async () => {
  expect(endsOf(await exploreSnippet(incrementing('counter.value += 1', 2)))).toEqual({ 2: 32, 3: 32, 4: 6 })
})

it('one end with a lock', async () => {
  expect(Object.keys(endsOf(await exploreSnippet(incrementing('using _ = lock.hold(); counter.value += 1', 2))))).toEqual(['4'])
})

it('under the GIL += 1 never loses an update, += int(1) does', async () => {
  expect(Object.keys(endsOf(await exploreSnippet(incrementing('counter.value += 1', 1), { granularity: 'gil' })))).toEqual(['2'])
  expect(Object.keys(endsOf(await exploreSnippet(incrementing('counter.value += int(1)', 1), { granularity: 'gil' })))).toEqual(['1', '2'])
})

it('finds the deadlock of two locks taken in two orders, with one preemption', async () => {
  const report = await exploreSnippet(`import { Lock, Thread } from 'threading'
const a = new Lock()
const b = new Lock()
function ab(): void { a.acquire(); b.acquire(); b.release(); a.release() }
function ba(): void { b.acquire(); a.acquire(); a.release(); b.release() }
export function main(): void {
  const threads = [new Thread({ target: ab }), new Thread({ target: ba })]
  for (const thread of threads) thread.start()
  for (const thread of threads) thread.join()
}
`)
  expect(report.coverage).toEqual({ kind: 'all', cutOff: false })
  expect(report.ends.map(({ end, preemptions }) => [end.kind, preemptions]).sort()).toEqual([['deadlock', 1], ['finished', 0]])
})

it('reports what it has found so far, and stops', async () => {
  const controller = new AbortController()
  const seen: number[] = []
  const report = await exploreSnippet(incrementing('counter.value += 1', 4, 3), { runs: 1e6 }, {
    signal: controller.signal,
    progress({ runs }) {
      seen.push(runs)
      if (seen.length === 2)
        controller.abort()
    },
  })
  expect(seen.length).toBeGreaterThan(1)
  expect(report.runs).toBeGreaterThanOrEqual(seen.at(-1)!)
  expect(report.coverage).not.toEqual({ kind: 'all', cutOff: false })
})
