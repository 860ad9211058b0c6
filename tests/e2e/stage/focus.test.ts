import type { Locator } from '@playwright/test'
import { expect } from '@playwright/test'
import { talkSlides } from '../../../scripts/notes/slides.mjs'
import { expectKeysTurnSlides, LiveBlock, openLive, slideNumber } from '../live/live-block'
import { openSides } from '../live/sides'
import { openSlide, warmTest as test } from '../sites/fixtures'

test.describe('the arrow keys turn slides', () => {
  test('after a press with the mouse on what goes by it: Run all and Stop of a comparison', { tag: '@firefox' }, async ({ page, site }) => {
    const sides = await openSides(page, await site('built'), 'downloads')
    const here = slideNumber(page)
    await sides.getByRole('button', { name: 'Run all' }).click()
    await expect(sides.getByRole('button', { name: 'Stop' })).toBeVisible()
    await expectKeysTurnSlides(page, here)
    await sides.getByRole('button', { name: 'Stop' }).click()
    await expect(sides.getByRole('button', { name: 'Run all' })).toBeVisible()
    await expectKeysTurnSlides(page, here)
  })

  test('after a press with the mouse on what goes and what stays in an exercise and in the bar', async ({ page, site }) => {
    const { no } = (await talkSlides()).find(({ content }) => content.includes('<Exercise name="works-with-the-gil"'))!
    await openSlide(page, await site('built'), no)
    const block = new LiveBlock(page, 'exercises/works-with-the-gil')
    const exercise = page.locator('.exercise').filter({ has: block.root })
    const button = (name: string | RegExp): Locator => exercise.getByRole('button', { name })
    await button('A hint').click()
    await expectKeysTurnSlides(page, no)
    await button(/^Check/).click()
    await expect(button('Stop checking')).toBeVisible()
    await expectKeysTurnSlides(page, no)
    await button('Stop checking').click()
    await expect(button(/^Check/)).toBeVisible()
    await expectKeysTurnSlides(page, no)

    await page.getByRole('button', { name: /^Offline/ }).first().click()
    await expect(page.getByRole('region', { name: 'Offline' })).toBeVisible()
    await expectKeysTurnSlides(page, no)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('region', { name: 'Offline' })).toBeHidden()
  })

  test('after a button that goes was pressed with the keyboard; the focus is on the block that it was in', async ({ page, site }) => {
    const block = await openLive(page, await site('built'), 'lost-update')
    const here = slideNumber(page)
    await block.button('Run').press('Enter')
    await block.ended('finished')
    await expect(block.root).toBeFocused()
    await expectKeysTurnSlides(page, here)
    // One that is disabled by its own press is of no more use than one that is gone.
    await block.tab('with lock').click()
    await block.edit()
    await page.keyboard.type('// mine ')
    await block.leave()
    await block.button('Reset the code').press('Enter')
    await expect(block.button('Reset the code')).toBeDisabled()
    await expect(block.root).toBeFocused()
    await expectKeysTurnSlides(page, here)
  })
})
