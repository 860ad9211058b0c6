import type { Plugin, ViteDevServer } from 'vite'
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { build, createServer } from 'vite'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { bundledText } from '../../../scripts/vite/bundled-text'
import { runtimeTypes } from '../../../scripts/vite/runtime-types'
import { serviceWorker } from '../../../scripts/vite/service-worker'
import { siteServer } from '../../../scripts/vite/site-server'

let root: string

const sources: Record<string, string> = {
  'index.html': '<script type="module" src="./main.ts"></script>',
  'main.ts': `
import source from './worker.ts?bundled'
document.title = source
document.onclick = () => import('virtual:runtime-types')
`,
  'worker.ts': `import { word } from './word'\npostMessage(word)`,
  'word.ts': `export const word: string = 'first word'`,
  'sw.ts': `self.addEventListener('fetch', () => console.log(import.meta.env.DEV, self.__WB_MANIFEST))`,
  'engine/stdlib/threading/index.ts': `/** A lock. */\nexport class Lock {}`,
}

beforeAll(async () => {
  root = await fs.realpath(await fs.mkdtemp(path.join(os.tmpdir(), 'plugins-')))
  for (const [name, text] of Object.entries(sources)) {
    await fs.mkdir(path.dirname(path.join(root, name)), { recursive: true })
    await fs.writeFile(path.join(root, name), text)
  }
})
afterAll(() => fs.rm(root, { recursive: true }))

function plugins() {
  return [bundledText(), runtimeTypes(path.join(root, 'engine')), serviceWorker(path.join(root, 'sw.ts')), siteServer()]
}

async function serve(base: string): Promise<{ server: ViteDevServer, url: string }> {
  const server = await createServer({
    root,
    base,
    configFile: false,
    logLevel: 'silent',
    plugins: plugins(),
    server: { port: 0, host: 'localhost' },
  })
  onTestFinished(() => server.close())
  await server.listen()
  return { server, url: server.resolvedUrls!.local[0]! }
}

describe('in dev', () => {
  it('pages get the isolation headers, and io/ answers under the base', async () => {
    const { url } = await serve('/talk/')
    const page = await fetch(url)
    expect(page.headers.get('cross-origin-embedder-policy')).toBe('require-corp')
    expect(await (await fetch(`${url}io/wait?bytes=3`)).text()).toBe('abc')
  })

  it('sw.js is served at the base, never from a cache, for the whole base', async () => {
    const { url } = await serve('/talk/')
    const script = await fetch(`${url}sw.js`)
    expect(script.headers.get('content-type')).toContain('text/javascript')
    expect(script.headers.get('cache-control')).toBe('no-cache')
    expect(script.headers.get('service-worker-allowed')).toBe('/talk/')
    // A dev server keeps nothing.
    expect(await script.text()).toMatch(/var (\w+) = \[\];[\s\S]*console\.log\(true, \1\)/)
  })

  it('a change of any file in a bundle gives new text and reloads the page', async () => {
    const { server } = await serve('/')
    const { client } = server.environments
    const bundled = `\0bundled:${path.join(root, 'worker.ts')}.js`
    const textOf = async () => {
      await client.transformRequest('/main.ts')
      return (await client.transformRequest(bundled))?.code
    }
    expect(await textOf()).toContain('first word')

    const send = vi.spyOn(client.hot, 'send')
    onTestFinished(() => fs.writeFile(path.join(root, 'word.ts'), sources['word.ts']!))
    await fs.writeFile(path.join(root, 'word.ts'), `export const word: string = 'second word'`)
    await expect.poll(() => send.mock.calls, { timeout: 10_000 }).toContainEqual([{ type: 'full-reload' }])
    expect(await textOf()).toContain('second word')
  }, 20_000)
})

describe('in a built site', () => {
  it('scripts are text, the service worker lies at the root, and the editor\'s types in a chunk of their own', async () => {
    await build({ root, base: './', configFile: false, logLevel: 'silent', plugins: plugins() })
    const dist = path.join(root, 'dist')
    const [, list] = /console\.log\(!1, ?(\[.*\])\)/s.exec(await fs.readFile(path.join(dist, 'sw.js'), 'utf8'))!
    const kept = JSON.parse(list!) as { url: string, revision: string | null, part: string, bytes: number }[]
    const built = (await fs.readdir(dist, { recursive: true, withFileTypes: true })).filter(entry => entry.isFile()).map(entry => path.relative(dist, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    expect(kept.map(({ url }) => url).sort()).toEqual(built.filter(file => file !== 'sw.js').sort())
    expect(kept.find(({ url }) => url === 'index.html')).toMatchObject({ revision: expect.any(String), part: 'talk', bytes: expect.any(Number) })
    expect(kept.filter(({ url }) => url.startsWith('assets/')).every(({ revision }) => revision === null)).toBe(true)

    const scripts = await Promise.all((await fs.readdir(path.join(dist, 'assets'))).map(async name => ({
      name,
      text: await fs.readFile(path.join(dist, 'assets', name), 'utf8'),
    })))
    const withTypes = scripts.filter(({ text }) => text.includes('threading/index.d.ts'))
    const withWorker = scripts.filter(({ text }) => text.includes('first word'))
    expect([withTypes.length, withWorker.length]).toEqual([1, 1])
    expect(withTypes[0]!.name).not.toBe(withWorker[0]!.name)
    expect(withTypes[0]!.text).toContain('/** A lock. */')
    expect(await fs.readFile(path.join(dist, 'index.html'), 'utf8')).not.toContain(withTypes[0]!.name)
  })

  it('a build that fails says why', async () => {
    const failing: Plugin = {
      name: 'failing',
      renderChunk() {
        throw new Error('the deck is at fault')
      },
    }
    await expect(build({ root, base: './', configFile: false, logLevel: 'silent', build: { outDir: 'never-written' }, plugins: [...plugins(), failing] })).rejects.toThrow('the deck is at fault')
  })
})
