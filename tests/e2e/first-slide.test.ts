import path from 'node:path'
import { expect } from '@playwright/test'
import { serveCompressed } from '../bench/compressed-site'
import { test } from './sites/fixtures'

test('before the first slide is complete at most a megabyte is asked for, compressed: no Monaco, no Shiki, no compiler, no Python', async ({ page }) => {
  await using site = await serveCompressed(path.join(import.meta.dirname, '../../dist'))
  await page.goto(site.url, { waitUntil: 'commit' })
  await page.locator('[data-slidev-no="1"] h1').first().waitFor()
  await page.evaluate(() => document.fonts.ready)
  const asked = [...site.sent]
  expect(asked.length).toBeGreaterThan(5)
  expect(asked.map(({ path }) => path).filter(name => /monaco|shiki|\.worker|esbuild|typescript|pyodide/.test(name))).toEqual([])
  expect(asked.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(1_000_000)
})
