import { expect } from '@playwright/test'
import { clockWords } from '../../../live/stage/talk-time'
import { minutesSoFar, talkSlides } from '../../../scripts/notes/slides.mjs'
import { test } from '../sites/fixtures'

test('the presenter\'s window counts the minutes by section as the notes plan them, and shows whether all is ready', async ({ page, site }) => {
  const slides = await talkSlides()
  await page.goto(`${await site('built')}#/presenter/1`)
  const clock = page.locator('.talk-clock')
  await expect(clock).toContainText(`0:00 / ${clockWords(minutesSoFar(slides).at(-1)!)}`)
  await page.keyboard.press('ArrowRight')
  await expect(clock).toContainText(/0:0[1-9]/)
  await page.reload()
  await expect(clock, 'it goes on').toContainText(/0:(?:0[2-9]|[1-9]\d)/)
  await clock.getByRole('button', { name: /0:/ }).click()
  const sections = clock.getByRole('row')
  await expect(sections.filter({ hasText: /^\s*Opening\s*0:\d\d\s*\d:\d\d/ })).toHaveCount(1)
  await expect(sections.filter({ hasText: /^\s*Threads/ })).toHaveCount(1)
  await clock.getByRole('button', { name: 'reset' }).click()
  await expect(clock).toContainText('0:00')

  const light = page.locator('.preflight')
  await light.getByRole('button').click()
  const check = (name: string) => light.getByRole('listitem').filter({ hasText: name })
  for (const name of ['isolated', 'compiler warm', 'pool warm', 'recordings'])
    await expect(check(name)).toHaveAttribute('data-state', 'good')
  // Nothing was kept yet, or all of it in the idle time: the light says so, and what to do.
  await expect(check('offline')).toContainText(/is kept in this browser|Make everything available offline/)
})
