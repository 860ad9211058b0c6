import type { BenchContext, BenchRow } from '../row'
import { measureSnippet, median, spreadOf } from '../row'

/** Two threads with six visible operations each, which lead to one end whatever their order. */
const PROGRAM = `
import json, threading, time

a = b = 0

def work_a():
    global a
    a += 1
    a += 1
    a += 1

def work_b():
    global b
    b += 1
    b += 1
    b += 1

def run():
    threads = [threading.Thread(target=work_a), threading.Thread(target=work_b)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
`

const SCHEDULED = `${PROGRAM}
run()
print(a, b)
`

const UNSCHEDULED = `${PROGRAM}
N = 100
per_second = []
for _ in range(9):
    begin = time.perf_counter()
    for _ in range(N): run()
    per_second.append(N / (time.perf_counter() - begin))
print(json.dumps({'perSecond': per_second}))
`

const RUNS = 300
const ROUNDS = 5
/** Enough for a slow machine. */
const TIMEOUT_SECONDS = 120

async function schedulesPerSecond(context: BenchContext): Promise<number> {
  const runner = await context.snippets()
  const begin = performance.now()
  const explored = await runner.explore('schedules.py', SCHEDULED, { granularity: 'bytecode', runs: 0, boundedRuns: 0, randomRuns: RUNS }, TIMEOUT_SECONDS)
  if (!('report' in explored) || explored.report.runs !== RUNS || explored.report.ends.length !== 1)
    throw new Error(`schedules.py: ${JSON.stringify(explored)}`)
  return RUNS / (performance.now() - begin) * 1000
}

/** Controlled runs of CPython from fresh state, chosen at random with priorities, their steps kept. */
export const schedulesPython: BenchRow = {
  name: 'schedules-python',
  what: 'The same of CPython, at every bytecode, against the same threads without a scheduler',
  bar: '150 a second',
  async measure(context) {
    const { perSecond } = await measureSnippet<'perSecond'>(context, 'unscheduled.py', UNSCHEDULED, 'gil', { trace: false, threads: 2 })
    // The first one gets the interpreter ready.
    await schedulesPerSecond(context)
    const rounds: number[] = []
    for (let round = 0; round < ROUNDS; round++)
      rounds.push(await schedulesPerSecond(context))
    const ours = median(rounds)
    return { ours, peer: median(perSecond), unit: 'a second', spread: spreadOf(rounds), holds: ours >= 150 }
  },
}
