/** The engine's package on a page that knows nothing of this repository: packed, unpacked beside docs/element, on a plain static host. */
import type { Locator, Page } from '@playwright/test'
import { execFile } from 'node:child_process'
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'
import { serveSite } from '../../../scripts/server/site'

const root = path.join(import.meta.dirname, '../../..')
const call = promisify(execFile)

test.describe.configure({ mode: 'serial' })

let folder: string
let site: Awaited<ReturnType<typeof serveSite>>
let page: Page

test.beforeAll(async ({ browser }) => {
  folder = await fs.realpath(await fs.mkdtemp(path.join(os.tmpdir(), 'element-')))
  await call(process.execPath, [path.join(root, 'scripts/setup.mjs'), 'pack-engine', '--output', folder])
  const [tarball] = (await fs.readdir(folder)).filter(file => file.endsWith('.tgz'))
  await call('tar', ['xzf', tarball!], { cwd: folder })
  // As docs/element.md says it.
  const public_ = path.join(folder, 'public')
  await fs.cp(path.join(root, 'docs/element'), public_, { recursive: true })
  await fs.cp(path.join(folder, 'package/dist'), path.join(public_, 'live-code'), { recursive: true })
  await fs.copyFile(path.join(folder, 'package/dist/sw.js'), path.join(public_, 'sw.js'))
  site = await serveSite({ folder: public_, headers: false })
  page = await browser.newPage()
})

test.afterAll(async () => {
  await page.close()
  await site.close()
  await fs.rm(folder, { recursive: true, force: true })
})

async function run(element: Locator, outcome = 'finished'): Promise<void> {
  await element.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(element).toHaveAttribute('data-status', outcome)
}

function text(id: string): Promise<string> {
  return page.locator(id).evaluate(element => (element as HTMLElement & { text: string }).text)
}

test('without JavaScript the programs on the page can be read', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const plain = await context.newPage()
  await plain.goto(site.url)
  const script = plain.locator('#threads > script')
  await expect(script).toBeVisible()
  await expect(script).toContainText('counter.value += 1', { useInnerText: true })
  await expect(plain.getByText(/hello, .*name.* & friends/)).toBeVisible()
  await expect(plain.getByRole('link', { name: 'greet.py' })).toBeVisible()
  await context.close()
})

test('on a host that sends no headers threads, an event loop and Python run, in one engine', async () => {
  await page.goto(site.url)
  await expect.poll(() => page.evaluate(() => crossOriginIsolated).catch(() => false)).toBe(true)
  const threads = page.locator('#threads')
  for (const mode of ['free-threaded', 'GIL']) {
    await threads.getByRole('button', { name: mode, exact: true }).click()
    await run(threads)
    await expect(threads.getByRole('log', { name: 'Output' })).toHaveText(/^counted \d+$/)
    await expect(threads.locator('[part=facts]')).toContainText(mode)
  }
  await expect(threads.getByRole('log', { name: 'Output' })).toHaveText('counted 1000000')
  await expect(threads.getByRole('rowheader')).toHaveText(['MainThread', 'Thread-1 (work)', 'Thread-2 (work)'])
  await run(page.locator('#asyncio'))
  await expect(page.locator('#asyncio').getByRole('log', { name: 'Output' }).locator('.text')).toHaveText(['hello, Guido & friends', 'hello, Ada & friends'])
  await run(page.locator('#python'))
  await expect(page.locator('#python').getByRole('log', { name: 'Output' }).locator('.text')).toHaveText(['hello, Guido', 'hello, Ada', 'done'])
  expect(await page.evaluate(() => document.querySelectorAll('iframe').length)).toBe(1)
})

test('a program can be edited, stopped, reset, taken out of the page and put back', async () => {
  const element = page.locator('#asyncio')
  const original = await text('#asyncio')
  await element.getByRole('textbox').click()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText('export function main() {\n  while (true) {\n  }\n}')
  await page.keyboard.press('Control+Enter')
  await expect(element).toHaveAttribute('data-status', 'running')
  await element.getByRole('button', { name: 'Stop' }).click()
  await expect(element).toHaveAttribute('data-status', 'stopped')
  await expect(element.getByRole('button', { name: 'Run', exact: true })).toBeFocused()

  await run(element, 'running')
  await page.evaluate(() => {
    const element = document.querySelector('#asyncio')!
    Object.assign(window, { kept: element })
    element.remove()
  })
  await expect.poll(() => page.evaluate(() => (window as unknown as { kept: HTMLElement }).kept.dataset.status)).toBe('stopped')
  await page.evaluate(() => document.body.prepend((window as unknown as { kept: HTMLElement }).kept))
  expect(await text('#asyncio')).toContain('while (true)')
  await element.getByRole('button', { name: 'Reset' }).click()
  expect(await text('#asyncio')).toBe(original)
  await run(element)
})

test('what is wrong with an element is said where it stands, and it runs nothing', async () => {
  const said = await page.evaluate(async () => {
    const pages = ['<live-code language="pyton"><pre>1</pre></live-code>', '<live-code mode="fast"><pre>1</pre></live-code>', '<live-code></live-code>', '<live-code src="nowhere.ts"></live-code>']
    return Promise.all(pages.map(async (html) => {
      document.body.insertAdjacentHTML('beforeend', html)
      const root = document.body.lastElementChild!.shadowRoot!
      const alert = root.querySelector('[role=alert]')!
      while (!alert.textContent)
        await new Promise(resolve => setTimeout(resolve, 20))
      return alert.textContent
    }))
  })
  expect(said).toEqual([
    'language="pyton" is no language that runs here: "typescript" or "python".',
    'mode="fast" is no mode that TypeScript runs in: "gil" or "free".',
    'There is no program: put it into a <script type="text/plain"> or a <pre> inside, or name its address by src.',
    'src="nowhere.ts" can\'t be fetched: 404 Not Found.',
  ])
})

if (process.env.FULL === '1') {
  test('TypeScript knows what the package has, in the strictest way of finding modules', async () => {
    await fs.mkdir(path.join(folder, 'node_modules'))
    await fs.cp(path.join(folder, 'package'), path.join(folder, 'node_modules/live-concurrency-engine'), { recursive: true })
    await fs.writeFile(path.join(folder, 'package.json'), '{ "type": "module" }')
    await fs.writeFile(path.join(folder, 'page.ts'), `
import { createSession, listenFor, summarize, TraceModel } from 'live-concurrency-engine'
import 'live-concurrency-engine/element'

const session = createSession('a.py', 'python')
session.subscribe(listenFor({ output: ({ lines }) => void lines.map(line => line.text.length) }))
console.log(summarize(new TraceModel()).peakThreads)
document.querySelector('live-code')?.stop()
// @ts-expect-error no such mode
void session.run('', { mode: 'fast' })
// @ts-expect-error no such language
createSession('a', 'pyton')
`)
    const compiler = path.join(root, 'node_modules/typescript/bin/tsc')
    await call(process.execPath, [compiler, '--noEmit', '--strict', '--module', 'nodenext', '--target', 'esnext', '--lib', 'esnext,dom,dom.iterable', 'page.ts'], { cwd: folder })
  })
}
