import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { withOutline } from '../../../scripts/notes/outline.mjs'

it('the README names the slides of each part as they are now (else run `node scripts/notes/outline.mjs`)', async () => {
  const readme = readFileSync('README.md', 'utf8')
  expect(readme).toBe(await withOutline(readme))
})
