import { expect } from '@playwright/test'
import { test } from '../sites/fixtures'
import { openLive } from './live-block'

const bomb = `const kept: unknown[] = []

export function main() {
  for (;;)
    kept.push(new Array(100_000).fill(kept.length + 0.5))
}
`

test('a memory bomb ends with a word on it, the page stays usable, and the next run works', async ({ page, site }) => {
  const block = await openLive(page, await site('built'), 'hello-threads')
  await block.edit()
  await block.write(bomb)
  // Playwright takes the end of the frame's process for the page's, and does nothing on the page any more.
  const session = await page.context().newCDPSession(page)
  const onBlock = async (expression: string): Promise<unknown> => {
    const { result } = await session.send('Runtime.evaluate', {
      expression: `(block => ${expression})([...document.querySelectorAll('.live-code')].find(element => element.checkVisibility()))`,
      returnByValue: true,
    })
    return result.value
  }
  const status = () => onBlock('block.querySelector(".live-status").dataset.status')

  await page.keyboard.press('ControlOrMeta+Enter')
  await expect.poll(status, { timeout: 90_000 }).toBe('crashed')
  expect(await onBlock('block.querySelector(".live-problems").textContent')).toMatch(/has not answered for 10 s; most likely it ran out of memory.*the next run works/s)
  await onBlock('block.querySelector("[aria-label=\'Reset the code\']").click()')
  await onBlock('block.querySelector(".live-run").click()')
  await expect.poll(status, { timeout: 60_000 }).toBe('finished')
  expect(await onBlock('block.querySelector("[role=log]").textContent')).toContain('goodbye, Guido')
})
