import type { BenchContext, BenchRow } from '../row'
import { measureSnippet, median, spreadOf } from '../row'

/** Two threads with six visible operations each, which lead to one end whatever their order. */
const PROGRAM = `
import { print } from 'builtins'
import * as shared from 'shared'
import { Thread } from 'threading'

const a = shared.int(0)
const b = shared.int(0)

function work(counter: typeof a) {
  counter.value += 1
  counter.value += 1
  counter.value += 1
}

function run() {
  const first = new Thread({ target: work, args: [a] })
  const second = new Thread({ target: work, args: [b] })
  first.start()
  second.start()
  first.join()
  second.join()
}
`

const SCHEDULED = `${PROGRAM}
export function main() {
  run()
  print(a.value, b.value)
}
`

const UNSCHEDULED = `${PROGRAM}
const N = 200
export function main() {
  const perSecond: number[] = []
  for (let round = 0; round < 9; round++) {
    const begin = performance.now()
    for (let i = 0; i < N; i++) run()
    perSecond.push(N / (performance.now() - begin) * 1000)
  }
  print(JSON.stringify({ perSecond }))
}
`

const RUNS = 1000
const ROUNDS = 5
/** Enough for a slow machine. */
const TIMEOUT_SECONDS = 60

async function schedulesPerSecond(context: BenchContext): Promise<number> {
  const runner = await context.snippets()
  const begin = performance.now()
  const explored = await runner.explore('schedules.ts', SCHEDULED, { granularity: 'free-threaded', runs: 0, boundedRuns: 0, randomRuns: RUNS }, TIMEOUT_SECONDS)
  if (!('report' in explored) || explored.report.runs !== RUNS || explored.report.ends.length !== 1)
    throw new Error(`schedules.ts: ${JSON.stringify(explored)}`)
  return RUNS / (performance.now() - begin) * 1000
}

/** Controlled runs from fresh state, chosen at random with priorities, their steps kept. */
export const schedules: BenchRow = {
  name: 'schedules',
  what: 'Controlled runs of two threads with six visible operations each, from fresh state, against the same threads without a scheduler',
  bar: '1,000 a second',
  async measure(context) {
    const { perSecond } = await measureSnippet<'perSecond'>(context, 'unscheduled.ts', UNSCHEDULED, 'free', { trace: false, threads: 2 })
    // The first one gets the workers ready.
    await schedulesPerSecond(context)
    const rounds: number[] = []
    for (let round = 0; round < ROUNDS; round++)
      rounds.push(await schedulesPerSecond(context))
    const ours = median(rounds)
    return { ours, peer: median(perSecond), unit: 'a second', spread: spreadOf(rounds), holds: ours >= 1000 }
  },
}
