import type { BenchRow } from '../row'
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { chromium } from 'playwright-core'
import { browserArguments, ensureBrowser } from '../../../scripts/browser.mjs'
import { buildIfStale } from '../../../scripts/setup/build.mjs'
import { serveCompressed } from '../compressed-site'
import { median, spreadOf } from '../row'

const root = path.join(import.meta.dirname, '../../..')
/** Below node_modules, so that it finds Slidev, and with nothing of this deck's own. */
const stock = path.join(root, 'node_modules/.cache/stock-deck')
const LIMIT_KILOBYTES = 1000
const ROUNDS = 3

const SLIDES = `---
theme: none
routerMode: hash
fonts:
  provider: none
---

# A stock deck

---

# With one block

\`\`\`ts {monaco-run}
console.log('hello')
\`\`\`
`

/** Builds a deck as `npm init slidev` makes it, with one block of code that runs. */
function buildStock(): string {
  fs.rmSync(stock, { recursive: true, force: true })
  fs.mkdirSync(stock, { recursive: true })
  fs.writeFileSync(path.join(stock, 'package.json'), '{ "name": "stock-deck", "private": true, "type": "module" }')
  fs.writeFileSync(path.join(stock, 'slides.md'), SLIDES)
  const slidev = path.join(root, 'node_modules/@slidev/cli/bin/slidev.mjs')
  const { status } = spawnSync(process.execPath, [slidev, 'build', 'slides.md', '--base', './', '--out', 'dist'], { cwd: stock, stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0)
    throw new Error('the stock deck can\'t be built')
  return path.join(stock, 'dist')
}

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
