import { expect, it } from 'vitest'
import { Session, warmEngine } from '../../../engine/host'
import { MAX_LINE_LETTERS } from '../../../engine/protocol/lengths'
import { listenFor } from '../../../engine/protocol/run-event'
import { runSnippet } from '../run-snippet'

function LOST_UPDATE(step: string): string {
  return `
import { Lock, Thread } from 'threading'
import { int, print } from 'builtins'
import * as shared from 'shared'

const lock = new Lock()
const counter = shared.int(0)

function work(n: number) {
  for (let i = 0; i < n; i++) {
    ${step}
  }
}

export function main() {
  const threads = [1, 2].map(() => new Thread({ target: work, args: [200_000] }))
  for (const thread of threads) thread.start()
  for (const thread of threads) thread.join()
  print(400_000 - counter.value + int(0))
}
`
}
const PLAIN = 'counter.value += 1'
const CALL = 'counter.value += int(1)'
const LOCKED = 'using _ = lock.hold(); counter.value += 1'

async function lost(step: string, mode: 'gil' | 'free'): Promise<number> {
  const { lines, problems } = await runSnippet(LOST_UPDATE(step), { mode, threads: 2 })
  expect(problems).toEqual([])
  return Number(lines[0])
}

/** Whether updates are lost is chance: one of several runs is enough. */
async function losesInSomeRun(step: string, mode: 'gil' | 'free'): Promise<boolean> {
  for (let run = 0; run < 10; run++) {
    if (await lost(step, mode) > 0)
      return true
  }
  return false
}

const RUNS = import.meta.env.FULL === '1' ? 20 : 3

it('free-threaded, += 1 without the lock loses updates', async () => {
  expect(await losesInSomeRun(PLAIN, 'free')).toBe(true)
})

it('with the lock no update is lost, free-threaded or under the GIL', async () => {
  for (let run = 0; run < RUNS; run++) {
    expect(await lost(LOCKED, 'free')).toBe(0)
    expect(await lost(LOCKED, 'gil')).toBe(0)
  }
}, 120_000)

it('under the GIL += 1 loses nothing, for no checkpoint lies between its read and its write', async () => {
  for (let run = 0; run < RUNS; run++)
    expect(await lost(PLAIN, 'gil')).toBe(0)
})

it('under the GIL += int(1) loses updates, for a call has a checkpoint after it', async () => {
  expect(await losesInSomeRun(CALL, 'gil')).toBe(true)
})

it('twenty waits of half a second overlap in threads and on the event loop', async () => {
  const { lines, problems } = await runSnippet(`
import * as asyncio from 'asyncio'
import { Thread } from 'threading'
import { print, range } from 'builtins'
import * as time from 'time'
import * as web from 'web'

const URL = 'io/wait?ms=500'
function get() { web.get(URL) }
function threads() {
  const all = range(20).map(() => new Thread({ target: get }))
  for (const thread of all) thread.start()
  for (const thread of all) thread.join()
}
async function concurrent() { await asyncio.gather(...range(20).map(() => web.aget(URL))) }
function timed(work: () => void) { const begin = time.perfCounter(); work(); return time.perfCounter() - begin }

export function main() {
  // Once before, so that the pool has grown: it is a warm pool that is promised.
  threads()
  print(timed(threads))
  print(timed(() => asyncio.run(concurrent())))
}`, { threads: 20, timeout: 60 })
  expect(problems).toEqual([])
  const [threads, concurrent] = lines.map(Number) as [number, number]
  console.info(`20 waits of 500 ms: threads ${threads.toFixed(2)} s, asyncio ${concurrent.toFixed(2)} s`)
  const oneAfterTheOther = 20 * 0.5
  expect(threads).toBeLessThan(oneAfterTheOther)
  expect(concurrent).toBeLessThan(oneAfterTheOther)
}, 90_000)

it('a run that was superseded shows nothing more, neither before it begins nor in its midst', async () => {
  await warmEngine()
  const session = new Session('twice.ts')
  const seen: string[] = []
  const begun = new Promise<void>((resolve) => {
    session.subscribe(listenFor({
      output({ lines }) {
        seen.push(...lines.map(line => line.text))
        resolve()
      },
    }))
  })
  const endless = (name: string): string => `
import { print } from 'builtins'
import * as time from 'time'
export function main() {
  for (;;) {
    print('${name}')
    time.sleep(0.001)
  }
}`
  const first = session.run(endless('first'))
  const second = session.run(endless('second'))
  expect((await first).outcome).toBe('superseded')
  await begun
  const other = runSnippet(`import { print } from 'builtins'\nexport function main() { print('other') }`)
  expect((await second).outcome).toBe('superseded')
  const seenAtEnd = seen.length
  expect((await other).lines).toEqual(['other'])
  expect(seen).toHaveLength(seenAtEnd)
  expect(new Set(seen)).toEqual(new Set(['second']))
  expect(session.state).toBe('idle')
})

it('each line carries the thread or task that printed it, and its time', async () => {
  const { output } = await runSnippet(`
import * as asyncio from 'asyncio'
import { Thread } from 'threading'
import { print } from 'builtins'
function work() { print('in a thread') }
async function task() { print('in a task') }
async function both() { await asyncio.createTask(task(), { name: 'fetcher' }) }
export function main() {
  print('in main')
  const thread = new Thread({ target: work, name: 'worker' })
  thread.start()
  thread.join()
  asyncio.run(both())
}`)
  expect(output.map(({ text, thread, task }) => [text, thread, task])).toEqual([
    ['in main', 'MainThread', undefined],
    ['in a thread', 'worker', undefined],
    ['in a task', 'MainThread', 'fetcher'],
  ])
  const times = output.map(line => line.time)
  expect(times).toEqual([...times].sort((a, b) => a - b))
  expect(times[0]).toBeGreaterThan(0)
})

it('of a very long line the beginning arrives, and how much more there was', async () => {
  const { output } = await runSnippet(`import { print } from 'builtins'\nexport function main() { print('é'.repeat(200_000)) }`)
  expect(output).toMatchObject([{ text: 'é'.repeat(MAX_LINE_LETTERS), cut: 200_000 - MAX_LINE_LETTERS }])
})

it('a hundred thousand lines arrive, none lost and in order', async () => {
  const { lines } = await runSnippet(`import { print } from 'builtins'\nexport function main() { for (let i = 0; i < 100_000; i++) print(i) }`, { timeout: 60 })
  expect(lines).toHaveLength(100_000)
  expect(lines.every((line, index) => line === String(index))).toBe(true)
}, 60_000)

it('a program that ends before its main has taken all of the time until then', async () => {
  const { summary } = await runSnippet(`
    import * as time from 'time'

    const end = time.perfCounter() + 0.2
    while (time.perfCounter() < end) { /* on purpose */ }
    throw new Error('no main')
    export function main() {}
  `)
  expect(summary.outcome).toBe('failed')
  expect(summary.wall).toBeGreaterThanOrEqual(195)
})
