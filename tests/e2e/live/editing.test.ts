import { expect } from '@playwright/test'
import { onePageTest as test } from '../sites/fixtures'
import { expectKeysTurnSlides, openLive, slideNumber } from './live-block'

test.describe('a block of live code', () => {
  test('becomes an editor on a press, with the cursor where the press was and the text where it was', async ({ page, site }) => {
    const block = await openLive(page, await site('built'), 'lost-update')
    await expect(block.root.locator('.live-rest')).toHaveAttribute('data-colored')
    const before = await block.line(6).getByText('const').boundingBox()
    await block.line(6).click({ position: { x: 40, y: 10 } })
    await expect(block.editor).toHaveClass(/focused/)
    // The editor draws its lines once more when their colours are there.
    await expect(async () => {
      const after = await Promise.all((await block.editor.locator('.view-line').getByText('const', { exact: true }).all()).map(word => word.boundingBox()))
      expect(after.some(box => box && Math.abs(box.x - before!.x) < 1.5 && Math.abs(box.y - before!.y) < 2.5)).toBe(true)
    }).toPass({ timeout: 60_000 })
    await page.keyboard.type('// here ')
    await expect(block.editor.locator('.view-line').filter({ hasText: /^\/\/\shere\sconst/ })).toHaveCount(1)
  })

  test('becomes an editor on Enter when the code has the focus', async ({ page, site }) => {
    const block = await openLive(page, await site('built'), 'lost-update')
    await block.root.locator('.live-rest').focus()
    await page.keyboard.press('Enter')
    await expect(block.editor).toHaveClass(/focused/)
  })

  test('returns the arrow keys to the deck on Escape, and not before', async ({ page, site }) => {
    const block = await openLive(page, await site('built'), 'lost-update')
    const here = slideNumber(page)
    await block.edit()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowDown')
    expect(slideNumber(page)).toBe(here)
    await block.leave()
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => slideNumber(page)).toBeGreaterThan(here)
  })

  test('gives the arrow keys back to the deck when its slide leaves while it has the focus', async ({ page, site }) => {
    const block = await openLive(page, await site('built'), 'lost-update')
    const here = slideNumber(page)
    await block.edit()
    // As the other window does it.
    await page.evaluate(no => location.hash = `/${no}`, here + 1)
    await expect(page.locator('.monaco-editor')).toHaveCount(0)
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => slideNumber(page)).toBeGreaterThan(here + 1)
  })

  test('leaves the arrow keys to the deck after a press on any of its buttons', { tag: '@firefox-in-full' }, async ({ page, site }) => {
    const block = await openLive(page, await site('built'), 'lost-update')
    const here = slideNumber(page)
    await block.edit()
    await page.keyboard.type('// edited ')
    for (const press of [
      () => block.button('Run').click(),
      () => block.tab('with lock').click(),
      () => block.root.getByRole('radio', { name: 'free-threaded' }).click(),
      () => block.tab('+= 1').click(),
      () => block.button('Reset the code').click(),
      () => block.root.locator('canvas').click({ position: { x: 300, y: 20 } }),
    ]) {
      await press()
      await expectKeysTurnSlides(page, here)
    }
  })

  test('keeps an edit over slides, tabs and a reload, and gives the original back on reset', async ({ page, site }) => {
    const block = await openLive(page, await site('built'), 'lost-update')
    const original = await block.line(1).textContent()
    await block.edit()
    await page.keyboard.press('Home')
    await page.keyboard.type('// mine ')
    await block.leave()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowUp')
    await expect(block.line(1)).toContainText('// mine')
    await block.tab('with lock').click()
    await expect(block.line(1)).not.toContainText('// mine')
    await block.tab(/\+= 1/).click()
    await expect(block.line(1)).toContainText('// mine')
    await page.reload()
    await expect(block.line(1)).toContainText('// mine')
    await block.button('Reset the code').click()
    await expect.poll(() => block.line(1).textContent()).toBe(original)
    await expect(block.button('Reset the code')).toBeDisabled()
  })

  test('has no editor left when its slide leaves, and the page never more than one', async ({ page, site }) => {
    const block = await openLive(page, await site('built'), 'lost-update')
    await block.edit()
    await expect(page.locator('.monaco-editor.focused')).toHaveCount(1)
    await block.leave()
    await page.keyboard.press('ArrowDown')
    await expect(page.locator('.monaco-editor')).toHaveCount(0)
  })
})

test.describe('the editor', () => {
  test('completes the names of the runtime\'s modules', { tag: '@firefox' }, async ({ page, site }) => {
    const block = await openLive(page, await site('built'), 'lost-update')
    await block.edit(1)
    await block.write('import { Thread } from \'threading\'\n\nexport function main() {\n  new Thread({ tar')
    await page.keyboard.press('Control+Space')
    const suggestion = block.editor.locator('.suggest-widget .monaco-list-row').filter({ hasText: 'target' })
    await expect(suggestion).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(suggestion).toBeHidden()
    await expect(block.editor, 'Escape closes the suggestions first').toHaveClass(/focused/)
  })

  test('shows the docs of threading.Thread on hover', async ({ page, site }) => {
    const block = await openLive(page, await site('built'), 'lost-update')
    await block.edit(1)
    const name = block.editor.locator('.view-line span span').filter({ hasText: /^Thread$/ }).first()
    const hover = block.editor.locator('.monaco-hover:visible')
    await expect(async () => {
      await page.mouse.move(0, 0)
      await name.hover()
      await expect(hover).toContainText('class Thread', { timeout: 3000 })
    }).toPass({ timeout: 60_000 })
    await expect(hover).toContainText('docs.python.org')
  })

  test('shows a type error, and the program runs all the same', { tag: '@firefox' }, async ({ page, site }) => {
    const block = await openLive(page, await site('built'), 'lost-update')
    await block.edit()
    await block.write('import { print } from \'builtins\'\n\nexport function main() {\n  const count: number = \'three\'\n  print(count)\n}\n')
    await expect(block.editor.locator('.squiggly-error')).toHaveCount(1)
    await page.keyboard.press('ControlOrMeta+Enter')
    await block.ended('finished')
    await expect(block.output).toContainText('three')
  })

  test('knows that there is no setTimeout in a thread', async ({ page, site }) => {
    const block = await openLive(page, await site('built'), 'lost-update')
    await block.edit()
    await block.write('export function main() {\n  setTimeout(() => {}, 1)\n}\n')
    await expect(block.editor.locator('.squiggly-error')).toHaveCount(1)
  })
})
