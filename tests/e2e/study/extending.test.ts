/** docs/extending.md as a newcomer follows it: its files in a copy of the repository, built, opened, run and printed. */
import { execFile, execFileSync } from 'node:child_process'
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'
import { ready } from '../../../scripts/export/print'
import { serveSite } from '../../../scripts/server/site'
import { extendingFiles, root } from '../../unit/docs/extending-files'
import { LiveBlock } from '../live/live-block'

const MINUTES = 60_000

test.describe.configure({ mode: 'serial', timeout: 20 * MINUTES })

let copy: string

/** Runs a tool in the copy; fails with what it said. */
async function runTool(file: string, ...args: string[]): Promise<void> {
  const run = promisify(execFile)('node', [path.join('node_modules', file), ...args], { cwd: copy, env: { ...process.env, FULL: '1' }, maxBuffer: 1e8 })
  await run.catch((error: { stdout: string, stderr: string }) => {
    throw new Error(`${file}: ${error.stdout}${error.stderr}`)
  })
}

test.beforeAll(async () => {
  copy = await fs.realpath(await fs.mkdtemp(path.join(os.tmpdir(), 'extended-')))
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean)
  for (const file of files) {
    await fs.mkdir(path.join(copy, path.dirname(file)), { recursive: true })
    await fs.copyFile(path.join(root, file), path.join(copy, file))
  }
  // Its packages, and caches of its own.
  await fs.mkdir(path.join(copy, 'node_modules'))
  for (const name of await fs.readdir(path.join(root, 'node_modules'))) {
    if (!name.startsWith('.'))
      await fs.symlink(path.join(root, 'node_modules', name), path.join(copy, 'node_modules', name))
  }
  for (const { file, text } of extendingFiles()) {
    await fs.mkdir(path.join(copy, path.dirname(file)), { recursive: true })
    await fs.writeFile(path.join(copy, file), text)
  }
  // A deck of these slides only, so that it is soon built.
  const talk = await fs.readFile(path.join(copy, 'slides.md'), 'utf8')
  await fs.writeFile(path.join(copy, 'slides.md'), `${talk.slice(0, talk.indexOf('\nsrc: '))}\nsrc: ./pages/15-tickets.md\n---\n`)
})

test.afterAll(() => fs.rm(copy, { recursive: true, force: true }))

test('the class of the runtime passes its test, and the exercise can be solved and has something to solve', async () => {
  const report = path.join(copy, 'report.json')
  await runTool('vitest/vitest.mjs', 'run', '--project', 'browser*', 'tests/browser/conformance/latch.test.ts', 'tests/browser/exercises/exercises.test.ts', '-t', 'latch|wait-for-the-baker', '--reporter=json', `--outputFile.json=${report}`)
  const { numPassedTests, numFailedTests } = JSON.parse(await fs.readFile(report, 'utf8')) as Record<string, number>
  expect({ numPassedTests, numFailedTests }).toEqual({ numPassedTests: 5, numFailedTests: 0 })
})

test('the demo works on its slide in both languages, and says that it is not recorded yet', async ({ browser }) => {
  await runTool('@slidev/cli/bin/slidev.mjs', 'build', '--base', './')
  const site = await serveSite({ folder: path.join(copy, 'dist') })
  const page = await browser.newPage()
  const errors: string[] = []
  page.on('pageerror', error => errors.push(error.message))
  try {
    await page.goto(`${site.url}#/1`)
    const block = new LiveBlock(page, 'tickets')
    await block.button('Run').click()
    await expect(block.output).toContainText('200 sold')

    await block.button('Python').click()
    await expect(block.root).toContainText('Not recorded with CPython yet')
    await block.button('Run').click()
    await expect(block.output).toContainText('200 sold')

    await page.goto(`${site.url}?print=true#/print`)
    await page.locator('.print-slide-container').first().waitFor({ state: 'attached' })
    await ready(page)
    await expect(page.getByText('Not recorded yet')).toBeVisible()
    expect(errors).toEqual([])
  }
  finally {
    await page.close()
    await site.close()
  }
})
