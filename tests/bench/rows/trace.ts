import type { BenchRow } from '../row'
import { measureSnippet, median, spreadOf } from '../row'

/** Tasks and threads that compute a little between their waits, as programs do. */
const SNIPPET = `
import * as asyncio from 'asyncio'
import { Lock, Thread } from 'threading'
import { print, range } from 'builtins'
import * as shared from 'shared'

const lock = new Lock()
const total = shared.int(0)

function compute(): number { let x = 0; for (let i = 0; i < 20_000; i++) x = (x * 31 + i) % 1000003; return x }
function work() {
  for (let i = 0; i < 200; i++) {
    const x = compute()
    using _ = lock.hold()
    total.value += x
  }
}
async function task() {
  for (let i = 0; i < 20; i++) { compute(); await asyncio.sleep(0) }
}
async function tasks() { await asyncio.gather(...range(20).map(() => task())) }

export function main() {
  const times: number[] = []
  for (let round = 0; round < 11; round++) {
    const begin = performance.now()
    const threads = [new Thread({ target: work }), new Thread({ target: work })]
    for (const thread of threads) thread.start()
    for (const thread of threads) thread.join()
    asyncio.run(tasks())
    times.push(performance.now() - begin)
  }
  print(JSON.stringify({ times: times.slice(2) }))
}
`

/** What recording the lanes costs. */
export const trace: BenchRow = {
  name: 'trace',
  what: 'threads and tasks with the trace on, against the same program with it off',
  bar: 'ratio <= 1.05',
  async measure(context) {
    const on: number[] = []
    const off: number[] = []
    for (let round = 0; round < 5; round++) {
      off.push(...(await measureSnippet<'times'>(context, 'trace.ts', SNIPPET, 'gil', { trace: false, threads: 2 })).times)
      on.push(...(await measureSnippet<'times'>(context, 'trace.ts', SNIPPET, 'gil', { trace: true, threads: 2 })).times)
    }
    const ratio = median(on) / median(off)
    return { ours: median(on), peer: median(off), unit: 'ms', ratio, spread: spreadOf(on), holds: ratio <= 1.05 }
  },
}
