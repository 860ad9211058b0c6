import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import process from 'node:process'
import { ensureBrowser } from '../browser.mjs'
import { buildIfStale } from './build.mjs'
import { cacheFolder } from './paths.mjs'
import { honest, playwrightCounts, sentence, vitestCounts } from './reports.mjs'
import { runTool } from './tools.mjs'

/** @import { Counts } from './reports.mjs' */

/** @typedef {((text: string) => void) | undefined} Say takes a check's output; without one it goes to the terminal */

/** @type {Record<string, { title: string, run: (say: Say) => Promise<Counts> }>} */
const stages = {
  types: { title: 'Types (vue-tsc)', run: async say => asOne(await runTool('vue-tsc', ['--build'], {}, say)) },
  lint: {
    title: 'Lint (ESLint)',
    run: async say => asOne(await runTool('eslint', ['.', '--max-warnings=0', '--cache', '--cache-location', 'node_modules/.cache/eslint/'], {}, say)),
  },
  build: { title: 'Build of the site', run: async say => asOne(await buildIfStale(say)) },
  unit: { title: 'Unit tests (Vitest, Node)', run: say => vitest('unit', say) },
  browser: { title: 'Browser tests (Vitest, Chromium)', run: say => withBrowser(() => vitest('browser', say)) },
  e2e: { title: 'End-to-end tests on the built site (Playwright)', run: say => withBrowser(() => playwright(say)) },
  rehearse: { title: 'Rehearsal of the whole talk in two windows, without a network', run: say => withBrowser(() => rehearsal(say)) },
}

/** Names of the checks that can be asked for, in the order in which they run. */
export const checkNames = Object.keys(stages).filter(name => name !== 'build')

/** The checks that are made before a release, and not each time. */
export const releaseChecks = ['rehearse']

/** Checks that look at the built site. */
const onTheBuiltSite = ['e2e', 'rehearse']

/**
 * What runs at the same time, since each of it leaves a core idle; tests in a browser have the machine to themselves.
 */
const laps = [['types', 'lint'], ['build', 'unit'], ['browser'], ['e2e'], ['rehearse']]

/**
 * Runs checks, all of them even when one fails, and says in the last line what came of it.
 *
 * @param {string[]} names
 * @returns {Promise<number>} an exit code
 */
export async function runChecks(names) {
  fs.mkdirSync(cacheFolder, { recursive: true })
  const total = { passed: 0, failed: 0, skipped: 0 }
  /** @type {string[]} */
  const lines = []
  for (const lap of laps) {
    const wanted = lap.filter(name => names.includes(name) || (name === 'build' && onTheBuiltSite.some(check => names.includes(check))))
    await Promise.all(wanted.map(async (name) => {
      const { title, run } = /** @type {typeof stages[string]} */ (stages[name])
      const isAlone = wanted.length === 1
      /** @type {string[]} */
      const said = []
      if (isAlone)
        heading(title)
      const begin = performance.now()
      const counts = await run(isAlone ? undefined : text => said.push(text))
      const seconds = ((performance.now() - begin) / 1000).toFixed(1)
      if (!isAlone) {
        heading(title)
        process.stdout.write(said.join(''))
      }
      lines.push(`${counts.failed === 0 ? '✓' : '✗'} ${title}: ${sentence(counts)} in ${seconds} s`)
      total.passed += counts.passed
      total.failed += counts.failed
      total.skipped += counts.skipped
    }))
  }
  heading('Result')
  console.log(`${lines.join('\n')}\n\n${sentence(total)}`)
  return total.failed === 0 && total.passed > 0 ? 0 : 1
}

/**
 * @param {Say} say
 * @returns {Promise<Counts>}
 */
async function rehearsal(say) {
  const built = await buildIfStale()
  return asOne(built !== 0 ? built : await runTool('rehearse', [], {}, say))
}

/** @param {string} title */
function heading(title) {
  console.log(`\n━━ ${title} ${'━'.repeat(Math.max(3, 76 - title.length))}\n`)
}

/**
 * @param {number} code exit code of a tool that is a check by itself
 * @returns {Counts}
 */
function asOne(code) {
  return code === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 }
}

/**
 * @param {string} project
 * @param {Say} say
 * @returns {Promise<Counts>}
 */
async function vitest(project, say) {
  const report = reportFile(project)
  const code = await runTool('vitest', ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], {}, say)
  return honest(vitestCounts(report), code)
}

/**
 * @param {Say} say
 * @returns {Promise<Counts>}
 */
async function playwright(say) {
  const report = reportFile('e2e')
  const code = await runTool('playwright', ['test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    E2E_PORT: process.env.E2E_PORT ?? String(await freePort()),
  }, say)
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
