import type { BenchRow } from '../row'
import { measureSnippet, median, spreadOf } from '../row'

const SNIPPET = `
import * as asyncio from 'asyncio'
import { print, range } from 'builtins'

export async function main() {
  const ours: number[] = []
  for (let round = 0; round < 3; round++) {
    const begin = performance.now()
    await asyncio.gather(...range(10_000).map(() => asyncio.sleep(1)))
    ours.push((performance.now() - begin) / 1000)
  }
  print(JSON.stringify({ ours }))
}
`
const LIMIT_SECONDS = 1.25

/** Ten thousand sleeps at once. */
export const gather10k: BenchRow = {
  name: 'gather-10k',
  what: 'gather of 10,000 sleeps of 1 s',
  bar: '<= 1.25 s',
  async measure(context) {
    const { ours } = await measureSnippet<'ours'>(context, 'gather-10k.ts', SNIPPET, 'gil')
    return { ours: median(ours), peer: LIMIT_SECONDS, unit: 's', spread: spreadOf(ours), holds: median(ours) <= LIMIT_SECONDS }
  },
}
