import fs from 'node:fs'
import process from 'node:process'
import { cacheFolder } from './paths.mjs'
import { sentence, stageLine, total } from './reports.mjs'
import { stages } from './stages.mjs'

/** @import { Counts } from './reports.mjs' */
/** @import { Stage } from './stages.mjs' */

/** Names of the checks that can be asked for, in the order in which they run. */
export const checkNames = Object.keys(stages).filter(name => name !== 'build')

/** The checks that are made before a release, and not each time. */
export const releaseChecks = ['rehearse']

/** Checks that look at the built site. */
const onTheBuiltSite = ['e2e', 'firefox', 'rehearse']

/**
 * What runs at the same time, since each of it leaves a core idle; tests in a browser have the machine to themselves.
 */
const laps = [['types', 'lint'], ['build', 'unit'], ['browser'], ['e2e'], ['firefox'], ['webkit'], ['rehearse']]

/**
 * Runs checks, all of them even when one fails. The last line says how many passed and failed, and lists what was left
 * out since the machine lacks it.
 *
 * @param {string[]} names
 * @returns {Promise<number>} an exit code
 */
export async function runChecks(names) {
  fs.mkdirSync(cacheFolder, { recursive: true })
  /** @type {Counts[]} */
  const all = []
  /** @type {string[]} */
  const lines = []
  let interrupted = false
  const interrupt = () => {
    interrupted = true
  }
  process.on('SIGINT', interrupt)
  process.on('SIGTERM', interrupt)
  for (const lap of laps) {
    if (interrupted)
      break
    const wanted = lap.filter(name => names.includes(name) || (name === 'build' && onTheBuiltSite.some(check => names.includes(check))))
    await Promise.all(wanted.map(async (name) => {
      const { title, run } = /** @type {Stage} */ (stages[name])
      const isAlone = wanted.length === 1
      /** @type {string[]} */
      const said = []
      if (isAlone)
        heading(title)
      const begin = performance.now()
      const counts = await run(isAlone ? undefined : text => said.push(text))
      const seconds = (performance.now() - begin) / 1000
      if (!isAlone) {
        heading(title)
        process.stdout.write(said.join(''))
      }
      lines.push(stageLine(title, counts, seconds))
      all.push(counts)
    }))
  }
  process.off('SIGINT', interrupt)
  process.off('SIGTERM', interrupt)
  heading(interrupted ? 'Result of what was checked before it was interrupted' : 'Result')
  const counts = total(all)
  console.log(`${lines.join('\n')}\n\n${sentence(counts)}`)
  return counts.failed === 0 && counts.passed > 0 && !interrupted ? 0 : 1
}

/** @param {string} title */
function heading(title) {
  console.log(`\n━━ ${title} ${'━'.repeat(Math.max(3, 76 - title.length))}\n`)
}
