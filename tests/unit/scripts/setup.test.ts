import { execFile } from 'node:child_process'
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { browserArguments, findBrowser } from '../../../scripts/browser.mjs'
import { candidateOf } from '../../../scripts/debian.mjs'
import { findFirefox } from '../../../scripts/firefox.mjs'
import { isInstalled } from '../../../scripts/setup/install.mjs'
import { honest, leftOut, playwrightCounts, sentence, stageLine, total, vitestCounts, withoutPython } from '../../../scripts/setup/reports.mjs'

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
    expect(await setup(['fly'])).toEqual({ code: 2, said: expect.stringMatching(/^There is no 'fly' here: start, preview, .*\.\n$/) })
    expect(await setup(['recrod'])).toEqual({ code: 2, said: 'There is no \'recrod\' here: did you mean record?\n' })
    expect(await setup(['test', 'speed'])).toEqual({ code: 2, said: expect.stringMatching(/^there is no check 'speed': types, lint, .*\n$/) })
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
  const fine = { passed: 3, failed: 0 }

  it.each([
    ['all is well', fine, 0, '3 passed, 0 failed'],
    ['a test failed', { passed: 2, failed: 1 }, 1, '2 passed, 1 failed'],
    ['the report is fine but the tool is not', fine, 1, '3 passed, 1 failed'],
    ['there was no test', { passed: 0, failed: 0 }, 0, '0 passed, 1 failed'],
    ['there is no report', undefined, 0, '0 passed, 1 failed'],
  ])('is honest when %s', (_, counts, code, line) => {
    expect(sentence(honest(counts, code))).toBe(line)
  })

  it('lists what was left out since the machine lacks it', () => {
    const stages = [
      fine,
      leftOut('Firefox', { missing: 'not on this machine', couldBeInstalled: false }),
      { passed: 4, failed: 1, leftOut: ['the demos’ Python twins (no python3)'] },
    ]
    expect(sentence(total(stages))).toBe('7 passed, 1 failed, 2 skipped: Firefox (not on this machine), the demos’ Python twins (no python3)')
  })

  it('counts what could have been installed as a failure on a build server, and nowhere else', () => {
    const why = (couldBeInstalled: boolean) => ({ missing: 'not on this machine', couldBeInstalled })
    const line = (couldBeInstalled: boolean, isCi: boolean) => sentence(leftOut('Firefox', why(couldBeInstalled), isCi))
    expect(line(true, true)).toBe('0 passed, 1 failed')
    for (const [couldBeInstalled, isCi] of [[true, false], [false, true], [false, false]] as const)
      expect(line(couldBeInstalled, isCi)).toBe('0 passed, 0 failed, 1 skipped: Firefox (not on this machine)')
  })

  it('is preceded by a line for each stage, which shows at a glance what came of it', () => {
    expect(stageLine('Unit tests', fine, 1.26)).toBe('✓ Unit tests: 3 passed, 0 failed in 1.3 s')
    expect(stageLine('Unit tests', { passed: 1, failed: 2 }, 2)).toBe('✗ Unit tests: 1 passed, 2 failed in 2.0 s')
    expect(stageLine('Firefox', leftOut('Firefox', { missing: 'too old', couldBeInstalled: false }), 0)).toBe('– Firefox: 0 passed, 0 failed, 1 skipped: Firefox (too old) in 0.0 s')
  })

  async function reportOf(content: object): Promise<string> {
    const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'report-'))
    onTestFinished(() => fs.rm(folder, { recursive: true }))
    await fs.writeFile(path.join(folder, 'report.json'), JSON.stringify(content))
    return path.join(folder, 'report.json')
  }

  it('counts a file of tests that could not be loaded as a failure, and each test that was skipped', async () => {
    const report = await reportOf({ numPassedTests: 5, numFailedTests: 0, numFailedTestSuites: 1, numPendingTests: 1, numTodoTests: 1 })
    expect(vitestCounts(report)).toEqual({ passed: 5, failed: 3 })
  })

  it('counts what was skipped for want of a Python, and only that, as left out', async () => {
    const skipped = (...ancestorTitles: string[]) => ({ status: 'pending', ancestorTitles })
    const report = await reportOf({
      numPassedTests: 5,
      numFailedTests: 0,
      numFailedTestSuites: 0,
      numPendingTests: 3,
      numTodoTests: 0,
      testResults: [{ assertionResults: [skipped('twins, with the machine’s python3', 'of downloads'), skipped('web, with the machine’s python3')] }, { assertionResults: [skipped('others')] }],
    })
    expect(withoutPython(report)).toBe(2)
    expect(vitestCounts(report)).toEqual({ passed: 5, failed: 1 })
  })

  it('counts a flaky test as a failure, and each test that was skipped', async () => {
    const report = await reportOf({ stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 } })
    expect(playwrightCounts(report)).toEqual({ passed: 5, failed: 4 })
  })

  it('knows when there is no report', () => {
    expect(vitestCounts('/nowhere/report.json')).toBeUndefined()
  })
})

const onLinux = process.platform === 'linux' ? it : () => {}

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

  // On macOS and Windows it has fixed places.
  onLinux('is found on the PATH, under the names that it is installed by', async () => {
    const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'bin-'))
    onTestFinished(() => fs.rm(folder, { recursive: true }))
    await fs.writeFile(path.join(folder, 'microsoft-edge'), '')
    vi.stubEnv('BROWSER_PATH', '')
    vi.stubEnv('PATH', folder)
    expect(await findBrowser()).toBe(path.join(folder, 'microsoft-edge'))
  })

  it('makes no background requests, and starts as root', () => {
    expect(browserArguments()).toContain('--disable-background-networking')
    vi.spyOn(process, 'getuid').mockReturnValueOnce(0).mockReturnValueOnce(1000)
    expect([browserArguments(), browserArguments()].map(args => args.includes('--no-sandbox'))).toEqual([true, false])
  })
})

describe('the Firefox for tests', () => {
  afterEach(() => vi.unstubAllEnvs())

  /** Puts scripts on the PATH that say they are a Firefox of some version, and nothing else. */
  async function onPath(versions: Record<string, string>): Promise<string> {
    const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'bin-'))
    onTestFinished(() => fs.rm(folder, { recursive: true }))
    for (const [name, version] of Object.entries(versions))
      await fs.writeFile(path.join(folder, name), `#!/bin/sh\necho Mozilla Firefox ${version}\n`, { mode: 0o755 })
    vi.stubEnv('FIREFOX_PATH', '')
    vi.stubEnv('PATH', folder)
    return folder
  }

  it('is the one that FIREFOX_PATH names, and an error when that leads nowhere', () => {
    vi.stubEnv('FIREFOX_PATH', process.execPath)
    expect(findFirefox()).toEqual({ file: process.execPath })
    vi.stubEnv('FIREFOX_PATH', '/nowhere/firefox')
    expect(findFirefox).toThrow('FIREFOX_PATH is set to /nowhere/firefox, and there is no such file.')
  })

  onLinux('is the first on the PATH that is new enough', async () => {
    const folder = await onPath({ 'firefox-esr': '140.12.0esr', 'firefox': '159.0' })
    expect(findFirefox()).toEqual({ file: path.join(folder, 'firefox') })
  })

  onLinux('is missing where there is none, and where it is too old', async () => {
    await onPath({})
    expect(findFirefox()).toEqual({ missing: 'not on this machine', couldBeInstalled: false })
    await onPath({ 'firefox-esr': '140.12.0esr' })
    expect(findFirefox()).toEqual({ missing: 'Firefox 140 is older than 153', couldBeInstalled: false })
  })
})

describe('whether Debian has a package', () => {
  it.each([
    ['has it', 'firefox-esr:\n  Installed: (none)\n  Candidate: 153.8.0esr-1~deb12u1\n  Version table:\n', '153.8.0esr-1~deb12u1'],
    ['knows the name only', 'firefox-esr:\n  Installed: (none)\n  Candidate: (none)\n  Version table:\n', undefined],
    ['knows nothing of it', '', undefined],
  ])('when it %s', (_, policy, version) => {
    expect(candidateOf(policy)).toBe(version)
  })
})
