import type { Browser, Page } from '@playwright/test'
import type { BenchRow } from '../row'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { browserArguments, ensureBrowser } from '../../../scripts/browser.mjs'
import { talkSlides } from '../../../scripts/notes/slides.mjs'
import { buildIfStale } from '../../../scripts/setup/build.mjs'
import { serveCompressed } from '../compressed-site'
import { median, spreadOf } from '../row'
import { buildStock, STOCK_BLOCK, STOCK_LINE } from '../stock-deck'

const DEMO = 'lost-update'
const ROUNDS = 5
const LINE = { latency: 40, megabitsPerSecond: 40 }

/** Milliseconds from the navigation until `work` is done, with nothing in the browser's caches. */
async function coldVisit(browser: Browser, url: string, work: (page: Page) => Promise<void>): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } })
  try {
    const page = await context.newPage()
    const begin = performance.now()
    await page.goto(url, { waitUntil: 'commit' })
    await work(page)
    return performance.now() - begin
  }
  finally {
    await context.close()
  }
}

/** Visits a slide some times; the first visit only makes the server compress the files. */
async function visits(browser: Browser, folder: string, slide: number, work: (page: Page) => Promise<void>): Promise<number[]> {
  await using site = await serveCompressed(folder, LINE)
  const times: number[] = []
  for (let round = 0; round <= ROUNDS; round++)
    times.push(await coldVisit(browser, `${site.url}#/${slide}`, work))
  return times.slice(1)
}

/** From an address that was never opened to a program's first line. */
export const coldRun: BenchRow = {
  name: 'cold-run',
  what: `from the navigation to the first line of ${DEMO}, Run pressed as soon as it can be, with empty caches over ${LINE.megabitsPerSecond} Mbit/s and ${LINE.latency} ms, against a {monaco-run} block of a stock Slidev deck`,
  bar: 'ratio <= 0.5',
  async measure() {
    if (await buildIfStale() !== 0)
      throw new Error('the deck can\'t be built')
    const slide = (await talkSlides()).find(({ content }) => content.includes(`<LiveCode demo="${DEMO}"`))!.no
    const browser = await chromium.launch({ executablePath: await ensureBrowser(line => console.error(line)), args: browserArguments() })
    try {
      const theirs = await visits(browser, buildStock(), STOCK_BLOCK, async (page) => {
        await page.locator('.slidev-runner-output').getByText(STOCK_LINE).waitFor({ timeout: 120_000 })
      })
      const ours = await visits(browser, path.join(import.meta.dirname, '../../../dist'), slide, async (page) => {
        const block = page.getByRole('group', { name: `Live code: ${DEMO}` })
        await block.getByRole('button', { name: 'Run', exact: true }).click({ timeout: 120_000 })
        await block.getByRole('log', { name: 'Output' }).getByText(/lost \d+ of/).waitFor({ timeout: 120_000 })
      })
      const ratio = median(ours) / median(theirs)
      return { ours: median(ours), peer: median(theirs), unit: 'ms', ratio, spread: spreadOf(ours), holds: ratio <= 0.5 }
    }
    finally {
      await browser.close()
    }
  },
}
