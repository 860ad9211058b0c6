import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { serveSite } from '../../../scripts/server/site'

let folder: string

beforeAll(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'site-'))
  await fs.writeFile(path.join(folder, 'index.html'), '<title>deck</title>')
  await fs.writeFile(path.join(folder, 'sw.js'), '')
})
afterAll(() => fs.rm(folder, { recursive: true }))

async function serve(options: Partial<Parameters<typeof serveSite>[0]> = {}): Promise<string> {
  const site = await serveSite({ folder, ...options })
  onTestFinished(() => site.close())
  return site.url
}

describe('serveSite', () => {
  it('sends the isolation headers with every file', async () => {
    const url = await serve()
    for (const file of ['', 'sw.js']) {
      const { status, headers } = await fetch(url + file)
      expect([status, headers.get('cross-origin-opener-policy'), headers.get('cross-origin-embedder-policy')])
        .toEqual([200, 'same-origin', 'require-corp'])
    }
  })

  it('answers io/ under its base', async () => {
    const url = await serve({ base: '/some/talk/' })
    const begin = performance.now()
    expect(await (await fetch(`${url}io/wait?ms=40&bytes=10`)).text()).toBe('abcdefghij')
    expect(performance.now() - begin).toBeGreaterThanOrEqual(40)
    expect((await fetch(`${url}io/wait?ms=x`)).status).toBe(400)
  })

  it('breaks the connection off where io/ is asked to', async () => {
    await expect(fetch(`${await serve()}io/wait?fail=reset`)).rejects.toThrow('fetch failed')
  })

  it('leads from the root to its base, and nowhere else', async () => {
    const url = await serve({ base: '/some/talk/' })
    expect((await fetch(new URL('/', url))).url).toBe(url)
    expect((await fetch(new URL('/elsewhere', url))).status).toBe(404)
    expect((await fetch(new URL('/some/talk/../../package.json', url))).status).toBe(404)
  })

  it('is a plain static host without headers', async () => {
    const url = await serve({ headers: false })
    const response = await fetch(url)
    expect([response.status, response.headers.get('cross-origin-opener-policy')]).toEqual([200, null])
    expect((await fetch(`${url}io/wait`)).status).toBe(404)
  })

  it('says what to do when there is nothing to serve', async () => {
    await expect(serve({ folder: path.join(folder, 'nothing') })).rejects.toThrow('run `npm run build` first')
  })
})
