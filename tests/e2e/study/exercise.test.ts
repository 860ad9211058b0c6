import type { Locator, Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { expect } from '@playwright/test'
import { talkSlides } from '../../../scripts/notes/slides.mjs'
import { LiveBlock } from '../live/live-block'
import { openSlide, test } from '../sites/fixtures'
import { inFull } from './full'

const EXERCISE = 'works-with-the-gil'

/** Opens an exercise of the talk: its block, all of it, and what came of a check. */
async function openExercise(page: Page, url: string, name: string) {
  const { no } = (await talkSlides()).find(({ content }) => content.includes(`<Exercise name="${name}"`))!
  await openSlide(page, url, no)
  const block = new LiveBlock(page, `exercises/${name}`)
  const exercise = page.locator('.exercise').filter({ has: block.root })
  return { block, exercise, verdict: exercise.locator('.exercise-verdict') }
}

test('an exercise fails the start, gives hints in steps, then the solution, and remembers what it gave', { tag: '@firefox' }, async ({ page, site }) => {
  const { block, exercise, verdict } = await openExercise(page, await site('built'), EXERCISE)
  await exercise.getByRole('button', { name: 'Check' }).click()
  await expect(verdict).toHaveText('Not yet.', { timeout: 180_000 })
  await expect(exercise.locator('.exercise-report li')).toContainText([/free-threaded.*it printed “found \d+”/s, /with the GIL: all 20 runs/])

  await expect(block.tab('a solution')).toHaveCount(0)
  for (const label of ['A hint', 'Another hint', 'Another hint', 'The solution'])
    await exercise.getByRole('button', { name: label }).press('Enter')
  await expect(exercise.getByRole('list', { name: 'Hints' }).getByRole('listitem')).toHaveCount(3)
  await expect(block.tab('a solution')).toBeVisible()
  const right = async (locator: Locator) => locator.evaluate(element => element.getBoundingClientRect().right)
  expect(await right(block.button('Run')), 'Run stays within the block beside the solution\'s tab').toBeLessThanOrEqual(await right(block.root) + 1)

  await page.reload()
  await expect(exercise.getByRole('list', { name: 'Hints' }).getByRole('listitem')).toHaveCount(3)
  await expect(exercise.locator('.exercise-solved')).toHaveCount(0)
})

test('a solution passes in all forty runs, and that is remembered', { tag: ['@firefox-in-full', '@in-full'] }, async ({ page, site }) => {
  const { block, exercise, verdict } = await openExercise(page, await site('built'), EXERCISE)
  await block.edit()
  await block.write(readFileSync(`exercises/${EXERCISE}/solution.ts`, 'utf8'))
  await block.leave()
  await expect(verdict).toHaveText('')
  await exercise.getByRole('button', { name: 'Check' }).click()
  await expect(verdict).toContainText('all 40 runs', { timeout: 180_000 })
  await expect(exercise.locator('.exercise-report li.good')).toHaveCount(2)

  await page.reload()
  await expect(exercise.locator('.exercise-solved')).toBeVisible()
})

inFull('an exercise is done in Python as well: its own start, hints and solution, Real and Controlled runs', async ({ page, site }) => {
  test.slow()
  const { block, exercise, verdict } = await openExercise(page, await site('built'), 'last-ticket')
  await block.button('Python').click()
  await expect(block.line(1)).toHaveText(/import time/)
  await exercise.getByRole('button', { name: 'Check' }).click()
  // The first run fetches CPython.
  await expect(verdict).toHaveText('Not yet.', { timeout: 90_000 })
  await expect(exercise.locator('.exercise-report li')).toContainText([/with the GIL: the first run.*it printed “sold \d+/s, /Controlled: seed 1.*it printed “sold \d+/s])

  for (const label of ['A hint', 'Another hint', 'Another hint', 'The solution'])
    await exercise.getByRole('button', { name: label }).press('Enter')
  await expect(exercise.getByRole('list', { name: 'Hints' })).toContainText('with lock:')
  await block.tab('a solution').click()
  await expect(block.root.locator('.live-code-pane')).toContainText('with lock:')
  await block.tab('yours').click()

  await block.edit()
  await block.write(readFileSync('exercises/last-ticket/solution.py', 'utf8'))
  await block.leave()
  await exercise.getByRole('button', { name: 'Check' }).click()
  await expect(verdict).toContainText('all 40 runs', { timeout: 120_000 })
  await expect(exercise.locator('.exercise-report li.good')).toContainText([/with the GIL: all 20 runs/, /Controlled: all 20 runs, with the seeds 1 to 20/])

  await page.reload()
  await expect(exercise.locator('.exercise-solved')).toBeVisible()
  await expect(block.button('Python')).toHaveAttribute('aria-pressed', 'true')
  // In TypeScript it begins where it did.
  await block.button('Python').click()
  await expect(block.root.locator('.live-code-pane')).toContainText('shared.list')

  const other = await openExercise(page, await site('built'), EXERCISE)
  await expect(other.exercise).toContainText('In TypeScript only')
  await expect(other.block.button('Python')).toHaveCount(0)
})

test('each section of the talk has an exercise at its end', async () => {
  const slides = await talkSlides()
  const files = [...new Set(slides.map(({ file }) => file))]
  expect(files.length).toBeGreaterThan(10)
  for (const file of files)
    expect(slides.filter(slide => slide.file === file).at(-1)?.content, file).toMatch(/<Exercise name="[\w-]+"/)
})
