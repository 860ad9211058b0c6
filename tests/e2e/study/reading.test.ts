import { AxeBuilder } from '@axe-core/playwright'
import { expect } from '@playwright/test'
import { textsOf } from '../../../scripts/notes/directives.mjs'
import { talkSlides } from '../../../scripts/notes/slides.mjs'
import { slideWith } from '../live/live-block'
import { test } from '../sites/fixtures'
import { inFull } from './full'
import { ReadingPage } from './reading-page'

test.describe('the reading mode', () => {
  inFull('has all slides of the talk in their order, with the text that each has for readers', async ({ page, site }) => {
    const reading = await ReadingPage.open(page, await site('built'))
    const slides = await talkSlides()
    expect(await page.locator('article').evaluateAll(articles => articles.map(({ id }) => id))).toEqual(slides.map(({ no }) => `slide-${no}`))
    expect(await page.locator('main > section').count()).toBe(new Set(slides.map(({ file }) => file)).size)
    for (const { no, note } of slides) {
      const { readers, speaker } = textsOf(note)
      const [said] = /[A-Z][\w ]{8,40}/.exec(readers ?? speaker.replace(/\[[^\]]*\]/g, '')) ?? []
      expect(said, `slide ${no}`).toBeDefined()
      await expect(reading.slide(no)).toContainText(said!)
    }
    await expect(page.locator('.reading-note').filter({ hasText: /\[readers\]|Ctrl\+/ })).toHaveCount(0)
  })

  test('can be used with nothing but a keyboard: search, go there, run, edit, leave', async ({ page, site }) => {
    const reading = await ReadingPage.open(page, await site('built'))
    await page.keyboard.press('/')
    await page.keyboard.type('beside you')
    const found = page.locator('.reading-found a').first()
    await expect(found).toContainText('A thread is a function that runs beside you')
    await found.focus()
    await page.keyboard.press('Enter')
    const no = await slideWith('hello-threads')
    await expect(reading.slide(no)).toBeFocused()
    await expect(reading.slide(no)).toBeInViewport()
    expect(new URL(page.url()).hash).toBe(`#/read#slide-${no}`)

    const block = await reading.demo('hello-threads')
    for (let tabs = 0; tabs < 20 && !await block.button('Run').evaluate(button => button === document.activeElement); tabs++)
      await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await block.ended('finished')
    await block.root.locator('.live-rest').focus()
    await page.keyboard.press('Enter')
    await expect(block.editor).toHaveClass(/focused/)
    await block.leave()
    await expect(block.root).toBeFocused()
  })

  inFull('says in words what a run printed and what its timeline shows', async ({ page, site }) => {
    const reading = await ReadingPage.open(page, await site('built'))
    const block = await reading.demo('hello-threads')
    await block.button('Run').click()
    await block.ended('finished')
    const table = block.root.getByRole('table', { name: 'What each thread and task did with its time' })
    await expect(table.getByRole('row').filter({ hasText: 'Thread-1' })).toContainText('thread')
    await expect(table.getByRole('columnheader', { name: 'sleeping' })).toHaveCount(1)
    await expect(block.root.locator('.live-output [aria-live=polite]')).toContainText('all greeted')
    await expect(block.root.getByRole('status').first()).toContainText('finished')
  })

  for (const theme of ['light', 'dark'] as const) {
    inFull(`gives axe nothing to say, in ${theme}, after a run and with a question answered`, async ({ page, site }) => {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
      const reading = await ReadingPage.open(page, await site('built'))
      const block = await reading.demo('hello-threads')
      await block.button('Run').click()
      await block.ended('finished')
      const question = page.locator('.predict').first()
      await question.getByRole('radio').first().check()
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 4).map(({ target, failureSummary }) => `${target.join(' ')} ${failureSummary}`).join(' | ')}`)).toEqual([])
    }, theme === 'light')
  }

  inFull('turns no slides in the presenter’s window', async ({ context, page, site }) => {
    const url = await site('built')
    await page.goto(`${url}#/presenter/9`)
    await expect(page.locator('.slidev-page-9').first()).toBeVisible()
    const reader = await context.newPage()
    await ReadingPage.open(reader, url, 'slide-12')
    await reader.getByRole('link', { name: 'Why concurrency', exact: true }).click()
    await page.waitForTimeout(500)
    expect(new URL(page.url()).hash).toMatch(/^#\/presenter\/9\b/)
  })

  inFull('asks before the demos that surprise, and answers with what the run does', async ({ page, site }) => {
    const reading = await ReadingPage.open(page, await site('built'))
    const no = await slideWith('async-race')
    const question = reading.slide(no).locator('.predict')
    await question.scrollIntoViewIfNeeded()
    await expect(question.getByRole('button')).toHaveCount(0)
    await question.getByRole('radio', { name: 'Nothing: there is only one thread' }).check()
    await question.getByRole('button', { name: /Run/ }).click()
    await expect(question.getByRole('status')).toContainText('Not as you said.')
    await expect(question.locator('label.right')).toContainText('Ninety, in every run')
    await page.reload()
    await expect(question.getByRole('radio', { name: 'Nothing: there is only one thread' })).toBeChecked()
  })
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('nothing is wider than the screen, code runs, and a plain field edits it without Monaco', async ({ page, site }) => {
    const asked: string[] = []
    page.on('request', request => asked.push(request.url()))
    const reading = await ReadingPage.open(page, await site('built'))
    const wide = await page.evaluate(() => {
      const main = document.querySelector('main')!
      return [...main.querySelectorAll('.slidev-layout, .reading-note, .live-code, .exercise, .predict')]
        .filter(element => element.getBoundingClientRect().right > innerWidth + 1)
        .map(element => `${element.closest('article')?.id} ${element.className}`)
    })
    expect(wide).toEqual([])
    expect(await page.evaluate(() => document.querySelector('.reading')!.scrollWidth)).toBe(390)

    const block = await reading.demo('hello-threads')
    await block.line(1).tap()
    const field = block.root.getByRole('textbox')
    await expect(field).toBeFocused()
    await field.fill('import { print } from \'builtins\'\n\nexport function main() {\n  print(\'from a phone\')\n}\n')
    await block.button('Run').tap()
    await block.ended('finished')
    await expect(block.output).toContainText('from a phone')
    await expect(field).toHaveCount(0)
    await expect(block.line(4)).toContainText('from a phone')
    expect(asked.filter(address => /monaco|editor\.api|ts\.worker/.test(address))).toEqual([])

    await page.getByRole('button', { name: 'Contents' }).tap()
    await page.getByRole('navigation', { name: 'Contents' }).getByRole('link', { name: 'Questions?' }).tap()
    await expect(page.locator('article').filter({ hasText: 'Questions?' }).first()).toBeInViewport()
    await expect(page.getByRole('navigation', { name: 'Contents' })).toBeHidden()
  })
})
