/** A page of the built site that shows all slides to be printed, complete. */
import type { Browser, Page } from '@playwright/test'
import { parseRangeString } from '@slidev/parser/utils'

/** Which slides, and how they look. */
export interface PrintJob {
  /** A page for every click; else each slide once, as it is after its last click. */
  clicks: boolean
  /** As `3-5,8`. @default all */
  range?: string
  /** @default false */
  dark?: boolean
  /** Slides only, or each with its notes. @default 'print' */
  route?: 'print' | 'handout'
}

/** The slides' own size: what is printed is what was laid out. */
const CANVAS = { width: 980, height: 552 }

/** How long nothing may become ready before it is given up. */
const PATIENCE_MS = 60_000
const LOOK_EVERY_MS = 150

/** What is not ready yet: each slide says so by `data-waitfor`, the selector of what it waits for. */
interface Progress {
  slides: number
  waiting: string[]
}

/**
 * Opens the print route and waits until every slide is complete.
 *
 * @param browser where
 * @param url address of the built site
 * @param job what to show
 * @param total how many slides there are
 * @param tell tells how far it is
 * @throws {Error} with the slides that did not get ready, when nothing has become ready for a minute
 */
export async function openPrint(browser: Browser, url: string, job: PrintJob, total: number, tell: (line: string) => void): Promise<Page> {
  const { clicks, range, dark = false, route = 'print' } = job
  const page = await browser.newPage({ viewport: CANVAS, colorScheme: dark ? 'dark' : 'light', reducedMotion: 'reduce' })
  await page.emulateMedia({ media: 'screen' })
  await page.goto(`${url}?print=${clicks ? 'clicks' : 'true'}#/${route}`)
  await page.locator('.print-slide-container').first().waitFor({ state: 'attached', timeout: PATIENCE_MS })
  await ready(page, tell)
  // Slidev reads a range from the route before there is one.
  if (range)
    await page.evaluate(keepOnly, parseRangeString(total, range))
  await page.evaluate(linkWithinDocument)
  return page
}

/**
 * Waits until every slide on the print route is complete.
 *
 * @throws {Error} with the slides that did not get ready, when nothing has become ready for a minute
 */
export async function ready(page: Page, tell: (line: string) => void = () => {}): Promise<void> {
  let least = Infinity
  let since = performance.now()
  for (;;) {
    const { slides, waiting } = await page.evaluate(lookAtSlides)
    if (waiting.length < least) {
      least = waiting.length
      since = performance.now()
      tell(`${slides - waiting.length} of ${slides} pages are ready`)
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

/** In the page. */
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

/** In the page: what came last changes the room of the rest, which then fits itself into it. */
async function settle(): Promise<void> {
  // No function in it has a name: the loader of this script would keep it with a helper that the page lacks.
  for (let frame = 0; frame < 60; frame++) {
    await new Promise(resolve => requestAnimationFrame(resolve))
    const isCutOff = [...document.querySelectorAll<HTMLElement>('.printed-code, .printed-code *')].some(part =>
      part.clientHeight > 0 && part.scrollHeight > part.clientHeight + 2 && getComputedStyle(part).overflowY !== 'visible')
    if (frame >= 4 && !isCutOff)
      return
  }
}

/** In the page: leaves out what is not to be printed. */
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

/** In the page: a link to a slide leads to its page in the document, not to the server that printed it. */
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
