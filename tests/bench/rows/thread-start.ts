import type { BenchRow } from '../row'
import { measureSnippet, median, spreadOf } from '../row'

const SNIPPET = `
import { Thread } from 'threading'
import { print } from 'builtins'
import * as shared from 'shared'
import * as time from 'time'

const begun = shared.float(0)

function first() { begun.value = time.perfCounter() }

export function main() {
  const ours: number[] = []
  for (let round = 0; round < 50; round++) {
    const thread = new Thread({ target: first })
    const begin = time.perfCounter()
    thread.start()
    thread.join()
    ours.push((begun.value - begin) * 1000)
  }
  print(JSON.stringify({ ours }))
}
`

/** How long a bare worker takes to its first instruction, in milliseconds; run in the page. */
async function bareWorkers(rounds: number): Promise<number[]> {
  const url = URL.createObjectURL(new Blob(['postMessage(performance.timeOrigin + performance.now())'], { type: 'text/javascript' }))
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const begin = performance.timeOrigin + performance.now()
    const worker = new Worker(url)
    const first = await new Promise<number>(resolve => worker.onmessage = ({ data }: MessageEvent<number>) => resolve(data))
    worker.terminate()
    times.push(first - begin)
  }
  return times
}

/** From `start()` to the thread's first instruction. */
export const threadStart: BenchRow = {
  name: 'thread-start',
  what: 'Thread.start to its first instruction, pool warm, against a bare new Worker',
  bar: 'ratio <= 0.1 and median < 1 ms',
  async measure(context) {
    const { ours } = await measureSnippet<'ours'>(context, 'thread-start.ts', SNIPPET, 'free', { threads: 2 })
    const { page } = await context.snippets()
    const bare = await page.evaluate(bareWorkers, 20)
    const ratio = median(ours) / median(bare)
    return { ours: median(ours), peer: median(bare), unit: 'ms', ratio, spread: spreadOf(ours), holds: ratio <= 0.1 && median(ours) < 1 }
  },
}
