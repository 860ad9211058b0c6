import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { siteFiles } from '../../../scripts/vite/site-list'

it('a site’s list has all files but those that are left out, with their sizes, and a revision that follows the content', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'site-list-'))
  onTestFinished(() => fs.rmSync(folder, { recursive: true }))
  const write = (file: string, text: string) => {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
    fs.writeFileSync(path.join(folder, file), text)
  }
  write('index.html', 'first')
  write('assets/index-a1b2c3d4.js', '1')
  write('python/1.0/pyodide.mjs', '22')
  write('_headers', '')
  const list = () => siteFiles(folder, new Set(['_headers']))
  const before = await list()
  expect(before.map(({ url, bytes }) => [url, bytes])).toEqual([['assets/index-a1b2c3d4.js', 1], ['index.html', 5], ['python/1.0/pyodide.mjs', 2]])
  // The name has a hash already.
  expect(before[0]!.revision).toBe(null)
  write('index.html', 'other')
  const after = await list()
  expect(after[1]!.revision).not.toBe(before[1]!.revision)
  expect(after[2]).toEqual(before[2])
})
