import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import process from 'node:process'
import { ensureBrowser } from '../browser.mjs'
import { ensureFirefox } from '../firefox.mjs'
import { findMosquitto } from '../mosquitto.mjs'
import { OLDEST_PYTHON, WITH_PYTHON } from '../python.mjs'
import { ensureWebKit } from '../webkit.mjs'
import { buildIfStale } from './build.mjs'
import { cacheFolder } from './paths.mjs'
import { asOne, honest, leftOut, playwrightCounts, total, vitestCounts, withoutPython } from './reports.mjs'
import { runTool } from './tools.mjs'

/** @import { Counts } from './reports.mjs' */

/** @typedef {((text: string) => void) | undefined} Say gets a check's output; without it the output goes to the terminal */

/**
 * @typedef {object} Stage
 * @property {string} title the title of its output and of its result
 * @property {boolean} [onTheSite] whether it needs the built site
 * @property {boolean} [inBrowser] whether its tests run in a browser, and may check times in full
 * @property {(say: Say) => Promise<Counts>} run runs it and returns its result
 */

/** The stages of `npm test`, in the order of the results. @type {Record<string, Stage>} */
export const stages = {
  types: { title: 'Types (vue-tsc)', run: async say => asOne(await runTool('vue-tsc', ['--build'], {}, say)) },
  lint: {
    title: 'Lint (dependency-cruiser, ESLint, Knip)',
    run: async say => total([
      asOne(await runTool('rooms', [], {}, say)),
      asOne(await runTool('eslint', ['.', '--max-warnings=0', '--cache', '--cache-location', 'node_modules/.cache/eslint/'], {}, say)),
      asOne(await runTool('knip', [], {}, say)),
    ]),
  },
  build: { title: 'Build of the site', run: async say => asOne(await buildIfStale(say)) },
  unit: { title: 'Unit tests (Vitest, Node)', run: unit },
  browser: { title: 'Browser tests (Vitest, Chromium)', inBrowser: true, run: say => withBrowser(say, () => vitest('browser*', say)) },
  e2e: {
    title: 'End-to-end tests on the built site (Playwright, Chromium)',
    inBrowser: true,
    onTheSite: true,
    run: say => withBrowser(say, () => endToEnd(say)),
  },
  firefox: {
    title: 'End-to-end tests on the built site (Playwright, Firefox)',
    inBrowser: true,
    onTheSite: true,
    run: say => withFirefox(say, () => playwright('firefox', say)),
  },
  webkit: { title: 'The engine in WebKit (WebKitGTK, Playwright as the runner)', inBrowser: true, run: webkit },
  rehearse: {
    title: 'Rehearsal of the whole talk in two windows, without a network',
    inBrowser: true,
    onTheSite: true,
    run: say => withBrowser(say, () => rehearsal(say)),
  },
}

/**
 * @param {Say} say
 * @returns {(line: string) => void} prints a line of a stage
 */
function linesTo(say) {
  return line => say ? say(`${line}\n`) : console.log(line)
}

/**
 * @param {Say} say
 * @returns {Promise<Counts>}
 */
async function unit(say) {
  const counts = await vitest('unit', say)
  const skipped = withoutPython(reportOf('unit'))
  return skipped === 0
    ? counts
    : { ...counts, leftOut: leftOut(`${skipped} tests ${WITH_PYTHON}`, { missing: `none here that is ${OLDEST_PYTHON} or newer`, couldBeInstalled: false }).leftOut }
}

/**
 * @param {Say} say
 * @returns {Promise<Counts>}
 */
async function rehearsal(say) {
  const built = await buildIfStale()
  return asOne(built !== 0 ? built : await runTool('rehearse', [], {}, say))
}

/**
 * @param {string} project
 * @param {Say} say
 * @returns {Promise<Counts>}
 */
async function vitest(project, say) {
  const report = reportFile(project.replace('*', ''))
  const code = await runTool('vitest', ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], {}, say)
  return honest(vitestCounts(report), code)
}

/**
 * @param {string} project
 * @param {Say} say
 * @returns {Promise<Counts>}
 */
async function playwright(project, say) {
  const report = reportFile(`e2e-${project}`)
  const code = await runTool('playwright', ['test', '--project', project, '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    E2E_PORT: process.env.E2E_PORT ?? String(await freePort()),
  }, say)
  return honest(playwrightCounts(report), code)
}

/**
 * @param {Say} say
 * @returns {Promise<Counts>}
 */
async function endToEnd(say) {
  const counts = await playwright('chromium', say)
  const broker = findMosquitto()
  return process.env.FULL !== '1' || 'file' in broker ? counts : { ...counts, leftOut: leftOut('the room by mosquitto', broker).leftOut }
}

/**
 * @param {Say} say
 * @returns {Promise<Counts>}
 */
async function webkit(say) {
  const found = ensureWebKit(linesTo(say))
  if ('missing' in found)
    return leftOut('WebKit', found)
  const report = reportFile('webkit')
  const code = await runTool('playwright', ['test', '--config', 'playwright.webkit.config.ts', '--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_FILE: report }, say)
  return honest(playwrightCounts(report), code)
}

/**
 * @param {Say} say
 * @param {() => Promise<Counts>} run
 * @returns {Promise<Counts>}
 */
async function withBrowser(say, run) {
  const sayLine = linesTo(say)
  try {
    process.env.BROWSER_PATH = await ensureBrowser(sayLine)
  }
  catch (error) {
    sayLine(error instanceof Error ? error.message : String(error))
    return asOne(1)
  }
  return run()
}

/**
 * @param {Say} say
 * @param {() => Promise<Counts>} run
 * @returns {Promise<Counts>}
 */
async function withFirefox(say, run) {
  const sayLine = linesTo(say)
  try {
    const found = ensureFirefox(sayLine)
    if (!('file' in found)) {
      sayLine(`No Firefox for the tests: ${found.missing}. Install one, or set FIREFOX_PATH to the executable of one.`)
      return leftOut('Firefox', found)
    }
    process.env.FIREFOX_PATH = found.file
  }
  catch (error) {
    sayLine(error instanceof Error ? error.message : String(error))
    return asOne(1)
  }
  return run()
}

/** @param {string} name */
function reportOf(name) {
  return path.join(cacheFolder, `${name}.json`)
}

/** @param {string} name */
function reportFile(name) {
  const file = reportOf(name)
  fs.rmSync(file, { force: true })
  return file
}

/** @returns {Promise<number>} an unused port of this machine */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer()
    server.once('error', reject)
    server.listen(0, 'localhost', () => {
      const address = server.address()
      server.close(() => typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')))
    })
  })
}
