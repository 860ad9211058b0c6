import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import process from 'node:process'
import { ensureBrowser } from '../browser.mjs'
import { ensureFirefox } from '../firefox.mjs'
import { findPython, OLDEST_PYTHON } from '../python.mjs'
import { ensureWebKit } from '../webkit.mjs'
import { buildIfStale } from './build.mjs'
import { cacheFolder } from './paths.mjs'
import { asOne, honest, leftOut, playwrightCounts, vitestCounts } from './reports.mjs'
import { runTool } from './tools.mjs'

/** @import { Counts } from './reports.mjs' */

/** @typedef {((text: string) => void) | undefined} Say takes a check's output; without one it goes to the terminal */

/** @typedef {{ title: string, run: (say: Say) => Promise<Counts> }} Stage */

/** What `npm test` runs, in the order in which it is told. @type {Record<string, Stage>} */
export const stages = {
  types: { title: 'Types (vue-tsc)', run: async say => asOne(await runTool('vue-tsc', ['--build'], {}, say)) },
  lint: {
    title: 'Lint (ESLint)',
    run: async say => asOne(await runTool('eslint', ['.', '--max-warnings=0', '--cache', '--cache-location', 'node_modules/.cache/eslint/'], {}, say)),
  },
  build: { title: 'Build of the site', run: async say => asOne(await buildIfStale(say)) },
  unit: { title: 'Unit tests (Vitest, Node)', run: unit },
  browser: { title: 'Browser tests (Vitest, Chromium)', run: say => withBrowser(() => vitest('browser*', say)) },
  e2e: { title: 'End-to-end tests on the built site (Playwright, Chromium)', run: say => withBrowser(() => playwright('chromium', say)) },
  firefox: { title: 'End-to-end tests on the built site (Playwright, Firefox)', run: say => withFirefox(() => playwright('firefox', say)) },
  webkit: { title: 'The engine in WebKit (WebKitGTK, Playwright as the runner)', run: webkit },
  rehearse: { title: 'Rehearsal of the whole talk in two windows, without a network', run: say => withBrowser(() => rehearsal(say)) },
}

/**
 * @param {Say} say
 * @returns {Promise<Counts>}
 */
async function unit(say) {
  const counts = await vitest('unit', say)
  if (findPython())
    return counts
  return { ...counts, leftOut: leftOut('the demos’ Python twins', { missing: `no python3 here that is ${OLDEST_PYTHON} or newer`, couldBeInstalled: false }).leftOut }
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
async function webkit(say) {
  const found = ensureWebKit(line => console.log(line))
  if ('missing' in found)
    return leftOut('WebKit', found)
  const report = reportFile('webkit')
  const code = await runTool('playwright', ['test', '--config', 'playwright.webkit.config.ts', '--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_FILE: report }, say)
  return honest(playwrightCounts(report), code)
}

/**
 * @param {() => Promise<Counts>} run
 * @returns {Promise<Counts>}
 */
async function withBrowser(run) {
  try {
    process.env.BROWSER_PATH = await ensureBrowser(line => console.log(line))
  }
  catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return asOne(1)
  }
  return run()
}

/**
 * @param {() => Promise<Counts>} run
 * @returns {Promise<Counts>}
 */
async function withFirefox(run) {
  try {
    const found = ensureFirefox(line => console.log(line))
    if (!('file' in found)) {
      console.log(`No Firefox for the tests: ${found.missing}. Install one, or set FIREFOX_PATH to the executable of one.`)
      return leftOut('Firefox', found)
    }
    process.env.FIREFOX_PATH = found.file
  }
  catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return asOne(1)
  }
  return run()
}

/** @param {string} name */
function reportFile(name) {
  const file = path.join(cacheFolder, `${name}.json`)
  fs.rmSync(file, { force: true })
  return file
}

/** @returns {Promise<number>} a port of this machine that nobody listens on */
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
