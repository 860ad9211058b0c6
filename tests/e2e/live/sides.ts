import type { Locator, Page } from '@playwright/test'
import { expect } from '@playwright/test'
import { talkSlides } from '../../../scripts/notes/slides.mjs'
import { openSlide } from '../sites/fixtures'

/** Number of the slide with a demo's comparison. */
export async function sidesSlide(demo: string): Promise<number> {
  const slide = (await talkSlides()).find(({ content }) => content.includes(`<SideBySide demo="${demo}"`))
  if (!slide)
    throw new Error(`no slide has <SideBySide demo="${demo}">`)
  return slide.no
}

/** A demo's comparison on the slide in sight. */
export function sidesOn(page: Page, demo: string): Locator {
  return page.locator(`[aria-label="Side by side: ${demo}"]:visible`)
}

/** Opens the slide with a demo's comparison. */
export async function openSides(page: Page, url: string, demo: string): Promise<Locator> {
  await openSlide(page, url, await sidesSlide(demo))
  const sides = sidesOn(page, demo)
  await expect(sides).toBeVisible()
  return sides
}
