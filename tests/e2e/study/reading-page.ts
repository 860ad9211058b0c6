import type { Locator, Page } from '@playwright/test'
import { expect } from '@playwright/test'
import { talkSlides } from '../../../scripts/notes/slides.mjs'
import { LiveBlock } from '../live/live-block'

/** The reading mode, with all its slides drawn. */
export class ReadingPage {
  private constructor(readonly page: Page) {}

  /**
   * Opens it.
   *
   * @param page a new page
   * @param url address of the site
   * @param anchor where on the page, as `slide-12`
   */
  static async open(page: Page, url: string, anchor = ''): Promise<ReadingPage> {
    await page.goto(`${url}#/read${anchor && `#${anchor}`}`)
    await page.waitForFunction(() => crossOriginIsolated && navigator.serviceWorker.controller !== null)
    await expect(page.locator('.reading-frame .slidev-layout')).toHaveCount((await talkSlides()).length, { timeout: 60_000 })
    return new ReadingPage(page)
  }

  slide(no: number): Locator {
    return this.page.locator(`#slide-${no}`)
  }

  /** A demo's first block, brought into sight. */
  async demo(name: string): Promise<LiveBlock> {
    const block = new LiveBlock(this.page, name, this.page.getByRole('group', { name: `Live code: ${name}`, exact: true }).first())
    await block.root.scrollIntoViewIfNeeded()
    await expect(block.root.locator('.live-rest')).toHaveAttribute('data-colored')
    return block
  }
}
