import type { Browser, Page } from '@playwright/test'
/** A small deck for measuring: the project's own live code beside Slidev's `{monaco-run}`, in one build. */
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { chromium } from '@playwright/test'
import { browserArguments, ensureBrowser } from '../../scripts/browser.mjs'
import { serveSite } from '../../scripts/server/site'

const root = path.join(import.meta.dirname, '../..')
/** Slidev takes components from the folder of its entry, so the entry stands at the root while it builds. */
const entry = path.join(root, '.bench-deck.md')
const folder = path.join(root, 'node_modules/.cache/bench-deck')

const SLIDES = `---
theme: none
routerMode: hash
transition: none
layout: live
fonts:
  provider: none
monaco: true
monacoTypesSource: none
remoteAssets: false
---

# Live code

::stage::

<LiveCode demo="hello-threads" variant="threads" />

---

# Stock

\`\`\`ts {monaco-run}
const round = '1'
console.log(round)
\`\`\`
`

/** The deck in a browser. */
export interface BenchDeck extends AsyncDisposable {
  browser: Browser
  page: Page
  url: string
}

/** Builds the deck, serves it and opens it. */
export async function openBenchDeck(): Promise<BenchDeck> {
  fs.writeFileSync(entry, SLIDES)
  try {
    const slidev = path.join(root, 'node_modules/@slidev/cli/bin/slidev.mjs')
    execFileSync(process.execPath, [slidev, 'build', entry, '--base', './', '--out', folder], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  }
  finally {
    fs.rmSync(entry)
  }
  const site = await serveSite({ folder })
  const browser = await chromium.launch({ executablePath: await ensureBrowser(line => console.error(line)), args: browserArguments() })
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } })
  // tsx keeps the names of functions with a helper that functions sent to the page would miss.
  await page.addInitScript({ content: 'globalThis.__name = value => value' })
  return {
    browser,
    page,
    url: site.url,
    async [Symbol.asyncDispose]() {
      await browser.close()
      await site.close()
    },
  }
}

/**
 * Opens the editor on a slide.
 *
 * @param deck where
 * @param slide its number
 * @param click what to click to get an editor, where there isn't one yet
 */
export async function openEditor(deck: BenchDeck, slide: number, click?: string): Promise<void> {
  const { page, url } = deck
  await page.goto(`${url}#/${slide}`)
  await page.reload()
  if (click)
    await page.locator(`${click}:visible`).first().click()
  await page.locator('.monaco-editor:visible textarea, .monaco-editor:visible .native-edit-context').first().waitFor({ state: 'attached', timeout: 60_000 })
  await page.locator('.monaco-editor:visible .view-lines').first().click()
}

/** Waits until the deck has kept what it keeps ahead for offline use, as it has long before a talk begins. */
export async function untilKept(page: Page): Promise<void> {
  const kept = (): Promise<number> => page.evaluate(async () => {
    const names = await caches.keys()
    const files = await Promise.all(names.map(async name => (await (await caches.open(name)).keys()).length))
    return files.reduce((sum, count) => sum + count, 0)
  })
  for (let before = -1, now = await kept(); now !== before || now === 0; now = await kept()) {
    before = now
    await page.waitForTimeout(3000)
  }
}

/** Replaces the editor's text. */
export async function typeSource(page: Page, source: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText(source)
}
