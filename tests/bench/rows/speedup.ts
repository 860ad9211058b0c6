import type { BenchContext, BenchRow, Measurement } from '../row'
import { measureSnippet, median, spreadOf } from '../row'

const SNIPPET = `
import { Thread } from 'threading'
import { print } from 'builtins'

function fib(n: number): number { return n < 2 ? n : fib(n - 1) + fib(n - 2) }
// So long that what each new worker takes to optimize it counts for little.
function work() { fib(38) }

function time(run: () => void): number {
  const begin = performance.now()
  run()
  return performance.now() - begin
}
function sequential() { work(); work() }
function threads() {
  const both = [new Thread({ target: work }), new Thread({ target: work })]
  for (const thread of both) thread.start()
  for (const thread of both) thread.join()
}

export function main() {
  const result: { sequential: number[], threads: number[] } = { sequential: [], threads: [] }
  // Once for each worker to compile what it runs.
  threads(); sequential()
  for (let round = 0; round < 9; round++) {
    result.sequential.push(time(sequential))
    result.threads.push(time(threads))
  }
  print(JSON.stringify(result))
}
`

async function measure(context: BenchContext, mode: 'gil' | 'free', holds: (speedup: number) => boolean): Promise<Measurement> {
  const { sequential, threads } = await measureSnippet<'sequential' | 'threads'>(context, 'speedup.ts', SNIPPET, mode, { threads: 2 })
  const speedup = median(sequential) / median(threads)
  return { ours: median(threads), peer: median(sequential), unit: 'ms', ratio: speedup, spread: spreadOf(threads), holds: holds(speedup) }
}

/** Two CPU-bound threads without the GIL. */
export const speedupFreeThreaded: BenchRow = {
  name: 'speedup-free-threaded',
  what: 'two threads that compute, free-threaded, against one after the other (ratio: how many times as fast)',
  bar: 'ratio >= 1.8',
  measure: context => measure(context, 'free', speedup => speedup >= 1.8),
}

/** Two CPU-bound threads with the GIL. */
export const speedupGil: BenchRow = {
  name: 'speedup-gil',
  what: 'two threads that compute, under the GIL, against one after the other (ratio: how many times as fast)',
  bar: '0.9 <= ratio <= 1.15',
  measure: context => measure(context, 'gil', speedup => speedup >= 0.9 && speedup <= 1.15),
}
