import type { BenchRow } from '../row'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { browserArguments, ensureBrowser } from '../../../scripts/browser.mjs'
import { buildIfStale } from '../../../scripts/setup/build.mjs'
import { serveCompressed } from '../compressed-site'
import { median, spreadOf } from '../row'
import { buildStock } from '../stock-deck'

const root = path.join(import.meta.dirname, '../../..')
const LIMIT_KILOBYTES = 1000
const ROUNDS = 3

/** Kilobytes, compressed, of all that was asked for before the first slide was complete with its fonts. */
async function kilobytesOf(folder: string): Promise<number> {
  await using site = await serveCompressed(folder)
  const browser = await chromium.launch({ executablePath: await ensureBrowser(line => console.error(line)), args: browserArguments() })
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } })
    await page.goto(site.url, { waitUntil: 'commit' })
    await page.locator('[data-slidev-no="1"] h1').first().waitFor({ timeout: 60_000 })
    await page.evaluate('document.fonts.ready')
    return site.sent.reduce((sum, { bytes }) => sum + bytes, 0) / 1000
  }
  finally {
    await browser.close()
  }
}

/** What moves before the first slide is there. */
export const firstSlide: BenchRow = {
  name: 'first-slide',
  what: 'what is asked for before the first slide is complete, compressed, against a stock Slidev deck with one {monaco-run} block',
  bar: 'ratio <= 0.2 and <= 1 MB',
  untimed: true,
  async measure() {
    if (await buildIfStale() !== 0)
      throw new Error('the deck can\'t be built')
    const theirs = await kilobytesOf(buildStock())
    const ours: number[] = []
    for (let round = 0; round < ROUNDS; round++)
      ours.push(await kilobytesOf(path.join(root, 'dist')))
    const ratio = median(ours) / theirs
    return { ours: median(ours), peer: theirs, unit: 'kB', ratio, spread: spreadOf(ours), holds: ratio <= 0.2 && median(ours) <= LIMIT_KILOBYTES }
  },
}
