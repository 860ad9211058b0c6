import type { BenchContext, BenchRow } from '../row'

/** Philosophers who take two forks and give them back: nothing else of theirs is a step. */
function philosophers(count: number, ordered: boolean): string {
  return `import { Lock, Thread } from 'threading'

const forks = Array.from({ length: ${count} }, () => new Lock())

function dine(me: number) {
  const right = (me + 1) % ${count}
  const [first, second] = ${ordered} && right < me ? [right, me] : [me, right]
  forks[first]!.acquire()
  forks[second]!.acquire()
  forks[second]!.release()
  forks[first]!.release()
}

export function main() {
  const threads = forks.map((_, me) => new Thread({ target: dine, args: [me] }))
  for (const thread of threads) thread.start()
  for (const thread of threads) thread.join()
}
`
}

/** Classes of three philosophers' interleavings, counted by hand; and of those with ordered forks. */
const CLASSES = { free: 7, ordered: 6 }
const INTERLEAVINGS = { free: 168, ordered: 142 }
/** Runs that exploring may waste. */
const WASTE = 2
const TIMEOUT_SECONDS = 60

async function runsOf(context: BenchContext, ordered: boolean) {
  const explored = await (await context.snippets()).explore('philosophers.ts', philosophers(3, ordered), { granularity: 'free-threaded' }, TIMEOUT_SECONDS)
  if (!('report' in explored))
    throw new Error(`philosophers.ts: ${JSON.stringify(explored)}`)
  return explored.report
}

/** Runs that exploring takes, against the classes that there are. */
export const reduction: BenchRow = {
  name: 'reduction',
  what: 'runs that exploring three philosophers takes, and three with ordered forks, against their classes',
  bar: `${WASTE} runs more at most`,
  untimed: true,
  async measure(context) {
    const free = await runsOf(context, false)
    const ordered = await runsOf(context, true)
    return {
      ours: free.runs + ordered.runs,
      peer: CLASSES.free + CLASSES.ordered,
      unit: 'runs',
      spread: [ordered.runs, free.runs],
      holds: free.runs <= CLASSES.free + WASTE && ordered.runs <= CLASSES.ordered + WASTE
        && free.interleavings === INTERLEAVINGS.free && ordered.interleavings === INTERLEAVINGS.ordered,
    }
  },
}
