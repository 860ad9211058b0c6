import { execFile } from 'node:child_process'
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { browserArguments, findBrowser } from '../../../scripts/browser.mjs'
import { isInstalled } from '../../../scripts/setup/install.mjs'
import { honest, playwrightCounts, sentence, vitestCounts } from '../../../scripts/setup/reports.mjs'

const root = path.join(import.meta.dirname, '../../..')

/** Runs the set-up script as npm would, with something said before it. */
async function setup(args: string[], before = ''): Promise<{ code: number, said: string }> {
  const script = `${before}; process.argv.splice(1, 0, 'setup.mjs'); import('./scripts/setup.mjs')`
  try {
    const { stdout, stderr } = await promisify(execFile)('node', ['-e', script, ...args], { cwd: root })
    return { code: 0, said: stdout + stderr }
  }
  catch (error) {
    const { code, stdout, stderr } = error as { code: number, stdout: string, stderr: string }
    return { code, said: stdout + stderr }
  }
}

describe('the set-up script', () => {
  it.each(['18.20.0', '20.18.9'])('says what it needs on Node %s', async (version) => {
    const { code, said } = await setup(['start'], `Object.defineProperty(process.versions, 'node', { value: '${version}' })`)
    expect(code).toBe(1)
    expect(said).toBe(`This deck needs Node 20.19 or newer, and this is Node ${version}. Get one from https://nodejs.org\n`)
  })

  it('says what there is when it is asked for something else', async () => {
    expect(await setup(['fly'])).toEqual({ code: 1, said: expect.stringMatching(/^There is no 'fly' here: start, dev, .*\.\n$/) })
    expect(await setup(['test', 'speed'])).toEqual({ code: 1, said: expect.stringMatching(/^There is no check 'speed': types, lint, .*\.\n$/) })
  })
})

describe('whether packages are installed', () => {
  const lock = (packages: object) => JSON.stringify({ packages })
  const wanted = lock({ '': {}, 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0', optional: true } })

  it.each([
    ['nothing was ever installed', undefined, false],
    ['all is there', lock({ 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0' } }), true],
    ['one for another system is missing', lock({ 'node_modules/a': { version: '1.0.0' } }), true],
    ['one is missing', lock({ 'node_modules/b': { version: '2.0.0' } }), false],
    ['one has another version', lock({ 'node_modules/a': { version: '1.0.1' } }), false],
  ])('when %s', (_, note, expected) => {
    expect(isInstalled(wanted, note)).toBe(expected)
  })
})

describe('the last line of npm test', () => {
  const fine = { passed: 3, failed: 0, skipped: 0 }

  it.each([
    ['all is well', fine, 0, '3 passed, 0 failed'],
    ['a test failed', { passed: 2, failed: 1, skipped: 0 }, 1, '2 passed, 1 failed'],
    ['tests were skipped', { passed: 2, failed: 0, skipped: 4 }, 0, '2 passed, 0 failed, 4 skipped'],
    ['the report is fine but the tool is not', fine, 1, '3 passed, 1 failed'],
    ['there was no test', { passed: 0, failed: 0, skipped: 0 }, 0, '0 passed, 1 failed'],
    ['there is no report', undefined, 0, '0 passed, 1 failed'],
  ])('is honest when %s', (_, counts, code, line) => {
    expect(sentence(honest(counts, code))).toBe(line)
  })

  async function reportOf(content: object): Promise<string> {
    const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'report-'))
    onTestFinished(() => fs.rm(folder, { recursive: true }))
    await fs.writeFile(path.join(folder, 'report.json'), JSON.stringify(content))
    return path.join(folder, 'report.json')
  }

  it('counts a file of tests that could not be loaded as a failure', async () => {
    const report = await reportOf({ numPassedTests: 5, numFailedTests: 0, numFailedTestSuites: 1, numPendingTests: 1, numTodoTests: 1 })
    expect(vitestCounts(report)).toEqual({ passed: 5, failed: 1, skipped: 2 })
  })

  it('counts a flaky test as a failure', async () => {
    const report = await reportOf({ stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 0 } })
    expect(playwrightCounts(report)).toEqual({ passed: 5, failed: 2, skipped: 0 })
  })

  it('knows when there is no report', () => {
    expect(vitestCounts('/nowhere/report.json')).toBeUndefined()
  })
})

describe('the browser for tests', () => {
  afterEach(() => vi.unstubAllEnvs())

  it('is the one that BROWSER_PATH names', async () => {
    vi.stubEnv('BROWSER_PATH', process.execPath)
    expect(await findBrowser()).toBe(process.execPath)
  })

  it('is an error when BROWSER_PATH leads nowhere, and not another browser', async () => {
    vi.stubEnv('BROWSER_PATH', '/nowhere/chrome')
    await expect(findBrowser()).rejects.toThrow('BROWSER_PATH is set to /nowhere/chrome, and there is no such file.')
  })

  it('is found on the PATH, under the names that it is installed by', async ({ skip }) => {
    skip(process.platform !== 'linux', 'macOS and Windows have fixed places for it')
    const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'bin-'))
    onTestFinished(() => fs.rm(folder, { recursive: true }))
    await fs.writeFile(path.join(folder, 'microsoft-edge'), '')
    vi.stubEnv('BROWSER_PATH', '')
    vi.stubEnv('PATH', folder)
    expect(await findBrowser()).toBe(path.join(folder, 'microsoft-edge'))
  })

  it('phones nobody, and starts as root', () => {
    expect(browserArguments()).toContain('--disable-background-networking')
    vi.spyOn(process, 'getuid').mockReturnValueOnce(0).mockReturnValueOnce(1000)
    expect([browserArguments(), browserArguments()].map(args => args.includes('--no-sandbox'))).toEqual([true, false])
  })
})
