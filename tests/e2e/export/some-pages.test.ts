import fs from 'node:fs/promises'
import process from 'node:process'
import { expect, test } from '@playwright/test'
import { slideWith } from '../live/live-block'
import { exportFolder, readPdf, squeezed } from './pdf'

const FULL = process.env.FULL === '1'
const folder = await exportFolder()

/** Slides of which each click has a page. */
const CLICKED = FULL ? Array.from({ length: 12 }, (_, index) => index + 1) : [3, 4, 5, 6]

let pages: string[]
/** Of each page the number of its slide. */
let numbers: number[]
let demo: number

// All slides are drawn for it, whichever are wanted: it is exported once.
test.beforeAll(async () => {
  test.setTimeout(180_000)
  demo = await slideWith('lost-update')
  await folder.exportTo('clicks.pdf', '--clicks', '--range', `${CLICKED[0]}-${CLICKED.at(-1)},${demo}`, '--no-handout')
  const read = await readPdf(folder.file('clicks.pdf'))
  pages = read.pages
  numbers = read.labels.map(label => Number(label!.split('.')[0]))
})

test.afterAll(() => folder.remove())

test('with --clicks there is a page for every click, with --range only those slides', () => {
  expect([...new Set(numbers)]).toEqual([...CLICKED, demo])
  expect(pages).toHaveLength(numbers.length)
})

test('code that is higher than its page before it is scaled down is there to its last line', async () => {
  const source = await fs.readFile('snippets/lost-update/threads.ts', 'utf8')
  const last = squeezed(source.trimEnd().split('\n').at(-2)!)
  for (const [index, page] of pages.entries()) {
    if (numbers[index] === demo)
      expect(page).toContain(last)
  }
})
