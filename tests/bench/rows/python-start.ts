import type { Page } from '@playwright/test'
import type { BenchContext, BenchRow } from '../row'
import { median, spreadOf } from '../row'
import { loadStock } from '../stock-python'

const ROUNDS = 7
/** In which the next interpreter gets ready, and its image is kept. */
const PAUSE_MS = 4000
const SETTLE_MS = 2000

/** Milliseconds from the start of a run to its first line. */
async function firstLineOf(context: BenchContext): Promise<number> {
  const runner = await context.snippets()
  const begin = performance.now()
  return new Promise((resolve, reject) => {
    runner.run('bench.py', `print('round ${begin}')\n`, { timeout: 60 }, event =>
      event.type === 'output' ? resolve(performance.now() - begin) : reject(new Error(JSON.stringify(event)))).catch(reject)
  })
}

/**
 * Loads the page again, and waits until the deck's engine is ready and V8 is done optimizing the TypeScript compiler,
 * which takes one of the cores for a second: neither of the two is disturbed by that.
 */
async function visit(page: Page): Promise<void> {
  await page.reload()
  await page.waitForFunction(() => 'snippetsReady' in window)
  await page.evaluate(() => window.snippetsReady)
  await page.waitForTimeout(SETTLE_MS)
}

/** From a page that has just been loaded again to the first line of a Python program. */
export const pythonLoad: BenchRow = {
  name: 'python-load',
  what: 'second visit, the page at rest, from no Python at all to the first line of a program, against stock loadPyodide',
  bar: 'ratio <= 0.25 and ours <= 2000 ms',
  async measure(context) {
    const { page } = await context.snippets()
    await firstLineOf(context)
    await page.waitForTimeout(PAUSE_MS)
    const ours: number[] = []
    const stock: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      await visit(page)
      ours.push(await firstLineOf(context))
      await page.waitForTimeout(PAUSE_MS)
      await visit(page)
      stock.push(await loadStock(page))
    }
    await visit(page)
    const ratio = median(ours) / median(stock)
    return { ours: median(ours), peer: median(stock), unit: 'ms', ratio, spread: spreadOf(ours), holds: ratio <= 0.25 && median(ours) <= 2000 }
  },
}

/** With an interpreter ready: what is left of the way to the first line. */
export const pythonFirstLine: BenchRow = {
  name: 'python-first-line',
  what: 'warm, from the start of a Python program to its first line, against the limit',
  bar: 'ours <= 100 ms',
  async measure(context) {
    const { page } = await context.snippets()
    await firstLineOf(context)
    const ours: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      await page.waitForTimeout(PAUSE_MS)
      ours.push(await firstLineOf(context))
    }
    return { ours: median(ours), peer: 100, unit: 'ms', spread: spreadOf(ours), holds: median(ours) <= 100 }
  },
}
