/** The addon in a deck that knows nothing of this repository: packed, installed, built, opened from a plain host, and run. */
import type { Page } from '@playwright/test'
import { execFile } from 'node:child_process'
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'
import { findBrowser } from '../../../scripts/browser.mjs'
import { serveSite } from '../../../scripts/server/site'
import { pagesOf, squeezed } from '../export/pdf'
import { LiveBlock } from '../live/live-block'

const MINUTES = 60_000
const root = path.join(import.meta.dirname, '../../..')

function slides(theme: string, routerMode: string) {
  return `---
theme: ${theme}
title: Another deck
routerMode: ${routerMode}
addons:
  - slidev-addon-live-concurrency
---

# Another deck

---

# A folder without a manifest

<LiveCode demo="counter" />

---

# Python on the slide

\`\`\`py {live} { height: '360px' }
import threading
threading.Thread(target=print, args=['from a thread']).start()
\`\`\`

---

# A folder with Python alone

<LiveCode demo="alone" />

---
layout: two-cols
---

# In a column

::right::

<LiveCode demo="counter" height="440px" />
`
}

const counter = `import { print } from 'builtins'
import * as shared from 'shared'
import { Thread } from 'threading'

const total = shared.int(0)

function work() {
  total.value += 1
}

export function main() {
  const thread = new Thread({ target: work })
  thread.start()
  thread.join()
  print('total', total.value)
}
`

test.describe.configure({ mode: 'serial', timeout: 20 * MINUTES })

let deck: string

async function run(file: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(file, args, { cwd: deck, env: { ...process.env, CI: '' }, maxBuffer: 1e8 }).catch((error: { stdout: string, stderr: string }) => {
    throw new Error(`${file} ${args.join(' ')}: ${error.stdout}${error.stderr}`)
  })
  return stdout
}

test.beforeAll(async () => {
  deck = await fs.realpath(await fs.mkdtemp(path.join(os.tmpdir(), 'foreign-deck-')))
  const { devDependencies, overrides } = JSON.parse(await fs.readFile(path.join(root, 'package.json'), 'utf8')) as { devDependencies: Record<string, string>, overrides: Record<string, string> }
  // What a stock deck needs by itself, see docs/addon.md.
  const { 'eslint-flat-config-utils': _, ...needed } = overrides
  await fs.writeFile(path.join(deck, 'package.json'), JSON.stringify({
    private: true,
    type: 'module',
    dependencies: { '@slidev/cli': devDependencies['@slidev/cli'], '@slidev/theme-default': '0.25.0', '@slidev/theme-seriph': '0.25.0', 'playwright-chromium': devDependencies['playwright-chromium'], 'vue': devDependencies.vue },
    overrides: needed,
  }))
  await fs.mkdir(path.join(deck, 'snippets/counter'), { recursive: true })
  await fs.writeFile(path.join(deck, 'snippets/counter/threads.ts'), counter)
  await fs.mkdir(path.join(deck, 'snippets/alone'))
  await fs.writeFile(path.join(deck, 'snippets/alone/hello.py'), 'print("alone")\n')
  const [{ filename }] = JSON.parse(await run('npm', 'pack', root, '--json', '--ignore-scripts')) as [{ filename: string }]
  await run('npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund', `./${filename}`)
})

test.afterAll(() => fs.rm(deck, { recursive: true, force: true }))

/** The two ways in which Slidev makes addresses: behind the hash, under any path, and as paths of a host that answers with its one page. */
for (const [theme, routerMode, base] of [['default', 'hash', './'], ['seriph', 'history', '/']] as const) {
  test(`with the theme ${theme} and routes in ${routerMode} it is built with one line in the headmatter: threads, Python, two windows, an edit and a link`, async ({ browser }) => {
    await fs.writeFile(path.join(deck, 'slides.md'), slides(theme, routerMode))
    await run('node', 'node_modules/@slidev/cli/bin/slidev.mjs', 'build', '--base', base)
    const { url, close } = await serveSite({ folder: path.join(deck, 'dist'), headers: false, fallback: 'index.html' })
    const address = (route: string) => url + (routerMode === 'hash' ? '#/' : '') + route
    const context = await browser.newContext()
    const open = async (route: string): Promise<Page> => {
      const page = await context.newPage()
      await page.goto(address(route))
      await expect.poll(() => page.evaluate(() => crossOriginIsolated).catch(() => false)).toBe(true)
      return page
    }
    try {
      const audience = new LiveBlock(await open('2'), 'counter')
      for (const mode of ['GIL', 'free-threaded']) {
        await audience.root.getByRole('radio', { name: mode }).click()
        await audience.button('Run').click()
        await audience.ended('finished')
        await expect(audience.output.locator('.live-text')).toHaveText(['total 1'])
      }

      const presenter = new LiveBlock(await open('presenter/2'), 'counter')
      await expect(presenter.output.locator('.live-text')).toHaveText(['total 1'])
      await audience.page.bringToFront()
      await audience.edit()
      await audience.write('import { print } from \'builtins\'\n\nexport function main() {\n  print(\'edited\')\n}\n')
      await audience.leave()
      await audience.button('Run').click()
      await audience.ended('finished')
      await presenter.page.bringToFront()
      await expect(presenter.output.locator('.live-text')).toHaveText(['edited'])

      await audience.page.bringToFront()
      await audience.button('Take it with you').click()
      await audience.button('Copy a link to this code').click()
      const link = await audience.root.getByRole('textbox', { name: 'The link' }).inputValue()
      expect(new URL(link).hash).toContain('code=')
      const stranger = await browser.newContext()
      const linked = new LiveBlock(await stranger.newPage(), 'counter')
      await linked.page.goto(link)
      await expect(linked.root.getByRole('note').filter({ hasText: 'From a link, not from this deck' })).toBeVisible()
      await expect(linked.line(4)).toContainText('print(\'edited\')')
      expect(linked.page.url()).not.toContain('code=')
      await stranger.close()

      const page = await open('3')
      const python = new LiveBlock(page, 'python', page.locator('.slidev-page-3 .live-code'))
      await python.button('Run').click()
      // Its thirteen megabytes come with the first run, while three windows share the machine.
      await expect(python.root.locator('.live-status')).toHaveAttribute('data-status', 'finished', { timeout: 5 * MINUTES })
      await expect(python.output.locator('.live-text')).toHaveText(['from a thread'])

      const column = await open('5')
      const narrow = new LiveBlock(column, 'counter', column.locator('.slidev-page-5 .live-code'))
      await narrow.button('Run').click()
      await narrow.ended('finished')
      expect(await narrow.root.locator('.live-toolbar').evaluate(bar => bar.scrollWidth - bar.clientWidth)).toBeLessThanOrEqual(0)
      expect((await narrow.output.boundingBox())!.y).toBeGreaterThan((await narrow.line(1).boundingBox())!.y)
    }
    finally {
      await context.close()
      await close()
    }
  })
}

test('it is printed by Slidev’s own export, with the programs of its blocks', async () => {
  await run('node', 'node_modules/@slidev/cli/bin/slidev.mjs', 'export', '--executable-path', (await findBrowser())!, '--timeout', '120000')
  const pages = await pagesOf(await fs.readFile(path.join(deck, 'slides-export.pdf')))
  expect(pages).toHaveLength(5)
  expect(pages[1]).toContain(squeezed('total.value += 1'))
  expect(pages[2]).toContain(squeezed('threading.Thread'))
  expect(pages[3]).toContain(squeezed('print("alone")'))
})

test('its types know what its components take: a misspelt property does not pass', async () => {
  await fs.writeFile(path.join(deck, 'tsconfig.json'), JSON.stringify({
    compilerOptions: { target: 'ESNext', module: 'ESNext', moduleResolution: 'Bundler', strict: true, noEmit: true, types: ['slidev-addon-live-concurrency'] },
    vueCompilerOptions: { strictTemplates: true },
    include: ['components/*.vue'],
  }))
  await fs.mkdir(path.join(deck, 'components'), { recursive: true })
  const file = path.join(deck, 'components/Mine.vue')
  const check = () => run('node', path.join(root, 'node_modules/vue-tsc/bin/vue-tsc.js'), '--project', 'tsconfig.json')
  await fs.writeFile(file, '<template>\n  <LiveCode demo="counter" :lanes="3" />\n</template>\n')
  await check()
  await fs.writeFile(file, '<template>\n  <LiveCode dmeo="counter" />\n</template>\n')
  await expect(check()).rejects.toThrow(/Property 'demo' is missing|dmeo/)
})
