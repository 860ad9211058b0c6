import fs from 'node:fs'
import process from 'node:process'
import { WITH_PYTHON } from '../python.mjs'

/**
 * How many checks of a stage passed and failed, and what was left out because the machine lacks something. A stage that
 * ended badly without a failed test (it crashed, or found no test) counts as one failure; so does each skipped test, since
 * whatever a machine lacks is left out by name, see {@link leftOut}, and nothing else may be.
 *
 * @typedef {{ passed: number, failed: number, leftOut?: readonly string[] }} Counts
 */

/**
 * A browser, a Python or a device that a stage needs and that is missing.
 *
 * @typedef {object} Missing
 * @property {string} missing why it is missing, in a few words
 * @property {boolean} couldBeInstalled whether a package of it exists that should have been installed
 */

/**
 * @param {string} file report of Vitest's json reporter
 * @returns {Counts | undefined} undefined when there is no report
 */
export function vitestCounts(file) {
  const report = read(file)
  return report && {
    passed: report.numPassedTests,
    failed: Math.max(report.numFailedTests, report.numFailedTestSuites > 0 ? 1 : 0) + report.numPendingTests - withoutPython(file) + report.numTodoTests,
  }
}

/**
 * @param {string} file report of Vitest's json reporter
 * @returns {number} how many tests were skipped because they need the machine's Python
 */
export function withoutPython(file) {
  /** @type {{ testResults?: { assertionResults: { status: string, ancestorTitles: string[] }[] }[] } | undefined} */
  const report = read(file)
  return (report?.testResults ?? []).flatMap(({ assertionResults }) => assertionResults).filter(({ status, ancestorTitles }) => ['pending', 'skipped'].includes(status) && ancestorTitles.some(title => title.endsWith(WITH_PYTHON))).length
}

/**
 * @param {string} file report of Playwright's json reporter
 * @returns {Counts | undefined} undefined when there is no report; a flaky test has failed
 */
export function playwrightCounts(file) {
  const report = read(file)
  return report && {
    passed: report.stats.expected,
    failed: report.stats.unexpected + report.stats.flaky + report.stats.skipped,
  }
}

/** @param {string} file */
function read(file) {
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : undefined
}

/**
 * An exit code overrules a report that says all is well; no test at all is a failure.
 *
 * @param {Counts | undefined} counts
 * @param {number} code
 * @returns {Counts}
 */
export function honest(counts, code) {
  if (!counts)
    return asOne(1)
  const isBad = code !== 0 || counts.passed + counts.failed === 0
  return isBad && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}

/**
 * @param {number} code exit code of a tool that is a check of its own
 * @returns {Counts}
 */
export function asOne(code) {
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/**
 * A stage that can't run on this machine. On a build server it fails if a package could have been installed.
 *
 * @param {string} what the thing that is missing: `Firefox`
 * @param {Missing} why
 * @param {boolean} [isCi] whether this is a build server. @default whether `CI` is set, as by `.ci/run`
 * @returns {Counts}
 */
export function leftOut(what, { missing, couldBeInstalled }, isCi = Boolean(process.env.CI)) {
  return couldBeInstalled && isCi ? asOne(1) : { passed: 0, failed: 0, leftOut: [`${what} (${missing})`] }
}

/**
 * The sum of several stages' counts.
 *
 * @param {readonly Counts[]} stages
 * @returns {Counts}
 */
export function total(stages) {
  return {
    passed: stages.reduce((sum, { passed }) => sum + passed, 0),
    failed: stages.reduce((sum, { failed }) => sum + failed, 0),
    leftOut: stages.flatMap(({ leftOut = [] }) => leftOut),
  }
}

/**
 * The result of a stage or of all: the last line of `npm test`.
 *
 * @param {Counts} counts
 */
export function sentence({ passed, failed, leftOut = [] }) {
  const counts = `${passed} passed, ${failed} failed`
  return leftOut.length > 0 ? `${counts}, ${leftOut.length} skipped: ${leftOut.join(', ')}` : counts
}

/**
 * The line of one stage in the result.
 *
 * @param {string} title
 * @param {Counts} counts
 * @param {number} seconds its duration
 */
export function stageLine(title, counts, seconds) {
  const mark = counts.failed > 0 ? '✗' : counts.passed > 0 ? '✓' : '–'
  return `${mark} ${title}: ${sentence(counts)} in ${seconds.toFixed(1)} s`
}
