import { expect } from '@playwright/test'
import { test as coldTest, onePageTest as test } from '../sites/fixtures'
import { LiveBlock, openLive, slideWith } from './live-block'

test.describe('running', () => {
  test('is Control Enter in the editor', async ({ page, site }) => {
    const block = await openLive(page, await site('built'), 'lost-update')
    await block.edit()
    await block.write('import { print } from \'builtins\'\n\nexport function main() {\n  print(\'from the editor\')\n}\n')
    await page.keyboard.press('ControlOrMeta+Enter')
    await block.ended('finished')
    await expect(block.output).toContainText('from the editor')
    await expect(block.editor).toHaveClass(/focused/)
  })

  test('is Control Enter on a slide where nothing has the focus', async ({ page, site }) => {
    const block = await openLive(page, await site('built'), 'lost-update')
    await page.keyboard.press('ControlOrMeta+Enter')
    await block.ended('finished')
    await expect(block.output).toContainText(/lost \d/)
  })

  test('shows a lane for each thread, in order, and what it adds up to as a table', async ({ page, site }) => {
    const block = await openLive(page, await site('built'), 'lost-update')
    await block.button('Run').click()
    await block.ended('finished')
    await expect(block.root.getByRole('table').getByRole('rowheader')).toHaveText(['MainThread', 'Thread-1 (work)', 'Thread-2 (work)'])
    await expect(block.root.locator('.timeline-legend')).toContainText('running')
    await expect(block.root.locator('.live-summary')).toHaveText('GIL')
  })

  test('takes the mode that the switch says', { tag: '@firefox' }, async ({ page, site }) => {
    const block = await openLive(page, await site('built'), 'lost-update')
    await expect(block.root.getByRole('radio', { name: 'GIL (model)' })).toBeChecked()
    await block.root.getByRole('radio', { name: 'free-threaded' }).click()
    await block.button('Run').click()
    await block.ended('finished')
    await expect(block.root.locator('.live-summary')).toHaveText('free-threaded')
  })

  test('names the task that printed, in a program of the event loop', async ({ page, site }) => {
    const block = await openLive(page, await site('built'), 'downloads')
    await block.tab('asyncio').click()
    await block.button('Run').click()
    await block.ended('finished')
    await expect(block.output).toContainText(/Task-\d+\s*page \d+: 200/)
    expect(await block.root.locator('.live-toolbar').evaluate(bar => bar.scrollWidth - bar.clientWidth), 'what the run came to has room beside the switches').toBeLessThanOrEqual(0)
  })
})

test.describe('Stop', () => {
  for (const [what, source] of Object.entries({
    'an endless loop in main': 'export function main() {\n  while (true) {}\n}\n',
    'an endless loop in a thread': 'import { Thread } from \'threading\'\n\nfunction work() {\n  for (;;) {}\n}\n\nexport function main() {\n  new Thread({ target: work }).start()\n}\n',
    'a lock that is never released': 'import { Lock } from \'threading\'\n\nconst lock = new Lock()\n\nexport function main() {\n  lock.acquire()\n  lock.acquire()\n}\n',
    'an endless loop of awaits': 'import * as asyncio from \'asyncio\'\n\nexport async function main() {\n  while (true)\n    await asyncio.sleep(0)\n}\n',
  })) {
    test(`ends ${what}, and the next run works`, { tag: what.includes('thread') ? '@firefox' : what.includes('lock') ? '@firefox-in-full' : [] }, async ({ page, site }) => {
      const block = await openLive(page, await site('built'), 'lost-update')
      await block.edit()
      await block.write(source)
      await page.keyboard.press('ControlOrMeta+Enter')
      await expect(block.root.locator('.live-status')).toHaveAttribute('data-status', 'running')
      await page.waitForTimeout(300)
      await block.button('Stop').click()
      await block.ended('stopped')
      await block.button('Reset the code').click()
      await block.button('Run').click()
      await block.ended('finished')
      await expect(block.output).toContainText(/lost \d/)
    })
  }

  test('is Control . too', async ({ page, site }) => {
    const block = await openLive(page, await site('built'), 'lost-update')
    await block.edit()
    await block.write('export function main() {\n  while (true) {}\n}\n')
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(block.root.locator('.live-status')).toHaveAttribute('data-status', 'running')
    await page.keyboard.press('ControlOrMeta+.')
    await block.ended('stopped')
  })
})

test.describe('an error', () => {
  test('in a thread shows its name, message and line; a press on the line marks it', { tag: '@firefox' }, async ({ page, site }) => {
    const block = await openLive(page, await site('built'), 'lost-update')
    await block.edit()
    await block.write([
      'import { RuntimeError } from \'builtins\'',
      'import { Thread } from \'threading\'',
      '',
      'function work() {',
      '  throw new RuntimeError(\'no luck\')',
      '}',
      '',
      'export function main() {',
      '  const t = new Thread({ target: work })',
      '  t.start()',
      '  t.join()',
      '}',
    ].join('\n'))
    await page.keyboard.press('ControlOrMeta+Enter')
    await block.ended('finished')
    await expect(block.root.locator('.live-status')).toContainText('1 error')
    await expect(block.problems).toContainText(['RuntimeError: no luck'])
    await expect(block.problems).toContainText(['in Thread-1 (work)'])
    await expect(block.editor.locator('.live-line-error')).toHaveCount(1)
    await block.problems.getByRole('button', { name: 'line 5 in work' }).click()
    await expect(block.editor.locator('.live-line-selected')).toHaveCount(1)
  })

  test('of syntax shows line and column, and marks the line at rest as well', async ({ page, site }) => {
    const block = await openLive(page, await site('built'), 'lost-update')
    await block.edit()
    await block.write('export function main() {\n  print(\'hello\'\n}\n')
    await page.keyboard.press('ControlOrMeta+Enter')
    await block.ended('failed')
    await expect(block.root.locator('.live-status')).toContainText('does not compile')
    await expect(block.problems.getByRole('button', { name: /^line 3, column \d+$/ })).toBeVisible()
    await block.leave()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowUp')
    await expect(block.line(3)).toHaveClass(/live-line-error/)
  })
})

test('a hundred thousand printed lines are all there, and the page goes on', async ({ page, site }) => {
  const block = await openLive(page, await site('built'), 'lost-update')
  await block.edit()
  await block.write('import { print } from \'builtins\'\n\nexport function main() {\n  for (let i = 1; i <= 100_000; i++)\n    print(\'line\', i)\n}\n')
  await page.keyboard.press('ControlOrMeta+Enter')
  await block.ended('finished')
  await expect(block.output).toContainText('line 100000')
  expect(await block.output.locator('.live-out').count(), 'only those in sight are in the page').toBeLessThan(100)
  await block.output.evaluate(box => box.scrollTo(0, 0))
  await expect(block.output.getByText('line 1', { exact: true })).toBeVisible()
})

test('the output follows its end while lines come, until the person scrolls up', async ({ page, site }) => {
  const block = await openLive(page, await site('built'), 'lost-update')
  await block.edit()
  await block.write('import { print } from \'builtins\'\nimport * as time from \'time\'\n\nexport function main() {\n  for (let i = 1; i <= 60; i++) {\n    print(\'line\', i)\n    time.sleep(0.02)\n  }\n}\n')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(block.output).toContainText('line 3')
  // A line that comes between scrolling to the end and the scroll event.
  await block.output.evaluate((box) => {
    const line = document.createElement('div')
    line.style.height = '500px'
    box.append(line)
    box.dispatchEvent(new Event('scroll'))
    line.remove()
  })
  await block.ended('finished')
  await expect(block.output.getByText('line 60', { exact: true })).toBeVisible()
  await block.button('Run').click()
  await expect(block.output).toContainText('line 40')
  await block.output.evaluate(box => box.scrollTo(0, 0))
  await block.ended('finished')
  await expect(block.output.getByText('line 1', { exact: true })).toBeVisible()
})

coldTest.describe('where threads can\'t run', () => {
  coldTest.use({ serviceWorkers: 'block' })

  coldTest('the block says why in one line, shows its code, and has nothing to press that can\'t work', async ({ page, site }) => {
    await page.goto(`${await site('plain')}#/${await slideWith('lost-update')}`)
    const block = new LiveBlock(page, 'lost-update')
    await expect(block.root.getByRole('note')).toContainText('cross-origin isolated')
    await expect(block.line(1)).toContainText('import')
    await expect(block.button('Run')).toHaveCount(0)
  })

  coldTest('its Python runs all the same, and is stopped', { tag: '@firefox-in-full' }, async ({ page, site }) => {
    await page.goto(`${await site('plain')}#/${await slideWith('hello-threads')}`)
    const block = new LiveBlock(page, 'hello-threads')
    await block.button('Python').click()
    await expect(block.root.getByRole('note')).toHaveCount(0)
    await block.button('Run').click()
    // Its thirteen megabytes come first.
    await expect(block.root.locator('.live-status')).toHaveAttribute('data-status', 'finished', { timeout: 240_000 })
    await expect(block.output).toContainText('goodbye, Guido')
    await expect(block.root.getByRole('table').getByRole('rowheader').first()).toHaveText('MainThread')
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(false)
    await block.edit()
    await block.write('print("begun")\nwhile True:\n    pass\n')
    await block.leave()
    await block.button('Run').click()
    await expect(block.output).toContainText('begun')
    await block.button('Stop').click()
    await block.ended('stopped')
  })
})
