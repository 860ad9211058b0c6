import { readFileSync } from 'node:fs'
import { expect } from '@playwright/test'
import { talkSlides } from '../../../scripts/notes/slides.mjs'
import { LiveBlock } from '../live/live-block'
import { openSlide, test } from '../sites/fixtures'

test('an exercise fails the start, gives hints in steps, passes a solution in all forty runs, and remembers it', async ({ page, site }) => {
  const { no } = (await talkSlides()).find(({ content }) => content.includes('<Exercise name="works-with-the-gil"'))!
  await openSlide(page, await site('built'), no)
  const block = new LiveBlock(page, 'exercises/works-with-the-gil')
  const exercise = page.locator('.exercise').filter({ has: block.root })
  const verdict = exercise.locator('.exercise-verdict')
  await exercise.getByRole('button', { name: 'Check' }).click()
  await expect(verdict).toHaveText('Not yet.', { timeout: 60_000 })
  await expect(exercise.locator('.exercise-report li')).toContainText([/free-threaded.*it printed “found \d+”/s, /with the GIL: all 20 runs/])

  await expect(block.tab('a solution')).toHaveCount(0)
  for (const label of ['A hint', 'Another hint', 'Another hint', 'The solution'])
    await exercise.getByRole('button', { name: label }).press('Enter')
  await expect(exercise.getByRole('list', { name: 'Hints' }).getByRole('listitem')).toHaveCount(3)
  await expect(block.tab('a solution')).toBeVisible()

  await block.edit()
  await block.write(readFileSync('exercises/works-with-the-gil/solution.ts', 'utf8'))
  await block.leave()
  await expect(verdict).toHaveText('')
  await exercise.getByRole('button', { name: 'Check' }).click()
  await expect(verdict).toContainText('all 40 runs', { timeout: 60_000 })
  await expect(exercise.locator('.exercise-report li.good')).toHaveCount(2)

  await page.reload()
  await expect(exercise.locator('.exercise-solved')).toBeVisible()
  await expect(exercise.getByRole('list', { name: 'Hints' }).getByRole('listitem')).toHaveCount(3)
})

test('each section of the talk has an exercise at its end', async () => {
  const slides = await talkSlides()
  const files = [...new Set(slides.map(({ file }) => file))]
  expect(files.length).toBeGreaterThan(10)
  for (const file of files)
    expect(slides.filter(slide => slide.file === file).at(-1)?.content, file).toMatch(/<Exercise name="[\w-]+"/)
})
