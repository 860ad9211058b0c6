import type { BenchContext, BenchRow } from '../row'
import { execFile } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { filesOf } from '../../../live/content/manifest'
import { median, spreadOf } from '../row'

const DEMO = path.join(import.meta.dirname, '../../../snippets/two-hundred-waits')
const ROUNDS = 7
const MAX_RATIO = 4
const MAX_LOOP_SECONDS = 0.4
const TIMEOUT_S = 60

/** What the row compares: a program of the deck and the twin that CPython runs. */
const PAIRS = [
  { name: 'event loop', file: filesOf('asyncio').typescript, twin: filesOf('asyncio').python },
  { name: '100 threads', file: filesOf('threads').typescript, twin: filesOf('threads').python },
  { name: 'Python\'s asyncio', file: filesOf('asyncio').python, twin: filesOf('asyncio').python },
]

/** The demo's program; it prints four decimals in the place of two. */
function sourceOf(file: string): string {
  return fs.readFileSync(path.join(DEMO, file), 'utf8').replace('toFixed(2)', 'toFixed(4)').replace(':.2f', ':.4f')
}

function secondsIn(output: string): number {
  const seconds = /waits in ([\d.]+) s/.exec(output)?.[1]
  if (seconds === undefined)
    throw new Error(`no seconds in what the program printed: ${output}`)
  return Number(seconds)
}

async function onDeck(context: BenchContext, file: string): Promise<number> {
  const runner = await context.snippets()
  let output = ''
  await runner.run(file, sourceOf(file), { mode: 'gil', timeout: TIMEOUT_S, threads: 100 }, (event) => {
    output += event.type === 'output' ? event.line.text : JSON.stringify(event)
  })
  return secondsIn(output)
}

async function onCPython(file: string): Promise<number> {
  const { stdout } = await promisify(execFile)('python3', ['-c', sourceOf(file)], { cwd: DEMO, timeout: TIMEOUT_S * 1000 })
  return secondsIn(stdout)
}

/** Waiting has to be as cheap in the browser as the talk says it is. */
export const requests: BenchRow = {
  name: 'requests',
  what: '200 requests of 50 ms at once: the event loop, 100 threads and Python\'s asyncio, each against its twin on CPython',
  bar: `each ratio <= ${MAX_RATIO}, the event loop <= ${MAX_LOOP_SECONDS} s`,
  async measure(context) {
    const measured = PAIRS.map(pair => ({ ...pair, ours: [] as number[], peer: [] as number[] }))
    for (let round = -1; round < ROUNDS; round++) {
      for (const { file, twin, ours, peer } of measured) {
        const seconds = [await onDeck(context, file), await onCPython(twin)] as const
        if (round < 0)
          continue
        ours.push(seconds[0])
        peer.push(seconds[1])
      }
    }
    const compared = measured.map(({ name, ours, peer }) => ({ name, ours, peer: median(peer), ratio: median(ours) / median(peer) }))
    for (const { name, ours, peer, ratio } of compared)
      console.error(`  ${name}: ${median(ours).toFixed(3)} s (${spreadOf(ours).map(seconds => seconds.toFixed(3)).join(' – ')}) against ${peer.toFixed(3)} s = ${ratio.toFixed(2)}`)
    const worst = compared.reduce((one, other) => other.ratio > one.ratio ? other : one)
    const holds = worst.ratio <= MAX_RATIO && median(compared[0]!.ours) <= MAX_LOOP_SECONDS
    return { ours: median(worst.ours), peer: worst.peer, unit: `s, ${worst.name}`, ratio: worst.ratio, spread: spreadOf(worst.ours), holds }
  },
}
