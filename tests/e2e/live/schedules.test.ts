/** Every schedule of a program, explored and stepped through on its slide, and chosen step by step. */
import { readFileSync } from 'node:fs'
import process from 'node:process'
import { expect } from '@playwright/test'
import { encodeLink } from '../../../live/demos/link'
import { talkSlides } from '../../../scripts/notes/slides.mjs'
import { openSlide } from '../sites/fixtures'
import { test } from '../stage/two-windows'
import { LiveBlock, openLive, slideWith } from './live-block'

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

test('the Python twin: CPython\'s own schedules, one end under the GIL and the same seventy at every bytecode, stepped through', async ({ page, site }) => {
  test.setTimeout(240_000)
  const block = await openLive(page, await site('built'), 'two-increments')
  await block.button('Python').click()
  await block.tab('Schedules').click()
  const ends = block.root.locator('.schedule-ends > li')
  await block.button('Explore every schedule').click()
  await expect(ends).toHaveCount(1, { timeout: 120_000 })
  await block.root.getByRole('checkbox', { name: 'at every bytecode' }).check()
  await block.button('Explore every schedule').click()
  await expect(block.root.getByText('All 70 sequentially consistent schedules')).toBeVisible({ timeout: 60_000 })
  const lost = ends.filter({ hasText: 'prints "2"' })
  await expect(lost).toContainText('32 of 70 schedules')
  await lost.getByRole('button', { name: /Step/ }).click()
  await expect(block.root.getByRole('group', { name: /^Steps of the schedule/ })).toContainText('counter.value')
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

/** Two threads each read before the other one has written: of four increments two are left. */
const LOSING = '0x3 1x2 2x3 1 2 1x3 2x2'
const REPLAYS = process.env.FULL === '1' ? 100 : 2

test('a link carries code and schedule, runs nothing before Run, and replays the same steps each time', { tag: '@firefox-in-full' }, async ({ page, site }) => {
  const url = `${await site('built')}#/${await slideWith('two-increments')}`
  const text = readFileSync('snippets/two-increments/threads.ts', 'utf8')
  const query = await encodeLink({ file: 'two-increments/threads.ts', text, mode: 'free', schedule: LOSING })
  const block = new LiveBlock(page, 'two-increments')
  const steps = block.root.getByRole('group', { name: /^Steps of the schedule/ })
  const seen = new Set<string>()
  await page.goto(url)
  await expect(block.root).toBeVisible()
  for (let time = 0; time < REPLAYS; time++) {
    await page.evaluate(hash => location.hash = hash, `${new URL(url).hash}?code=${query}`)
    await expect(block.root.getByRole('note').filter({ hasText: 'Run opens the schedule that came with it' })).toBeVisible()
    await expect(steps).toHaveCount(0)
    await block.button('Run').click()
    await expect(steps).toContainText(/step \d+ of [1-9]/)
    await steps.press('End')
    await expect(steps.locator('.schedule-end')).toContainText('It prints "2"')
    const drawn = await block.root.locator('.schedule-lanes path').evaluateAll(paths => paths.map(path => path.getAttribute('d')))
    seen.add(JSON.stringify([drawn, await steps.locator('.schedule-row').allTextContents(), await steps.locator('.schedule-end').textContent()]))
    await page.keyboard.press('Escape')
  }
  expect(seen.size).toBe(1)

  // An edit that the schedule doesn't fit.
  await page.evaluate(hash => location.hash = hash, `${new URL(url).hash}?code=${await encodeLink({ file: 'two-increments/threads.ts', text: text.replace('  b.start()\n', ''), mode: 'free', schedule: LOSING })}`)
  await block.button('Run').click()
  await expect(steps).toContainText('The schedule doesn’t fit this code: its choice 3 can’t be made here')
})

test('the presenter’s window and the audience’s explore the same, and are at the same step', { tag: '@in-full' }, async ({ openStage }) => {
  const { presenter, audience } = await openStage('two-increments')
  await presenter.tab('Schedules').click()
  await presenter.button('Explore every schedule').click()
  for (const { root } of [presenter, audience])
    await expect(root.locator('.schedule-ends > li')).toHaveCount(3)
  await presenter.root.locator('.schedule-ends > li').filter({ hasText: 'prints "2"' }).getByRole('button', { name: /Step/ }).click()
  const steps = ({ root }: LiveBlock) => root.getByRole('group', { name: /^Steps of the schedule/ })
  await steps(presenter).press('End')
  await expect(steps(audience).locator('.schedule-end')).toContainText('It prints "2"')
  await steps(presenter).press('ArrowLeft')
  expect(await steps(presenter).locator('.schedule-place').textContent()).toMatch(/^step \d+ of \d+$/)
  await expect(steps(audience).locator('.schedule-place')).toHaveText((await steps(presenter).locator('.schedule-place').textContent())!)
})

test('an exercise is judged in all schedules, and the one that fails opens in the stepper', async ({ page, site }) => {
  const { no } = (await talkSlides()).find(({ content }) => content.includes('<Exercise name="the-call-nobody-heard"'))!
  await openSlide(page, await site('built'), no)
  const block = new LiveBlock(page, 'exercises/the-call-nobody-heard')
  const exercise = page.locator('.exercise').filter({ has: block.root })
  await exercise.getByRole('button', { name: 'Check' }).click()
  await expect(exercise.locator('.exercise-verdict')).toHaveText('Not yet.')
  await expect(exercise.locator('.exercise-report')).toContainText(/every schedule: in \d+ of \d+ schedules.*it hung forever.*no thread heard it/s)
  await exercise.getByRole('button', { name: 'Step through it' }).click()
  const steps = block.root.getByRole('group', { name: /^Steps of the schedule/ })
  await steps.press('End')
  await expect(steps.locator('.schedule-end')).toContainText('Deadlock')
})
