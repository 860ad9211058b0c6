import { readFile } from 'node:fs/promises'
import { expect } from '@playwright/test'
import { onePageTest as test } from '../sites/fixtures'
import { openLive } from './live-block'

const twoLocks = [
  'import { Barrier, Lock, Thread } from \'threading\'',
  '',
  'const both = new Barrier(2)',
  'const fork = new Lock()',
  'const knife = new Lock()',
  '',
  'function eat(first: Lock, second: Lock) {',
  '  first.acquire()',
  '  both.wait()',
  '  second.acquire()',
  '}',
  '',
  'export function main() {',
  '  new Thread({ target: eat, args: [fork, knife] }).start()',
  '  new Thread({ target: eat, args: [knife, fork] }).start()',
  '}',
].join('\n')

test('a deadlock of threads is drawn as a ring while they hang: names, locks, lines', { tag: '@firefox' }, async ({ page, site }) => {
  const block = await openLive(page, await site('built'), 'lost-update')
  await block.edit()
  await block.write(twoLocks)
  await page.keyboard.press('ControlOrMeta+Enter')
  const deadlock = block.root.getByRole('region', { name: 'Deadlock' })
  await expect(deadlock).toBeVisible()
  await expect(deadlock).toContainText('each thread waits for the next one')
  await expect(deadlock.getByRole('button', { name: /^Thread-1\s*line 10$/ })).toBeVisible()
  expect((await deadlock.locator('svg text').allTextContents()).sort()).toEqual(['fork', 'knife'])
  await expect(block.root.locator('.live-status')).toContainText('deadlock')
  await deadlock.getByRole('button', { name: /^Thread-2/ }).click()
  await expect(block.editor.locator('.live-line-selected')).toHaveCount(1)
  await block.button('Stop').click()
  await block.ended('stopped')
  await expect(deadlock, 'it stays to be looked at').toBeVisible()
  await block.button('Reset the code').click()
  await block.button('Run').click()
  await block.ended('finished')
  await expect(deadlock).toBeHidden()
})

test('the event loop can be walked through after the run, and every task is in one place', async ({ page, site }) => {
  const block = await openLive(page, await site('built'), 'downloads')
  await block.tab('asyncio').click()
  await block.tab('Event loop').click()
  await block.button('Run').click()
  await block.ended('finished')
  const step = block.root.getByRole('slider', { name: 'Step' })
  await expect(step).toHaveValue('0')
  const places = block.root.locator('.live-loop-box')
  await expect(places.locator('dt')).toHaveText([/^running/, /^ready/, /^timers/, /^I\/O/, /^waiting/])
  // In the middle of the run all twenty wait for I/O, and Task-1 for them.
  const canvas = block.root.locator('canvas')
  const { width } = (await canvas.boundingBox())!
  await canvas.click({ position: { x: width * 0.45, y: 12 } })
  await expect(places.filter({ hasText: 'I/O' }).locator('.live-loop-count')).toHaveText('20')
  await expect(places.filter({ hasText: /^\s*waiting/ })).toContainText('Task-1')
  const before = Number(await step.inputValue())
  await block.button('Step forward').click()
  await expect(step).toHaveValue(String(before + 1))
})

test('the summary adds up the run, and takes it away as Chrome trace and as SVG', async ({ page, site }) => {
  const block = await openLive(page, await site('built'), 'lost-update')
  await block.button('Run').click()
  await block.ended('finished')
  await block.tab('Summary').click()
  const summary = block.root.getByRole('group', { name: 'Summary of the run' })
  await expect(summary).toContainText('wall time')
  await expect(summary).toContainText('GIL switches')
  await expect(summary.getByRole('rowheader')).toHaveText(['MainThread', 'Thread-1 (work)', 'Thread-2 (work)'])

  const [trace] = await Promise.all([page.waitForEvent('download'), summary.getByRole('button', { name: 'Chrome trace' }).click()])
  expect(trace.suggestedFilename()).toBe('lost-update-threads.trace.json')
  const { traceEvents } = JSON.parse(await readFile(await trace.path(), 'utf8')) as { traceEvents: { ph: string, args: { name?: string } }[] }
  expect(traceEvents.filter(event => event.ph === 'M').map(event => event.args.name)).toEqual(expect.arrayContaining(['MainThread', 'Thread-1 (work)']))
  expect(traceEvents.filter(event => event.ph === 'X').length).toBeGreaterThan(5)

  const [svg] = await Promise.all([page.waitForEvent('download'), summary.getByRole('button', { name: 'SVG' }).click()])
  expect(await readFile(await svg.path(), 'utf8')).toMatch(/^<svg .*Thread-1 \(work\).*<\/svg>$/s)
})

test('the timeline is navigated with the keys, announces its position, and returns the keys', async ({ page, site }) => {
  const block = await openLive(page, await site('built'), 'lost-update')
  await block.button('Run').click()
  await block.ended('finished')
  const here = page.url()
  await block.root.getByRole('application').focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowDown')
  const tip = block.root.getByRole('tooltip')
  await expect(tip).toContainText('Thread-1 (work)')
  await page.keyboard.press('+')
  await page.keyboard.press('+')
  await expect(block.button('Zoom out')).toBeEnabled()
  await page.keyboard.press('0')
  await expect(block.button('Zoom out')).toBeDisabled()
  expect(page.url()).toBe(here)
  await page.keyboard.press('Escape')
  await expect(tip).toBeHidden()
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => page.url()).not.toBe(here)
})
