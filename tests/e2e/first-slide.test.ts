import path from 'node:path'
import { expect } from '@playwright/test'
import { serveCompressed } from '../bench/compressed-site'
import { LiveBlock, slideWith } from './live/live-block'
import { test } from './sites/fixtures'

/** What only an edit, or Python, takes. */
const HEAVY = /monaco|shiki|\.worker|esbuild|typescript|pyodide/

test('before the first slide is complete at most a megabyte is asked for, compressed: no Monaco, no Shiki, no compiler, no Python', async ({ page }) => {
  await using site = await serveCompressed(path.join(import.meta.dirname, '../../dist'))
  await page.goto(site.url, { waitUntil: 'commit' })
  await page.locator('[data-slidev-no="1"] h1').first().waitFor()
  await page.evaluate(() => document.fonts.ready)
  const asked = [...site.sent]
  expect(asked.length).toBeGreaterThan(5)
  expect(asked.map(({ path }) => path).filter(name => HEAVY.test(name))).toEqual([])
  expect(asked.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(1_000_000)
})

test('the first run of an unedited program takes neither highlighter nor compiler, and all that it takes is asked for at once', async ({ page }) => {
  await using site = await serveCompressed(path.join(import.meta.dirname, '../../dist'))
  await page.goto(`${site.url}#/${await slideWith('lost-update')}`, { waitUntil: 'commit' })
  const block = new LiveBlock(page, 'lost-update')
  await block.button('Run').click()
  await expect(block.output).toContainText('lost')
  const asked = site.sent.map(({ path }) => path.slice(1))
  expect(asked.filter(name => HEAVY.test(name))).toEqual([])
  const ahead = await page.evaluate(() => Array.from(document.querySelectorAll<HTMLLinkElement>('link[data-ahead]'), ({ href }) => new URL(href).pathname.slice(1)))
  expect(ahead.filter(name => !asked.includes(name)), 'files that nothing takes').toEqual([])
  for (const [part, count] of [['deck', 1], ['live', 2], ['stage', 1], ['host', 1], ['lost-update', 2]] as const)
    expect(ahead.filter(name => name.endsWith('.js') && path.basename(name).startsWith(`${part}-`)), part).toHaveLength(count)
  expect(ahead.length, 'files for which a browser asks six at a time').toBeLessThan(25)
})
