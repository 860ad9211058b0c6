import type { BenchRow } from '../row'
import { measureSnippet, median, spreadOf } from '../row'

const SNIPPET = `
import { Queue } from 'queue'
import { Thread } from 'threading'
import { print } from 'builtins'

const queue = new Queue<number>({ maxsize: 1000 })
const done = new Queue<number>()
const N = 50_000

function consume() {
  for (let i = 0; i < N; i++) queue.get()
  done.put(0)
}

export function main() {
  const rates: number[] = []
  for (let round = 0; round < 7; round++) {
    const thread = new Thread({ target: consume })
    thread.start()
    const begin = performance.now()
    for (let i = 0; i < N; i++) queue.put(i)
    done.get()
    rates.push(N / (performance.now() - begin) * 1000)
    thread.join()
  }
  print(JSON.stringify({ rates }))
}
`
const LIMIT_PER_SECOND = 100_000

/** Small items from one thread to another. */
export const queue: BenchRow = {
  name: 'queue',
  what: 'items put by one thread and got by another, in a second',
  bar: '>= 100,000 /s',
  async measure(context) {
    const { rates } = await measureSnippet<'rates'>(context, 'queue.ts', SNIPPET, 'free', { threads: 2 })
    return { ours: median(rates), peer: LIMIT_PER_SECOND, unit: '/s', spread: spreadOf(rates), holds: median(rates) >= LIMIT_PER_SECOND }
  },
}
