import type { SandboxToHost } from '../../../engine/protocol/messages'
import { expect, it } from 'vitest'
import { useEngine, warmEngine } from '../../../engine/host'
import { runSnippet } from '../run-snippet'

/** How many workers the frame has said are ready, each time that their number grew. */
const ready: number[] = []
addEventListener('message', ({ data }: MessageEvent<SandboxToHost>) => {
  if (data.type === 'warm')
    ready.push(data.workers)
})

const twoThreads = `
import { Event, Thread } from 'threading'
const gate = new Event()
function work() {
  gate.wait()
}
export function main() {
  const threads = [new Thread({ target: work }), new Thread({ target: work })]
  for (const thread of threads)
    thread.start()
  gate.set()
  for (const thread of threads)
    thread.join()
}`

it('a run takes a worker for main and one for each thread that it is known to start, and no more', async () => {
  await warmEngine()
  useEngine().expectThreads(3)
  for (let run = 0; run < 5; run++) {
    await expect.poll(() => ready.at(-1), { timeout: 60_000 }).toBe(4)
    ready.length = 0
    expect((await runSnippet(twoThreads, { threads: 2 })).summary.outcome).toBe('finished')
    useEngine().expectThreads(3)
    // One was left, so that the first which boots is the second.
    await expect.poll(() => ready[0], { timeout: 60_000 }).toBe(2)
  }
})
