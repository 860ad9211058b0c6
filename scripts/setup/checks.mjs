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

/** @type {Record<string, { title: string, run: () => Promise<Counts> }>} */
const stages = {
  types: { title: 'Types (vue-tsc)', run: async () => asOne(await runTool('vue-tsc', ['--build'])) },
  lint: {
    title: 'Lint (ESLint)',
    run: async () => asOne(await runTool('eslint', ['.', '--max-warnings=0', '--cache', '--cache-location', 'node_modules/.cache/eslint/'])),
  },
  unit: { title: 'Unit tests (Vitest, Node)', run: () => vitest('unit') },
  browser: { title: 'Browser tests (Vitest, Chromium)', run: () => withBrowser(() => vitest('browser')) },
  e2e: { title: 'End-to-end tests on the built site (Playwright)', run: () => withBrowser(playwright) },
}

/** Names of the checks, in the order in which they run. */
export const checkNames = Object.keys(stages)

/**
 * Runs checks one after the other, all of them even when one fails, and says in the last line what came of it.
 *
 * @param {string[]} names
 * @returns {Promise<number>} an exit code
 */
export async function runChecks(names) {
  fs.mkdirSync(cacheFolder, { recursive: true })
  const total = { passed: 0, failed: 0, skipped: 0 }
  /** @type {string[]} */
  const lines = []
  for (const name of names) {
    const stage = stages[name]
    if (!stage)
      continue
    heading(stage.title)
    const begin = performance.now()
    const counts = await stage.run()
    const seconds = ((performance.now() - begin) / 1000).toFixed(1)
    lines.push(`${counts.failed === 0 ? '✓' : '✗'} ${stage.title}: ${sentence(counts)} in ${seconds} s`)
    total.passed += counts.passed
    total.failed += counts.failed
    total.skipped += counts.skipped
  }
  heading('Result')
  console.log(`${lines.join('\n')}\n\n${sentence(total)}`)
  return total.failed === 0 && total.passed > 0 ? 0 : 1
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
 * @returns {Promise<Counts>}
 */
async function vitest(project) {
  const report = reportFile(project)
  const code = await runTool('vitest', ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`])
  return honest(vitestCounts(report), code)
}

/** @returns {Promise<Counts>} */
async function playwright() {
  const built = await buildIfStale()
  if (built !== 0)
    return asOne(built)
  const report = reportFile('e2e')
  const code = await runTool('playwright', ['test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    E2E_PORT: process.env.E2E_PORT ?? String(await freePort()),
  })
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
