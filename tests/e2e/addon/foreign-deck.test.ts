/** The addon in a deck that knows nothing of this repository: packed, installed, built, opened from a plain host, and run. */
import { execFile } from 'node:child_process'
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'
import { serveSite } from '../../../scripts/server/site'

const MINUTES = 60_000
const root = path.join(import.meta.dirname, '../../..')

function slides(theme: string) {
  return `---
theme: ${theme}
title: Another deck
routerMode: hash
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
    dependencies: { '@slidev/cli': devDependencies['@slidev/cli'], '@slidev/theme-default': '0.25.0', '@slidev/theme-seriph': '0.25.0', 'vue': devDependencies.vue },
    overrides: needed,
  }))
  await fs.mkdir(path.join(deck, 'snippets/counter'), { recursive: true })
  await fs.writeFile(path.join(deck, 'snippets/counter/threads.ts'), counter)
  const [{ filename }] = JSON.parse(await run('npm', 'pack', root, '--json', '--ignore-scripts')) as [{ filename: string }]
  await run('npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund', `./${filename}`)
})

test.afterAll(() => fs.rm(deck, { recursive: true, force: true }))

for (const theme of ['default', 'seriph']) {
  test(`with the theme ${theme} it is built with one line in the headmatter, and its threads and its Python run`, async ({ browser }) => {
    await fs.writeFile(path.join(deck, 'slides.md'), slides(theme))
    await run('node', 'node_modules/@slidev/cli/bin/slidev.mjs', 'build', '--base', './')
    const { url, close } = await serveSite({ folder: path.join(deck, 'dist'), headers: false })
    const page = await browser.newPage()
    try {
      for (const [slide, printed] of [[2, 'total 1'], [3, 'from a thread']] as const) {
        await page.goto(`${url}#/${slide}`)
        await expect.poll(() => page.evaluate(() => crossOriginIsolated)).toBe(true)
        const block = page.locator('.slidev-page:not([style*="display: none"]) .live-code')
        await block.getByRole('button', { name: 'Run', exact: true }).click()
        await expect(block.locator('.live-text')).toHaveText([printed], { timeout: 2 * MINUTES })
      }
    }
    finally {
      await page.close()
      await close()
    }
  })
}
