import type { BenchRow } from '../row'
import { measureSnippet, median, spreadOf } from '../row'

const SNIPPET = `
import { Lock, Thread } from 'threading'
import { print } from 'builtins'
import * as shared from 'shared'

const ping = new Lock()
const pong = new Lock()
const place = shared.array(64)
const words = new Int32Array(place.buffer, place.byteOffset)
const N = 20_000
const ROUNDS = 9

function answerLocks() {
  for (let i = 0; i < N * ROUNDS; i++) { ping.acquire(); pong.release() }
}
function askLocks() {
  for (let i = 0; i < N; i++) { ping.release(); pong.acquire() }
}

function await_(index: number) {
  while (Atomics.exchange(words, index, 0) === 0)
    Atomics.wait(words, index, 0)
}
function wake(index: number) {
  Atomics.store(words, index, 1)
  Atomics.notify(words, index, 1)
}
function answerBare() {
  for (let i = 0; i < N * ROUNDS; i++) { await_(0); wake(32) }
}
function askBare() {
  for (let i = 0; i < N; i++) { wake(0); await_(32) }
}

function time(work: () => void): number {
  const begin = performance.now()
  work()
  return (performance.now() - begin) / N / 2 * 1e3
}

export function main() {
  const result: { ours: number[], bare: number[] } = { ours: [], bare: [] }
  ping.acquire()
  pong.acquire()
  const threads = [new Thread({ target: answerLocks }), new Thread({ target: answerBare })]
  for (const thread of threads) thread.start()
  for (let round = 0; round < ROUNDS; round++) {
    result.ours.push(time(askLocks))
    result.bare.push(time(askBare))
  }
  for (const thread of threads) thread.join()
  print(JSON.stringify(result))
}
`

/** A lock handed to and fro between two threads. */
export const lockHandoff: BenchRow = {
  name: 'lock-handoff',
  what: 'a Lock released for a waiting thread, against bare Atomics.wait and notify',
  bar: 'ratio <= 1.5',
  async measure(context) {
    const { ours, bare } = await measureSnippet<'ours' | 'bare'>(context, 'lock-handoff.ts', SNIPPET, 'free')
    const ratio = median(ours) / median(bare)
    return { ours: median(ours), peer: median(bare), unit: 'µs', ratio, spread: spreadOf(ours), holds: ratio <= 1.5 }
  },
}
