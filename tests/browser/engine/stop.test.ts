import { describe, expect, it } from 'vitest'
import { Session } from '../../../engine/host'
import { listenFor } from '../../../engine/protocol/run-event'
import { runSnippet } from '../run-snippet'

const ENDLESS: Record<string, string> = {
  'an endless loop in main': `
    import { print } from 'builtins'
    export function main() { print('go'); while (true) {} }`,
  'an endless loop in a thread': `
    import { Thread } from 'threading'
    import { print } from 'builtins'
    function spin() { print('go'); while (true) {} }
    export function main() { const thread = new Thread({ target: spin }); thread.start(); thread.join() }`,
  'an endless loop in an async function': `
    import { print } from 'builtins'
    async function spin() { print('go'); while (true) {} }
    export async function main() { await spin() }`,
  'an endless loop between awaits': `
    import * as asyncio from 'asyncio'
    import { print } from 'builtins'
    export async function main() { print('go'); while (true) await asyncio.sleep(0) }`,
  'a loop that catches everything': `
    import { print } from 'builtins'
    export function main() { print('go'); while (true) { try { while (true) {} } catch {} } }`,
  'a thread blocked forever on a lock': `
    import { Lock, Thread } from 'threading'
    import { print } from 'builtins'
    const lock = new Lock()
    function block() { print('go'); lock.acquire() }
    export function main() { lock.acquire(); const thread = new Thread({ target: block }); thread.start(); thread.join() }`,
  'a thread blocked forever on a queue': `
    import { Queue } from 'queue'
    import { print } from 'builtins'
    const queue = new Queue()
    export function main() { print('go'); queue.get() }`,
  'a thread that waits with a condition held': `
    import { Condition } from 'threading'
    import { print } from 'builtins'
    const condition = new Condition()
    export function main() { using _ = condition.hold(); print('go'); condition.wait() }`,
  'a result that never comes, in a block that shuts its pool down': `
    import { ThreadPoolExecutor } from 'concurrent.futures'
    import { print } from 'builtins'
    function spin() { print('go'); while (true) {} }
    export function main() { using pool = new ThreadPoolExecutor(); pool.submit(spin).result() }`,
  'an endless call in a process': `
    import { ProcessPoolExecutor } from 'concurrent.futures'
    import { print } from 'builtins'
    function spin() { print('go'); while (true) {} }
    export function main() { using pool = new ProcessPoolExecutor(); pool.submit(spin).result() }`,
  'a long sleep': `
    import * as time from 'time'
    import { print } from 'builtins'
    export function main() { print('go'); time.sleep(1000) }`,
  'an event loop that waits forever': `
    import * as asyncio from 'asyncio'
    import { print } from 'builtins'
    export async function main() { print('go'); await new asyncio.Future() }`,
}

const ROUNDS = import.meta.env.FULL === '1' ? 10 : 3
/** Starts a program, waits for its first line, stops it; gives how long the stop took. */
async function stopAfterFirstLine(source: string, mode: 'gil' | 'free'): Promise<number> {
  const session = new Session('endless.ts')
  const { promise: started, resolve } = Promise.withResolvers<void>()
  session.subscribe(listenFor({ output: () => resolve() }))
  const ended = session.run(source, { mode, threads: 1 })
  await started
  const begin = performance.now()
  session.stop()
  expect((await ended).outcome).toBe('stopped')
  return performance.now() - begin
}

describe('stop', () => {
  for (const [what, source] of Object.entries(ENDLESS)) {
    for (const mode of ['gil', 'free'] as const) {
      it(`ends ${what} (${mode})`, async () => {
        const times: number[] = []
        for (let round = 0; round < ROUNDS; round++)
          times.push(await stopAfterFirstLine(source, mode))
        const median = times.sort((a, b) => a - b)[times.length >> 1]!
        console.info(`stop of ${what} (${mode}): median ${median.toFixed(1)} ms of ${ROUNDS}`)
      })
    }
  }

  it('leaves the next run able to start and to print', async () => {
    await stopAfterFirstLine(ENDLESS['a loop that catches everything']!, 'gil')
    const { lines, summary } = await runSnippet(`import { print } from 'builtins'\nexport function main() { print('next') }`)
    expect(lines).toEqual(['next'])
    expect(summary.outcome).toBe('finished')
  })

  it('ends a program before it has printed anything', async () => {
    const session = new Session('early.ts')
    const ended = session.run('export function main() { while (true) {} }')
    session.stop()
    expect((await ended).outcome).toBe('stopped')
  })

  it('runs finally blocks of the threads it ends', async () => {
    const session = new Session('finally.ts')
    const lines: string[] = []
    const { promise: started, resolve } = Promise.withResolvers<void>()
    session.subscribe(listenFor({ output: (event) => {
      lines.push(...event.lines.map(line => line.text))
      resolve()
    } }))
    const ended = session.run(`
      import * as time from 'time'
      import { print } from 'builtins'
      export function main() { try { print('go'); time.sleep(1000) } finally { print('tidied up') } }`)
    await started
    session.stop()
    await ended
    expect(lines).toEqual(['go', 'tidied up'])
  })
})
