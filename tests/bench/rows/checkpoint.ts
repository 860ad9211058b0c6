import type { BenchRow } from '../row'
import { transform } from 'esbuild'
import { compile } from '../../../engine/compile/compile'
import { median, spreadOf } from '../row'

/** Four small programs that only compute. */
const KERNELS = {
  primes: `export function main() {
  let count = 0
  for (let n = 2; n < 250_000; n++) {
    let prime = true
    for (let d = 2; d * d <= n; d++) { if (n % d === 0) { prime = false; break } }
    if (prime) count++
  }
  return count
}`,
  fib: `function fib(n: number): number { return n < 2 ? n : fib(n - 1) + fib(n - 2) }
export function main() { return fib(31) }`,
  // Many short lists: on one long one V8 now and then enters code for a loop in the middle, which is dropped each time
  // where the loop ends, and the figure would measure that.
  sort: `function order(items: number[]) {
  for (let i = 1; i < items.length; i++) {
    const item = items[i]
    let j = i - 1
    while (j >= 0 && items[j] > item) { items[j + 1] = items[j]; j-- }
    items[j + 1] = item
  }
  return items[0]
}
export function main() {
  let seed = 1
  let sum = 0
  for (let list = 0; list < 1000; list++) {
    const items: number[] = []
    for (let i = 0; i < 200; i++) { seed = (seed * 1103515245 + 12345) & 0x3FFFFFFF; items.push(seed) }
    sum += order(items)
  }
  return sum
}`,
  mandelbrot: `export function main() {
  let inside = 0
  for (let y = 0; y < 200; y++) {
    for (let x = 0; x < 200; x++) {
      const cr = x / 100 - 1.5, ci = y / 100 - 1
      let zr = 0, zi = 0, n = 0
      while (n < 100 && zr * zr + zi * zi < 4) { const t = zr * zr - zi * zi + cr; zi = 2 * zr * zi + ci; zr = t; n++ }
      if (n === 100) inside++
    }
  }
  return inside
}`,
}

interface Job { plain: string, instrumented: string }

/** Workers that each program is measured in: what V8 makes of it differs a little from one to the next. */
const WORKERS = 5

type Times = Record<keyof Job, number[]>

/** Runs in the page: a program in a worker, plain and instrumented in turn. */
async function measureInPage(job: Job): Promise<Times> {
  const script = `
    const nothing = () => {}
    globalThis.__runtime = { words: new Int32Array(new SharedArrayBuffer(65536)), current: { line: 0 }, checkpoint: nothing, define: nothing }
    onmessage = async ({ data: { plain, instrumented } }) => {
      const load = async code => (await import(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })))).main
      const mains = { plain: await load(plain), instrumented: await load(instrumented) }
      const times = { plain: [], instrumented: [] }
      for (let round = -5; round < 15; round++) {
        for (const kind of round % 2 ? ['plain', 'instrumented'] : ['instrumented', 'plain']) {
          const begin = performance.now()
          mains[kind]()
          if (round >= 0) times[kind].push(performance.now() - begin)
        }
      }
      postMessage(times)
    }`
  const worker = new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })))
  try {
    return await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<Times>) => resolve(data)
      worker.onerror = event => reject(new Error(event.message))
      worker.postMessage(job)
    })
  }
  finally {
    worker.terminate()
  }
}

/** What the checkpoints cost a program that only computes. */
export const checkpoint: BenchRow = {
  name: 'checkpoint',
  what: 'primes, fib, sort and mandelbrot with checkpoints, against the same without',
  bar: 'geometric mean of the ratios <= 1.15',
  async measure(context) {
    const jobs: Job[] = []
    for (const [name, source] of Object.entries(KERNELS)) {
      const plain = (await transform(source, { loader: 'ts', format: 'esm', target: 'esnext' })).code
      jobs.push({ plain, instrumented: (await compile(transform as never, source, `${name}.ts`)).code })
    }
    const { page } = await context.snippets()
    const results: Times[][] = []
    for (const job of jobs) {
      const workers: Times[] = []
      for (let i = 0; i < WORKERS; i++)
        workers.push(await page.evaluate(measureInPage, job))
      results.push(workers)
    }
    const ratios = results.map(workers => median(workers.map(({ plain, instrumented }) => median(instrumented) / median(plain))))
    const ratio = Math.exp(ratios.reduce((sum, value) => sum + Math.log(value), 0) / ratios.length)
    const total = (kind: keyof Job): number => results.reduce((sum, workers) => sum + median(workers.map(times => median(times[kind]))), 0)
    return { ours: total('instrumented'), peer: total('plain'), unit: 'ms', ratio, spread: spreadOf(ratios), holds: ratio <= 1.15 }
  },
}
