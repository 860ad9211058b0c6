/** Opens a page of the built site that shows all slides to print, complete. */
import type { Browser, Page } from '@playwright/test'
import { parseRangeString } from '@slidev/parser/utils'

/** Which slides to print, and how. */
export interface PrintJob {
  /** A page for every click; otherwise each slide once, after its last click. */
  clicks: boolean
  /** Such as `3-5,8`. @default all */
  range?: string
  /** @default false */
  dark?: boolean
  /** Slides only, or each with its notes. @default 'print' */
  route?: 'print' | 'handout'
}

/** The slides' own size: they are printed as they were laid out. */
const CANVAS = { width: 980, height: 552 }

/** How long to wait without progress before giving up. */
const PATIENCE_MS = 60_000
const LOOK_EVERY_MS = 150

/** Pages that are not ready yet: each slide says so by `data-waitfor`, the selector of what it waits for. */
interface Progress {
  slides: number
  waiting: string[]
}

/**
 * Opens the print route and waits until every slide is complete.
 *
 * @param browser the browser to open it in
 * @param url address of the built site
 * @param job the slides to show
 * @param total the number of slides
 * @param report reports the progress
 * @throws {Error} with the slides that are not ready, after a minute without progress
 */
export async function openPrint(browser: Browser, url: string, job: PrintJob, total: number, report: (line: string) => void): Promise<Page> {
  const { clicks, range, dark = false, route = 'print' } = job
  const page = await browser.newPage({ viewport: CANVAS, colorScheme: dark ? 'dark' : 'light', reducedMotion: 'reduce' })
  await page.emulateMedia({ media: 'screen' })
  await page.goto(`${url}?print=${clicks ? 'clicks' : 'true'}#/${route}`)
  await page.locator('.print-slide-container').first().waitFor({ state: 'attached', timeout: PATIENCE_MS })
  await ready(page, report)
  // Slidev reads the range from the route before there is one.
  if (range)
    await page.evaluate(keepOnly, parseRangeString(total, range))
  await page.evaluate(linkWithinDocument)
  return page
}

/**
 * Waits until every slide on the print route is complete.
 *
 * @throws {Error} with the slides that are not ready, after a minute without progress
 */
export async function ready(page: Page, report: (line: string) => void = () => {}): Promise<void> {
  let least = Infinity
  let since = performance.now()
  for (;;) {
    const { slides, waiting } = await page.evaluate(lookAtSlides)
    if (waiting.length < least) {
      least = waiting.length
      since = performance.now()
      report(`${slides - waiting.length} of ${slides} pages are ready`)
    }
    if (waiting.length === 0) {
      await page.evaluate(settle)
      return
    }
    if (performance.now() - since > PATIENCE_MS)
      throw new Error(`these pages do not get ready: ${waiting.join(', ')}`)
    await page.waitForTimeout(LOOK_EVERY_MS)
  }
}

/** Runs in the page. */
async function lookAtSlides(): Promise<Progress> {
  await document.fonts.ready
  const slides = [...document.querySelectorAll('.print-slide-container')]
  const waiting = slides.filter(slide =>
    slide.querySelector('.slidev-slide-loading')
    || !slide.querySelector('.slidev-layout')
    || [...slide.querySelectorAll<HTMLElement>('[data-waitfor]')].some(part => !part.querySelector(part.dataset.waitfor!))
    || [...slide.querySelectorAll('img')].some(image => !image.complete))
  return { slides: slides.length, waiting: waiting.map(({ id }) => id) }
}

/** Runs in the page: the last content changes the room for the rest, which then refits itself. */
async function settle(): Promise<void> {
  // No named functions: the loader of this script would wrap them in a helper that the page lacks.
  for (let frame = 0; frame < 60; frame++) {
    await new Promise(resolve => requestAnimationFrame(resolve))
    const isCutOff = [...document.querySelectorAll<HTMLElement>('.printed-code, .printed-code *')].some(part =>
      part.clientHeight > 0 && part.scrollHeight > part.clientHeight + 2 && getComputedStyle(part).overflowY !== 'visible')
    if (frame >= 4 && !isCutOff)
      return
  }
}

/** Runs in the page: removes slides that should not be printed. */
export function keepOnly(numbers: readonly number[]): void {
  for (const slide of document.querySelectorAll('.print-slide-container')) {
    if (!numbers.includes(Number(slide.id.split('-')[0])))
      (slide.closest('.handout-page') ?? slide).remove()
  }
  for (const link of document.querySelectorAll('.handout-contents a')) {
    if (!numbers.includes(Number(/\d+$/.exec(link.getAttribute('href')!)?.[0])))
      link.remove()
  }
}

/** Runs in the page: points links between slides to pages of the document instead of the server. */
function linkWithinDocument(): void {
  const pages = [...document.querySelectorAll('.print-slide-container')].map(({ id }) => id)
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href^="#"], a[href^="/"]')) {
    const no = /^#?\/?(\d+)$/.exec(link.getAttribute('href')!)?.[1]
    const target = no && pages.find(id => Number(id.split('-')[0]) === Number(no))
    if (target)
      link.setAttribute('href', `#${target}`)
    else
      link.removeAttribute('href')
  }
}
