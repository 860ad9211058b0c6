import { expect } from '@playwright/test'
import { test } from './sites/fixtures'

test('what the first slide waits for is under a megabyte and a half: no Monaco, no Shiki, no compiler', async ({ request, site }) => {
  const url = await site('built')
  const html = await (await request.get(url)).text()
  const files = [...html.matchAll(/(?:src|href)="(\.\/assets\/[^"]+)"/g)].map(match => match[1]!)
  expect(files.length).toBeGreaterThan(2)
  expect(files.filter(file => /monaco|shiki|worker|esbuild|typescript/.test(file))).toEqual([])

  const sizes = await Promise.all(files.map(async file => (await (await request.get(url + file)).body()).length))
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(1_500_000)
})
