import type { Page } from '@playwright/test'
import type { SiteName } from '../sites/fixtures'
import { expect } from '@playwright/test'
import { LiveBlock, openLive } from '../live/live-block'
import { test as base } from '../sites/fixtures'

/** A demo's block in the presenter's window and in the audience's. */
export interface Stage {
  presenter: LiveBlock
  audience: LiveBlock
  /** Opens one more window on the same slide, as the audience sees it. */
  another: () => Promise<LiveBlock>
}

/**
 * Opens a window of its own. A page that Playwright opens is a tab, and a browser draws only the tab in front at full
 * rate: the others once a second.
 */
export async function newWindow(page: Page): Promise<Page> {
  // Only Chromium can be asked for a window. In Firefox a hidden tab has its timers and frames throttled.
  if (page.context().browser()?.browserType().name() !== 'chromium')
    return page.context().newPage()
  const session = await page.context().newCDPSession(page)
  const { targetInfo } = await session.send('Target.getTargetInfo')
  const [window] = await Promise.all([
    page.context().waitForEvent('page'),
    session.send('Target.createTarget', { url: 'about:blank', newWindow: true, browserContextId: targetInfo.browserContextId }),
  ])
  await session.detach()
  return window
}

/** Playwright's `test` with the fixture `stage`: two windows of one browser. */
export const test = base.extend<{ openStage: (demo: string, name?: SiteName) => Promise<Stage> }>({
  openStage: async ({ page, site }, use) => {
    await use(async (demo, name = 'built') => {
      const url = await site(name)
      const audience = await openLive(page, url, demo)
      const slide = new URL(page.url()).hash.match(/^#\/(\d+)/)![1]!
      const window = await newWindow(page)
      await window.goto(`${url}#/presenter/${slide}`)
      const presenter = new LiveBlock(window, demo)
      await expect(presenter.root).toBeVisible({ timeout: 60_000 })
      return {
        presenter,
        audience,
        async another() {
          const late = await newWindow(page)
          await late.goto(`${url}#/${slide}`)
          const block = new LiveBlock(late, demo)
          await expect(block.root).toBeVisible({ timeout: 60_000 })
          return block
        },
      }
    })
  },
})

/** The code of a block as text, at rest or in the editor. */
export async function codeOf(block: LiveBlock): Promise<string> {
  return block.root.locator('.live-rest').evaluate((element) => {
    return Array.from(element.querySelectorAll('.live-line'), line => [...line.children].slice(1).map(token => token.textContent).join('')).join('\n')
  })
}
