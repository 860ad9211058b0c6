/** Every schedule of a program, explored and stepped through on its slide. */
import { expect } from '@playwright/test'
import { test } from '../sites/fixtures'
import { openLive } from './live-block'

test('every schedule of two threads that add twice: three ends with their counts and why, and one that loses step by step', async ({ page, site }) => {
  const block = await openLive(page, await site('built'), 'two-increments')
  await block.tab('Schedules').click()
  await block.button('Explore every schedule').click()
  const ends = block.root.locator('.schedule-ends > li')
  await expect(block.root.getByText('All 70 sequentially consistent schedules')).toBeVisible()
  await expect(ends).toHaveCount(3)
  await expect(ends.filter({ hasText: '6 of 70 schedules' })).toContainText('prints "4"')
  const lost = ends.filter({ hasText: 'prints "2"' })
  await expect(lost).toContainText('32 of 70 schedules')
  await expect(lost).toContainText('between Thread-1 (work)\'s read and write of line 9: 2 updates are lost')

  await lost.getByRole('button', { name: /Step/ }).click()
  const steps = block.root.getByRole('group', { name: /^Steps of the schedule/ })
  await steps.focus()
  await page.keyboard.press('End')
  await expect(steps.locator('[aria-current]')).toContainText('ends')
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowRight')
  await expect(steps).toContainText('step 2 of')
  await page.keyboard.press('Escape')
  await expect(ends).toHaveCount(3)
})
