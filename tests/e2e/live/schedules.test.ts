/** Every schedule of a program, explored and stepped through on its slide, and chosen step by step. */
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
  await expect(lost).toContainText('between Thread-1\'s read and write of line 9: 2 updates are lost')

  await lost.getByRole('button', { name: /Step/ }).click()
  const steps = block.root.getByRole('group', { name: /^Steps of the schedule/ })
  await steps.focus()
  await page.keyboard.press('End')
  const current = steps.getByRole('row').and(page.locator('[aria-current]'))
  await expect(current).toContainText('ends')
  await expect(steps).toContainText('It prints "2"')
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowRight')
  await expect(steps).toContainText('step 2 of')
  // The line of each thread is marked in the code.
  await expect(block.root.locator('.live-line').filter({ hasText: 'b.start()' }).locator('[data-stand=MainThread]')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(ends).toHaveCount(3)
})

test('a person is the scheduler: digits choose who goes next, what waits says so, and the task is reached', async ({ page, site }) => {
  const block = await openLive(page, await site('built'), 'two-increments')
  await block.tab('Schedules').click()
  await block.button('Be the scheduler').click()
  const steps = block.root.getByRole('group', { name: /^Steps of the schedule/ })
  const choices = steps.getByRole('list', { name: 'Who goes next' })
  await expect(choices.getByRole('listitem').filter({ hasText: 'MainThread' })).toContainText('waits for Thread-1 to end')
  await steps.focus()
  // Both begin and read, and then both write.
  for (const [key, done] of [['2', 'begins'], ['2', 'reads counter: 0'], ['3', 'begins'], ['3', 'reads counter: 0'], ['2', 'writes counter: 1'], ['3', 'writes counter: 1']] as const) {
    await page.keyboard.press(key)
    await expect(steps.getByRole('row').and(page.locator('[aria-current]'))).toContainText(done)
    await expect(choices.getByRole('button').first()).toBeEnabled()
  }
  const task = steps.getByRole('status')
  await expect(task).toContainText('✓ Done. Both threads read before either wrote')
  await page.keyboard.press('u')
  await expect(task).toContainText('Your task')
  await steps.getByRole('button', { name: 'Finish from here' }).click()
  await expect(steps.locator('.schedule-end')).toContainText(/It prints "[234]"/)
})
