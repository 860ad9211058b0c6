import type { Page } from '@playwright/test'
import process from 'node:process'
import { expect } from '@playwright/test'
import { talkSlides } from '../../../scripts/notes/slides.mjs'
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
