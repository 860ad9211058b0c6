import fs from 'node:fs/promises'
import process from 'node:process'
import { expect, test } from '@playwright/test'
import { slideWith } from '../live/live-block'
import { exportFolder, readPdf, squeezed } from './pdf'

const FULL = process.env.FULL === '1'
const folder = await exportFolder()

test.afterAll(() => folder.remove())

test('with --clicks there is a page for every click, with --range only those slides', async () => {
  test.setTimeout(120_000)
  await folder.exportTo('clicks.pdf', '--clicks', '--range', FULL ? '1-12' : '3-6', '--no-handout')
  const { pages, labels } = await readPdf(folder.file('clicks.pdf'))
  const numbers = labels.map(label => Number(label!.split('.')[0]))
  expect([...new Set(numbers)]).toEqual(FULL ? Array.from({ length: 12 }, (_, index) => index + 1) : [3, 4, 5, 6])
  expect(pages).toHaveLength(labels.length)
})

test('code that is higher than its page before it is scaled down is there to its last line', async () => {
  await folder.exportTo('code.pdf', '--range', String(await slideWith('lost-update')), '--no-handout')
  const { pages } = await readPdf(folder.file('code.pdf'))
  const source = await fs.readFile('snippets/lost-update/threads.ts', 'utf8')
  expect(pages).toHaveLength(1)
  expect(pages[0]).toContain(squeezed(source.trimEnd().split('\n').at(-2)!))
})
