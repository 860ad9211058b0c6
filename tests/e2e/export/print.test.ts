import process from 'node:process'
import { expect } from '@playwright/test'
import { predictions } from '../../../exercises/predictions'
import { READABLE } from '../../../live/live-code/recorded/fit-code'
import { keepOnly, ready } from '../../../scripts/export/print'
import { talkSlides } from '../../../scripts/notes/slides.mjs'
import { slideWith } from '../live/live-block'
import { openSlide, test } from '../sites/fixtures'
import { pagesOf } from './pdf'

const FULL = process.env.FULL === '1'

// Thinned out: all slides get ready to be printed, and those up to the first demo are; with FULL=1 all of them. Firefox only
// gets them ready: over WebDriver BiDi it sometimes never ends writing code in columns.
test('the whole talk can be printed from the browser: a page for each slide, complete, with the recorded runs and what the room answered', { tag: '@firefox' }, async ({ page, site, browserName }) => {
  const url = await site('built')
  const [asked] = predictions
  await page.addInitScript(keepPolls, { [asked!.question]: [7, 31] })
  await openSlide(page, url)
  await page.goto(`${url}?print=true#/print`)
  const slides = await talkSlides()
  await expect(page.locator('.print-slide-container')).toHaveCount(slides.length)
  await ready(page)
  const answers = page.locator('.kept-votes', { hasText: 'The room' })
  await expect(answers).toHaveText([`The room: ${asked!.choices[0]!.says} 7 · ${asked!.choices[1]!.says} 31`])
  expect(Number((await page.locator('.print-slide-container', { has: answers }).getAttribute('id'))!.split('-')[0])).toBe(await slideWith(asked!.demo))
  expect(await page.evaluate(smallCode, READABLE), 'code is whole and can be read').toEqual([])
  if (browserName === 'firefox')
    return
  const demo = await slideWith('hello-threads')
  const count = FULL ? slides.length : demo
  await page.evaluate(keepOnly, Array.from({ length: count }, (_, index) => index + 1))
  const pages = await pagesOf(await page.pdf({ width: '980px', height: '552px', printBackground: true }))
  expect(pages).toHaveLength(count)
  expect(pages[demo - 1]).toContain('allgreeted')
})

/** In the page: its site has a file of results that the speaker kept. */
function keepPolls(results: Record<string, number[]>) {
  const own = window.fetch
  window.fetch = (what, how) => String(what).endsWith('/polls.json') ? Promise.resolve(Response.json(results)) : own(what, how)
}

/** In the page: the slides whose printed code is smaller than that, or is cut off. */
function smallCode(least: number): string[] {
  return [...document.querySelectorAll<HTMLElement>('.printed-code .live-rest')].flatMap((code) => {
    const size = Number.parseFloat(getComputedStyle(code).fontSize)
    const isWhole = code.scrollWidth <= code.clientWidth + 1 && code.scrollHeight <= code.clientHeight + 1
    return size >= least && isWhole ? [] : `${code.closest('.print-slide-container')?.id}: ${size} px${isWhole ? '' : ', cut off'}`
  })
}
