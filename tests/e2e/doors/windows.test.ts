import type { Page } from '@playwright/test'
import process from 'node:process'
import { expect } from '@playwright/test'
import { LiveBlock, openLive, slideWith } from '../live/live-block'
import { test } from '../sites/fixtures'

function errorsOf(page: Page): string[] {
  const errors: string[] = []
  page.on('pageerror', error => errors.push(error.message))
  return errors
}

test('a hostile window of the same browser moves nothing to a page that there is not, and costs no live block', async ({ page, site }) => {
  const url = await site('built')
  const errors = errorsOf(page)
  const block = await openLive(page, url, 'lost-update')
  const before = await page.evaluate(() => location.hash)
  const hostile = await page.context().newPage()
  await hostile.goto(`${url}favicon.svg`)
  await hostile.evaluate(async () => {
    const scope = new URL('.', location.href).pathname
    const stamp = [Date.now() + 1000, 'x']
    const stage = new BroadcastChannel(`${scope}live-code:stage`)
    const messages = [null, 5, {}, { type: 'hello' }, { type: 'hello', peer: null }, { type: 'here', peer: {}, state: null }, { type: 'set', entries: [null, { key: '__proto__', value: {}, stamp }, { key: 'step:lost-update/threads.ts', value: {}, stamp }, { key: 'cursor:lost-update/threads.ts', value: 7, stamp }] }, { type: 'clear', epoch: [8e15, 'x'] }, { type: 'run', info: { file: 'lost-update/threads.ts' } }, { type: 'snapshot', snapshot: {} }]
    messages.forEach((message, n) => stage.postMessage({ from: 'x', n, message }))
    messages.forEach(message => stage.postMessage(message))
    // By the title, as in every version of Slidev; the name of the talk is in its page.
    const title = /<title>(.*?)<\/title>/.exec(await (await fetch(scope)).text())![1]!
    const slidev = new BroadcastChannel(`${scope}${title} - shared`)
    for (const state of [null, 5, { page: 'x' }, { page: 1e9 }, { page: -3, clicks: {} }, { timer: null }])
      slidev.postMessage(state)
  })
  await expect(page.locator('html')).toHaveAttribute('data-refused-messages', '6')
  await expect(page.locator('html')).toHaveAttribute('data-refused', /^windows \d+$/)
  await block.button('Run').click()
  await block.ended('finished')
  expect(await page.evaluate(() => location.hash)).toBe(before)
  expect(errors).toEqual([])
})

test('of Run pressed in two windows at the same instant one run is left, the same in both', async ({ page, site }) => {
  const url = await site('built')
  const one = await openLive(page, url, 'lost-update')
  const other = await page.context().newPage()
  await other.goto(`${url}#/${await slideWith('lost-update')}`)
  const two = new LiveBlock(other, 'lost-update')
  await expect(two.root).toBeVisible()
  const finishedRun = async ({ root }: LiveBlock) => await root.locator('.live-status[data-status=finished]').count() > 0 ? root.getAttribute('data-run') : null
  let last: string | null = null
  for (let round = 0; round < 3; round++) {
    await Promise.all([one, two].map(block => block.button('Run').dispatchEvent('click')))
    await expect.poll(async () => {
      const [first, second] = await Promise.all([one, two].map(finishedRun))
      return first !== null && first !== last && first === second
    }, 'both windows have finished the same new run').toBe(true)
    last = await finishedRun(one)
    // A window in the background draws its output with its next frame.
    await expect.poll(async () => await one.output.textContent() === await two.output.textContent(), 'both show the same output').toBe(true)
  }
})

test('an edit of 200,000 letters on one line is shown after a reload, and can be reset', { tag: '@in-full' }, async ({ page, site }) => {
  const url = await site('built')
  const block = await openLive(page, url, 'lost-update')
  await block.edit()
  await page.keyboard.press('ControlOrMeta+End')
  await page.evaluate((text) => {
    const data = new DataTransfer()
    data.setData('text/plain', text)
    document.activeElement!.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }, `\n${'x'.repeat(200_000)}`)
  await expect.poll(() => page.evaluate(() => localStorage.getItem('live-code:stage')?.length ?? 0)).toBeGreaterThan(200_000)
  await page.reload()
  await expect(block.root.locator('.live-rest[data-colored]')).toContainText('xxxx')
  await block.button('Reset the code').click()
  await expect(block.root.locator('.live-rest')).not.toContainText('xxxx')
})

const FLOODS = {
  TypeScript: 'import { print } from \'builtins\'\nexport function main() {\nprint(\'y\'.repeat(10_000_000))\nfor (let i = 0; i < 100_000; i++) print(\'line\', i)\n}',
  Python: 'print("y" * 10_000_000)\nfor i in range(100_000): print(f"line {i}")',
}

for (const language of process.env.FULL === '1' ? ['TypeScript', 'Python'] as const : ['TypeScript'] as const) {
  test(`ten million letters on one line of ${language} are cut with their count, and lines after them are there`, async ({ page, site }) => {
    const block = await openLive(page, await site('built'), 'lost-update')
    if (language === 'Python')
      await block.button('Python').click()
    await block.edit()
    await block.write(FLOODS[language])
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(block.root.locator('.live-status')).toHaveAttribute('data-status', 'finished', { timeout: 90_000 })
    await block.output.evaluate(element => element.scrollTop = 0)
    await expect(block.output).toContainText('… 9,990,000 more letters')
    await block.output.evaluate(element => element.scrollTop = element.scrollHeight)
    await expect(block.output).toContainText('line 99999')
  })
}

test('a change of slide is announced to screen readers, and in the title of the window', async ({ page, site }) => {
  await page.goto(`${await site('built')}#/2`)
  await expect(page).toHaveTitle(/^2 · .+ · Python Concurrency Patterns/)
  const title = await page.title()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('status').filter({ hasText: /^Slide 3: ./ })).toHaveCount(1)
  await expect(page).toHaveTitle(/^3 · /)
  expect(await page.title()).not.toBe(title)
})
