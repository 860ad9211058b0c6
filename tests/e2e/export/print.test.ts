import { expect } from '@playwright/test'
import { ready } from '../../../scripts/export/print'
import { talkSlides } from '../../../scripts/notes/slides.mjs'
import { slideWith } from '../live/live-block'
import { openSlide, test } from '../sites/fixtures'
import { pagesOf } from './pdf'

test('the whole talk can be printed from the browser: a page for each slide, complete, with the recorded runs', { tag: '@firefox' }, async ({ page, site }) => {
  const url = await site('built')
  await openSlide(page, url)
  await page.goto(`${url}?print=true#/print`)
  const slides = await talkSlides()
  await expect(page.locator('.print-slide-container')).toHaveCount(slides.length)
  await ready(page)
  const pages = await pagesOf(await page.pdf({ width: '980px', height: '552px', printBackground: true }))
  expect(pages).toHaveLength(slides.length)
  expect(pages[await slideWith('hello-threads') - 1]).toContain('allgreeted')
})
