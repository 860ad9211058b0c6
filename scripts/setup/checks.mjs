import fs from 'node:fs'
import process from 'node:process'
import { cacheFolder } from './paths.mjs'
import { sentence, stageLine, total } from './reports.mjs'
import { runSideBySide } from './side-by-side.mjs'
import { stages } from './stages.mjs'

/** @import { Counts } from './reports.mjs' */
/** @import { Job } from './side-by-side.mjs' */

/** Names of the checks, in the order of the results. */
export const checkNames = Object.keys(stages).filter(name => name !== 'build')

/** Checks that are only made before a release. */
export const releaseChecks = ['rehearse']

/** The order in which stages start: the build first, since others need the site. */
const order = ['build', ...checkNames]

/**
 * Runs checks, all of them even when one fails, two at a time. The last line says how many passed and failed, and lists
 * those that were left out because the machine lacks something.
 *
 * @param {readonly string[]} names
 * @param {{ quiet?: boolean }} [options] quiet: browser checks have the machine to themselves
 * @returns {Promise<number>} an exit code
 */
export async function runChecks(names, { quiet = false } = {}) {
  fs.mkdirSync(cacheFolder, { recursive: true })
  const wanted = order.filter(name => names.includes(name) || (name === 'build' && names.some(check => stages[check]?.onTheSite)))
  /** @type {Map<string, { counts: Counts, line: string }>} */
  const results = new Map()
  const jobs = Object.fromEntries(wanted.map((name) => {
    const { title, onTheSite = false, inBrowser = false, run } = /** @type {import('./stages.mjs').Stage} */ (stages[name])
    return [name, /** @type {Job} */ ({
      heading: heading(title),
      after: onTheSite ? ['build'] : [],
      alone: wanted.length === 1 || (quiet && inBrowser),
      async run(say) {
        const begin = performance.now()
        const counts = await run(say)
        results.set(name, { counts, line: stageLine(title, counts, (performance.now() - begin) / 1000) })
      },
    })]
  }))

  let isInterrupted = false
  const interrupt = () => {
    isInterrupted = true
  }
  process.on('SIGINT', interrupt)
  process.on('SIGTERM', interrupt)
  await runSideBySide(jobs, text => void process.stdout.write(text), () => isInterrupted)
  process.off('SIGINT', interrupt)
  process.off('SIGTERM', interrupt)

  const listed = Object.keys(stages).flatMap(name => results.get(name) ?? [])
  const counts = total(listed.map(result => result.counts))
  console.log(`${heading(isInterrupted ? 'Result of what was checked before it was interrupted' : 'Result')}${listed.map(({ line }) => line).join('\n')}\n\n${sentence(counts)}`)
  return counts.failed === 0 && counts.passed > 0 && !isInterrupted ? 0 : 1
}

/** @param {string} title */
function heading(title) {
  return `\n━━ ${title} ${'━'.repeat(Math.max(3, 76 - title.length))}\n\n`
}
