import type { Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { expect } from '@playwright/test'
import { strFromU8, unzipSync } from 'fflate'
import { encodeLink } from '../../../live/demos/link'
import { talkSlides } from '../../../scripts/notes/slides.mjs'
import { LiveBlock, openLive, slideWith } from '../live/live-block'
import { test } from '../sites/fixtures'
import { inFull } from './full'

const TEXT = 'import { print } from \'builtins\'\n\nexport function main() {\n  print(\'by a link\')\n}\n'

/** Opens a link as its recipient would, and waits for its code. */
async function openLink(page: Page, link: string, demo = 'lost-update'): Promise<LiveBlock> {
  await page.goto(link)
  const block = new LiveBlock(page, demo)
  await expect(block.root.getByRole('note').filter({ hasText: 'From a link, not from this deck' })).toBeVisible()
  return block
}

test.describe('a link to code', () => {
  test('is made on the slide, and shows the edited code, its variant and its mode to whoever opens it', async ({ browser, context, page, site }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    const block = await openLive(page, await site('built'), 'lost-update')
    await block.tab('with lock').click()
    await block.root.getByRole('radio', { name: 'free-threaded' }).click()
    await block.edit()
    await block.write(TEXT)
    await block.leave()
    await block.button('Take it with you').click()
    await block.button('Copy a link to this code').click()
    const link = await block.root.getByRole('textbox', { name: 'The link' }).inputValue()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link)
    // A server sees nothing of what stands behind the hash.
    expect(new URL(link).search).toBe('')
    expect(new URL(link).hash).toMatch(/^#\/\d+\?code=1\./)

    const other = await browser.newContext()
    const opened = await openLink(await other.newPage(), link)
    await expect(opened.tab(/with lock/)).toHaveAttribute('aria-selected', 'true')
    await expect(opened.root.getByRole('radio', { name: 'free-threaded' })).toHaveAttribute('aria-checked', 'true')
    await expect(opened.line(4)).toContainText('print(\'by a link\')')
    expect(opened.page.url()).not.toContain('code=')
    await other.close()
  })

  test('runs nothing before Run is pressed', async ({ page, site }) => {
    const query = await encodeLink({ file: 'lost-update/threads.ts', text: TEXT, mode: 'gil' })
    const block = await openLink(page, `${await site('built')}#/${await slideWith('lost-update')}?code=${query}`)
    await page.waitForFunction(() => crossOriginIsolated && navigator.serviceWorker.controller !== null)
    await page.waitForTimeout(1500)
    await expect(block.root.locator('.live-status')).toHaveAttribute('data-status', 'never')
    await expect(block.output).not.toContainText('by a link')
    await block.button('Run').click()
    await block.ended('finished')
    await expect(block.output).toContainText('by a link')
  })

  inFull('carries an edit of the Python as well, and it runs there when Run is pressed', async ({ browser, page, site }) => {
    test.slow()
    const block = await openLive(page, await site('built'), 'lost-update')
    await block.tab('with lock').click()
    await block.button('Python').click()
    await block.edit()
    await block.write('print("by a link", __file__)\n')
    await block.leave()
    await block.button('Take it with you').click()
    await block.button('Copy a link to this code').click()
    const link = await block.root.getByRole('textbox', { name: 'The link' }).inputValue()

    const other = await browser.newContext()
    const opened = await openLink(await other.newPage(), link)
    await expect(opened.tab(/with lock/)).toHaveAttribute('aria-selected', 'true')
    await expect(opened.button('Python')).toHaveAttribute('aria-pressed', 'true')
    await expect(opened.line(1)).toContainText('print("by a link"')
    await opened.page.waitForFunction(() => crossOriginIsolated && navigator.serviceWorker.controller !== null)
    await expect(opened.root.locator('.live-status')).toHaveAttribute('data-status', 'never')
    await opened.button('Run').click()
    await expect(opened.output).toContainText('by a link lost-update/locked.py', { timeout: 60_000 })
    await opened.button('Back to the deck’s').click()
    await expect(opened.line(1)).not.toContainText('by a link')
    await expect(opened.button('Python')).toHaveAttribute('aria-pressed', 'true')
    await other.close()
  })

  inFull('carries the Python of an exercise', async ({ page, site }) => {
    const { no } = (await talkSlides()).find(({ content }) => content.includes('<Exercise name="last-ticket"'))!
    const query = await encodeLink({ file: 'exercises/last-ticket/start.py', text: 'print("by a link")\n', mode: 'gil' })
    const block = await openLink(page, `${await site('built')}#/${no}?code=${query}`, 'exercises/last-ticket')
    await expect(block.line(1)).toContainText('print("by a link")')
    await expect(block.button('Python')).toHaveAttribute('aria-pressed', 'true')
  })

  inFull('keeps what the person had made of the same demo, and gives it back', async ({ page, site }) => {
    const url = await site('built')
    const block = await openLive(page, url, 'lost-update')
    await block.edit()
    await page.keyboard.press('Home')
    await page.keyboard.type('// mine ')
    await block.leave()
    const query = await encodeLink({ file: 'lost-update/threads.ts', text: TEXT, mode: 'gil' })
    await openLink(page, `${url}#/${await slideWith('lost-update')}?code=${query}`)
    // The block is still the editor that it was before.
    await expect(block.editor).toContainText('by a link')
    await block.button('Back to the deck’s').click()
    await block.editor.click()
    await page.keyboard.press('ControlOrMeta+Home')
    await expect(block.editor).toContainText('// mine')
  })

  inFull('survives the reload by which a plain host becomes isolated, and finds its demo on whatever slide it is', async ({ page, site }) => {
    const query = await encodeLink({ file: 'lost-update/threads.ts', text: TEXT, mode: 'gil' })
    const block = await openLink(page, `${await site('plain')}#/2?code=${query}`)
    await expect(block.line(4)).toContainText('by a link')
    expect(new URL(page.url()).hash).toBe(`#/${await slideWith('lost-update')}`)
  })

  for (const [what, query, message] of [
    ['is broken', '1.eJyLjgUAARUAuQ', 'broken'],
    ['is huge', `1.${'A'.repeat(60_000)}`, 'too long'],
    ['is for a demo that is not there', encodeLink({ file: 'lost-update/no-such.ts', text: '', mode: 'gil' }), 'does not have'],
  ] as const) {
    inFull(`that ${what} says so, and leaves the deck usable`, async ({ page, site }) => {
      await page.goto(`${await site('built')}#/2?code=${await query}`)
      const dialog = page.getByRole('dialog')
      await expect(dialog).toContainText(message)
      expect(page.url()).not.toContain('code=')
      await dialog.getByRole('button', { name: 'OK' }).click()
      await page.locator('body').click({ position: { x: 5, y: 5 } })
      await page.keyboard.press('ArrowDown')
      await expect.poll(() => new URL(page.url()).hash).toBe('#/3')
    }, what === 'is broken')
  }
})

test('a demo comes as a folder with its Python, what it imports, and the code as it stands on the slide', async ({ page, site }) => {
  const block = await openLive(page, await site('built'), 'downloads')
  await block.edit()
  await page.keyboard.press('Home')
  await page.keyboard.type('// mine ')
  await block.leave()
  await block.tab(/asyncio/).click()
  await block.button('Python').click()
  await block.edit()
  await page.keyboard.press('Home')
  await page.keyboard.type('# mine ')
  await block.leave()
  await block.button('Take it with you').click()
  const saving = page.waitForEvent('download')
  await block.button('Download the demo: Python and TypeScript').click()
  const download = await saving
  expect(download.suggestedFilename()).toBe('downloads.zip')
  const files = unzipSync(readFileSync(await download.path()))
  expect(Object.keys(files).sort()).toEqual(['README.md', 'asyncio.ts', 'sequential.py', 'sequential.ts', 'threads.py', 'threads.ts', 'web.py', 'with_asyncio.py'].map(name => `downloads/${name}`))
  expect(strFromU8(files['downloads/sequential.ts']!)).toMatch(/^\/\/ mine /)
  expect(strFromU8(files['downloads/with_asyncio.py']!)).toMatch(/^# mine /)
  expect(strFromU8(files['downloads/threads.py']!)).toBe(readFileSync('snippets/downloads/threads.py', 'utf8'))
})
