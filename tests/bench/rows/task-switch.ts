import type { BenchRow } from '../row'
import { execFileSync } from 'node:child_process'
import { measureSnippet, median, spreadOf } from '../row'

const SNIPPET = `
import * as asyncio from 'asyncio'
import { print } from 'builtins'

const N = 50_000
async function hop() { for (let i = 0; i < N; i++) await asyncio.sleep(0) }

export async function main() {
  const ours: number[] = []
  for (let round = 0; round < 7; round++) {
    const begin = performance.now()
    await asyncio.gather(hop(), hop())
    ours.push((performance.now() - begin) / (2 * N) * 1000)
  }
  print(JSON.stringify({ ours }))
}
`

const TWIN = `
import asyncio, json, time
N = 50_000
async def hop():
    for i in range(N):
        await asyncio.sleep(0)
async def main():
    times = []
    for round in range(7):
        begin = time.perf_counter()
        await asyncio.gather(hop(), hop())
        times.append((time.perf_counter() - begin) / (2 * N) * 1e6)
    print(json.dumps(times))
asyncio.run(main())
`

/** From one task to the other and back, by sleep(0), with the trace on. */
export const taskSwitch: BenchRow = {
  name: 'task-switch',
  what: 'a switch between two tasks by sleep(0), traced, against asyncio of this machine\'s python3',
  bar: 'ratio <= 1',
  async measure(context) {
    const { ours } = await measureSnippet<'ours'>(context, 'task-switch.ts', SNIPPET, 'gil')
    const python = JSON.parse(execFileSync('python3', ['-c', TWIN], { encoding: 'utf8' })) as number[]
    const ratio = median(ours) / median(python)
    return { ours: median(ours), peer: median(python), unit: 'µs', ratio, spread: spreadOf(ours), holds: ratio <= 1 }
  },
}
