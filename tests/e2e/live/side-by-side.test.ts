import type { Locator } from '@playwright/test'
import { expect } from '@playwright/test'
import { warmTest as test } from '../sites/fixtures'
import { openSides } from './sides'

/** The seconds in a cell of the row of a variant. */
async function timeOf(sides: Locator, variant: string): Promise<number> {
  const text = await sides.locator(`[data-variant=${variant}] .side-figures td`).first().textContent() ?? ''
  const [, value, unit] = /^([\d.\u2009]+) (ms|s)$/.exec(text.trim()) ?? []
  return Number(value?.replaceAll('\u2009', '')) * (unit === 'ms' ? 1 : 1000)
}

const RUN = { timeout: 60_000 }

test.describe('side by side', () => {
  test('runs the variants one after the other, and gives all of them one time axis and one table', async ({ page, site }) => {
    const sides = await openSides(page, await site('built'), 'downloads')
    await sides.getByRole('button', { name: 'Run all' }).click()
    await expect(sides.locator('[data-variant=asyncio] .side-figures td').first()).not.toBeEmpty(RUN)
    await expect(sides.locator('tbody .side-figures').getByRole('rowheader')).toHaveText(['one by one', 'threads', 'asyncio'])

    const [sequential, threads, asyncio] = await Promise.all(['sequential', 'threads', 'asyncio'].map(variant => timeOf(sides, variant)))
    expect(sequential).toBeGreaterThanOrEqual(2000)
    expect(threads).toBeLessThan(sequential!)
    expect(asyncio).toBeLessThan(sequential!)
    const ratio = Number(await sides.locator('[data-variant=threads] .side-figures td').nth(1).textContent())
    expect(ratio).toBeCloseTo(threads! / sequential!, 1)

    // The last ticks stand at the same place: it is the same axis.
    const plots = sides.getByRole('application')
    await expect(plots).toHaveCount(3)
    const extents = await plots.evaluateAll(elements => elements.map(element => Number(element.getAttribute('data-extent'))))
    expect(Math.max(...extents) - Math.min(...extents)).toBeLessThan(sequential! * 0.02)
  })

  test('takes the mode that its switch says, and shows no figures of another one', async ({ page, site }) => {
    const sides = await openSides(page, await site('built'), 'gil-cpu')
    await page.keyboard.press('ControlOrMeta+Enter')
    const switches = sides.locator('[data-variant=threads] .side-figures td').last()
    await expect(sides.getByRole('columnheader').last()).toHaveText('GIL switches')
    await expect(sides.locator('[data-variant=processes] .side-figures td').first()).not.toBeEmpty(RUN)
    await expect.poll(async () => Number((await switches.textContent())?.replaceAll(',', ''))).toBeGreaterThan(2)
    await sides.getByRole('radio', { name: 'free-threaded' }).click()
    await expect(sides.locator('[data-variant=threads] .side-figures td').first()).toBeEmpty()
    await expect(sides.getByRole('columnheader').filter({ hasText: 'GIL' })).toHaveCount(0)
    await expect(sides.getByRole('application')).toHaveCount(0)
  })

  test('stops the series with Stop', { tag: '@firefox-in-full' }, async ({ page, site }) => {
    const sides = await openSides(page, await site('built'), 'downloads')
    await sides.getByRole('button', { name: 'Run all' }).click()
    await expect(sides.locator('.live-status')).toHaveAttribute('data-status', 'running', RUN)
    await sides.getByRole('button', { name: 'Stop' }).click()
    await expect(sides.getByRole('button', { name: 'Run all' })).toBeVisible(RUN)
    for (const variant of ['sequential', 'threads', 'asyncio'])
      await expect(sides.locator(`[data-variant=${variant}] .side-figures td`).first()).toBeEmpty()
  })
})
