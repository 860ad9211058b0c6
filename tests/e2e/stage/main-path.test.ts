/**
 * The talk as a speaker gives it: the main path by one arrow key in the presenter's window, and on each slide what the
 * note's cues say, key by key. Thinned out: the parts before shared state; with FULL=1 all of it.
 */
import type { LiveSlide } from '../../../scripts/notes/live-slide'
import type { TalkSlide } from '../../../scripts/notes/slides.mjs'
import process from 'node:process'
import { expect } from '@playwright/test'
import { filesOf } from '../../../live/content/manifest'
import { directivesOf } from '../../../scripts/notes/directives.mjs'
import { actsOf } from '../../../scripts/notes/keys'
import { liveSlideOf } from '../../../scripts/notes/live-slide'
import { manifestOf } from '../../../scripts/notes/manifest-of'
import { talkSlides } from '../../../scripts/notes/slides.mjs'
import { showsStep } from '../../../scripts/rehearse/acts'
import { TalkWindow } from '../../../scripts/rehearse/window'
import { openLive, slideNumber } from '../live/live-block'
import { openSlide, test } from '../sites/fixtures'
import { inspect, MAIN_PATH } from '../slides/inspect'
import { newWindow } from './two-windows'

const FULL = process.env.FULL === '1'
/** The sections of the thinned-out walk: without CPython, whose start takes as long as all of them. */
const SECTIONS = ['Why concurrency', 'Threads']
/** Of the canvas of 980 px: what the last row reads. */
const RESULT_PX = 40

/** What is read from the last row when a run is over, or hangs. */
const RESULT = '.live-headline, .live-deadlock-title, .side-verdict'

/** As Playwright calls the keys of the notes. */
function pressed(key: string): string {
  return key.replace('Ctrl+', 'ControlOrMeta+').replace('Shift+n', 'Shift+N')
}

/** The slides of the walk, each with its section. */
async function walked(): Promise<TalkSlide[]> {
  let section = ''
  return (await talkSlides()).filter((slide) => {
    section = slide.section ?? section
    return !slide.optional && (FULL || SECTIONS.includes(section))
  })
}

/** Sees that the audience reads the result: the presenter's words, large, and all of them within the slide. */
async function expectResult(audience: TalkWindow, presenter: TalkWindow, what: string) {
  const result = presenter.block.locator(RESULT).first()
  await expect(result, what).toBeVisible({ timeout: 300_000 })
  const words = (await result.textContent())!
  const seen = audience.block.locator(RESULT).first()
  await expect(seen, what).toHaveText(words)
  const { size, inside } = await seen.evaluate((element) => {
    const slide = element.closest('.slidev-page')!.getBoundingClientRect()
    const large = element.querySelector('strong') ?? element
    const range = document.createRange()
    range.selectNodeContents(element)
    const box = range.getBoundingClientRect()
    const pane = element.parentElement!.getBoundingClientRect()
    const inside = [slide, pane].every(frame => box.left >= frame.left - 1 && box.right <= frame.right + 1 && box.top >= frame.top - 1 && box.bottom <= frame.bottom + 1)
    return { size: Number.parseFloat(getComputedStyle(large).fontSize), inside }
  })
  expect.soft(size, `${what}: size of “${words}”`).toBeGreaterThanOrEqual(RESULT_PX)
  // Only what a run has drawn is new: a slide at rest is looked at with all others.
  expect.soft(await inspect(audience.page.locator('.slidev-page:visible').first(), MAIN_PATH), what).toEqual([])
  expect.soft(inside, `${what}: “${words}” is within the picture`).toBe(true)
  const lines = await audience.block.locator('.live-lines').evaluateAll(([box]) => box ? box.scrollWidth - box.clientWidth : 0)
  expect.soft(lines, `${what}: what is printed is cut off at its side, by so many pixels`).toBeLessThanOrEqual(1)
}

/** Does what a slide's note says, by the keys that it shows. */
async function giveSlide(slide: TalkSlide, live: LiveSlide, presenter: TalkWindow, audience: TalkWindow) {
  let step = 1
  for (const { directive, keys, shown } of actsOf(directivesOf(slide.note), live)) {
    const what = `slide ${slide.no}, ${[directive.do, shown.variant, shown.mode].join(' ')}`
    const before = directive.do === 'run' ? await presenter.run() : undefined
    for (const key of keys)
      await presenter.page.keyboard.press(pressed(key))
    if (directive.do === 'step') {
      const { typescript, python } = filesOf(shown.variant)
      await showsStep(++step, live.demo, shown.python ? python : typescript, presenter, audience)
    }
    if (directive.do === 'stop')
      await expect.poll(async () => (await presenter.run()).status, { message: what }).toBe('stopped')
    if (before) {
      if (!live.sideBySide)
        await expect.poll(async () => (await presenter.run()).id, { message: `${what}: a new run` }).not.toBe(before.id)
      await expectResult(audience, presenter, what)
    }
  }
}

test('the arrow key alone leads along the main path in both windows, and each run ends with its result in the audience\'s picture', async ({ page, site }) => {
  test.setTimeout(FULL ? 1_800_000 : 300_000)
  const url = await site('built')
  const slides = await walked()
  const first = slides[0]!
  await openSlide(page, url, first.no)
  const window = await newWindow(page)
  await window.goto(`${url}#/presenter/${first.no}`)
  const [presenter, audience] = [new TalkWindow(window, 'presenter'), new TalkWindow(page, 'audience')]
  await window.locator('.slidev-presenter').waitFor()

  for (const [index, slide] of slides.entries()) {
    await expect.poll(() => Promise.all([presenter.slide(), audience.slide()]), { message: `slide ${slide.no}` }).toEqual([slide.no, slide.no])
    const live = await liveSlideOf(slide, manifestOf)
    if (live)
      await giveSlide(slide, live, presenter, audience)
    const next = slides[index + 1]
    if (next) {
      await nextSlide(presenter)
      expect(await presenter.slide()).toBe(next.no)
    }
  }
})

/** Goes on click by click until another slide is shown. */
async function nextSlide({ page }: TalkWindow) {
  const slide = () => page.url().replace(/\?.*$/, '')
  const here = slide()
  while (slide() === here) {
    const before = page.url()
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => page.url()).not.toBe(before)
  }
}

test('a clicker\'s keys turn slides from the editor and from the output; optional slides hang below; a black screen and a reload lose nothing', async ({ page, site }) => {
  const block = await openLive(page, await site('built'), 'hello-threads')
  const slides = await talkSlides()
  const here = slideNumber(page)
  const next = slides.find(({ no, optional }) => no > here && !optional)!.no
  const window = await newWindow(page)
  await window.goto(page.url().replace('#/', '#/presenter/'))
  await expect(window.locator('.grid-section.next').getByText(plain(slides[next - 1]!.title))).toBeVisible()
  await page.bringToFront()
  await block.edit()
  await page.keyboard.press('PageDown')
  await expect.poll(() => slideNumber(page)).toBe(next)
  const below = slides.filter(({ no, optional }) => no > next && optional).slice(0, 2).map(({ no }) => no)
  await page.keyboard.press('Shift+ArrowDown')
  await expect.poll(() => slideNumber(page)).toBe(below[0])
  await page.keyboard.press('Shift+ArrowDown')
  await expect.poll(() => slideNumber(page)).toBe(below[1])
  await page.keyboard.press('Shift+ArrowUp')
  await expect.poll(() => slideNumber(page)).toBe(next)
  await page.locator(`.slidev-page-${next}`).getByRole('navigation', { name: 'Optional slides' }).getByRole('link').first().click()
  await expect.poll(() => slideNumber(page)).toBe(below[0])
  await page.keyboard.press('ArrowLeft')
  await expect.poll(() => slideNumber(page)).toBe(next)
  await page.keyboard.press('PageUp')
  await expect.poll(() => slideNumber(page)).toBe(here)

  await page.keyboard.press('Escape')
  await page.keyboard.press('ControlOrMeta+Enter')
  await block.ended('finished')
  await block.output.focus()
  await page.keyboard.press('.')
  await expect(page.getByRole('status', { name: 'Black screen' })).toBeVisible()
  await expect(window.getByText('The audience sees a black screen.')).toBeVisible()
  await page.keyboard.press('b')
  await expect(page.getByRole('status', { name: 'Black screen' })).toHaveCount(0)
  const output = await block.output.textContent()
  await page.reload()
  await expect.poll(() => block.output.textContent()).toBe(output)
  expect([slideNumber(page), await new TalkWindow(window, 'presenter').slide()]).toEqual([here, here])
})

/** A title as a slide shows it. */
function plain(title: string): string {
  return title.replace(/<[^>]+>|`|\*\*/g, '')
}
