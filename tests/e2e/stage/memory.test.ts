import type { Browser, Page } from '@playwright/test'
import { execFileSync } from 'node:child_process'
import process from 'node:process'
import { expect } from '@playwright/test'
import { talkSlides } from '../../../scripts/notes/slides.mjs'
import { openLive } from '../live/live-block'
import { openSlide, test } from '../sites/fixtures'

interface Alive {
  /** Bytes of the page's heap after a collection. */
  heap: number
  editors: number
  frames: number
  workers: number
}

async function alive(page: Page): Promise<Alive> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.enable')
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return {
    heap: usedSize,
    editors: await page.locator('.monaco-editor[role=code]').count(),
    frames: await page.getByTitle('Where the snippets run').count(),
    workers: page.workers().length,
  }
}

/** What takes long is checked before a release. */
const inFull = process.env.FULL ? test : () => {}

inFull('after going through all slides twice one editor at most and one pool are alive, and the heap is as after the first time', async ({ page, site }) => {
  test.setTimeout(900_000)
  const slides = await talkSlides()
  await openSlide(page, await site('built'))
  const passes: Alive[] = []
  for (const pass of [1, 2]) {
    for (const { no, content, optional } of slides) {
      await page.evaluate(slide => location.hash = `/${slide}`, no)
      await expect(page.locator(`[data-slidev-no="${no}"]`).first()).toBeVisible()
      const demo = content.match(/<LiveCode\s[^>]*demo="([^"]+)"/)?.[1]
      // The live code of the main path is edited and run; the deadlock would not end by itself.
      if (demo === undefined || optional || demo === 'deadlock')
        continue
      const block = page.locator('.live-code:visible')
      await expect(block.locator('.live-rest[data-colored]')).toBeVisible()
      await page.keyboard.press('c')
      await expect(block.locator('.monaco-editor.focused')).toHaveCount(1)
      await page.keyboard.press('Escape')
      await page.keyboard.press('ControlOrMeta+Enter')
      await expect(block.locator('.live-status')).toHaveAttribute('data-status', /finished|failed/, { timeout: 60_000 })
    }
    await expect(page.locator('.monaco-editor[role=code]')).toHaveCount(0)
    passes.push(await alive(page))
    const { heap, ...rest } = passes.at(-1)!
    console.log(`pass ${pass}: heap ${(heap / 1e6).toFixed(1)} MB, ${JSON.stringify(rest)}`)
  }
  const [first, second] = passes as [Alive, Alive]
  expect(second.editors).toBeLessThanOrEqual(1)
  expect(second.frames).toBe(1)
  expect(second.workers).toBeLessThanOrEqual(first.workers)
  expect(second.heap / first.heap).toBeLessThan(1.2)
})

/** Bytes of memory that all of the browser's processes have; what they share counts several times. */
async function resident(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  const sizes = execFileSync('ps', ['-o', 'rss=', '-p', processInfo.map(({ id }) => id).join()], { encoding: 'utf8' })
  return sizes.trim().split('\n').reduce((sum, size) => sum + 1024 * Number(size), 0)
}

// Elsewhere there is no ps.
if (process.platform !== 'win32') {
  inFull('a Python program gives its memory back when it ends, however it ends', async ({ browser, page, site }) => {
    test.setTimeout(300_000)
    const block = await openLive(page, await site('built'), 'lost-update')
    await block.button('Python').click()
    await block.edit()
    const status = block.root.locator('.live-status')
    const run = async (source: string, end: string) => {
      await block.write(source)
      await page.keyboard.press('ControlOrMeta+Enter')
      await expect(status).toHaveAttribute('data-status', end, { timeout: 60_000 })
    }
    await run('print("warm")', 'finished')
    // The next interpreter starts beside it.
    await page.waitForTimeout(2000)
    const before = await resident(browser)
    await block.write('data = b"x" * 300_000_000\nprint("taken")\nwhile True:\n    pass')
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(block.output).toContainText('taken', { timeout: 60_000 })
    expect(await resident(browser) - before).toBeGreaterThan(250e6)
    await page.keyboard.press('ControlOrMeta+Period')
    await block.ended('stopped')
    for (let round = 0; round < 3; round++) {
      await run(`data = b"x" * 300_000_000 #${round}`, 'finished')
      await run(`data = b"x" * 300_000_000\n1 / 0 #${round}`, 'failed')
    }
    await expect.poll(async () => await resident(browser) - before, { timeout: 30_000 }).toBeLessThan(100e6)
  })
}
