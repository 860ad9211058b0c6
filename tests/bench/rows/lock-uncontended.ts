import type { BenchRow } from '../row'
import { measureSnippet, median, spreadOf } from '../row'

const SNIPPET = `
import { Lock } from 'threading'
import { print } from 'builtins'
import * as shared from 'shared'

const lock = new Lock()
const place = shared.array(2)
const words = new Int32Array(place.buffer, place.byteOffset)
const N = 1_000_000

class Futex {
  acquire() {
    if (Atomics.compareExchange(words, 0, 0, 1) !== 0) {
      while (Atomics.exchange(words, 0, 2) !== 0)
        Atomics.wait(words, 0, 2)
    }
  }
  release() {
    if (Atomics.exchange(words, 0, 0) === 2)
      Atomics.notify(words, 0, 1)
  }
}
const futex = new Futex()

function ours() { for (let i = 0; i < N; i++) { lock.acquire(); lock.release() } }
function bare() { for (let i = 0; i < N; i++) { futex.acquire(); futex.release() } }

function time(work: () => void): number {
  const begin = performance.now()
  work()
  return (performance.now() - begin) / N * 1e6
}

export function main() {
  const result: { ours: number[], bare: number[] } = { ours: [], bare: [] }
  time(ours); time(bare)
  for (let round = 0; round < 9; round++) {
    result.ours.push(time(ours))
    result.bare.push(time(bare))
  }
  print(JSON.stringify(result))
}
`

/** acquire + release without contention. */
export const lockUncontended: BenchRow = {
  name: 'lock-uncontended',
  what: 'Lock acquire + release, nobody waiting, against a bare futex',
  bar: 'ratio <= 1.5',
  async measure(context) {
    const { ours, bare } = await measureSnippet<'ours' | 'bare'>(context, 'lock-uncontended.ts', SNIPPET, 'free')
    const ratio = median(ours) / median(bare)
    return { ours: median(ours), peer: median(bare), unit: 'ns', ratio, spread: spreadOf(ours), holds: ratio <= 1.5 }
  },
}
