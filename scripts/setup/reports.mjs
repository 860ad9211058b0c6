import fs from 'node:fs'

/**
 * How many checks of a stage passed, failed and were skipped. A stage that ended badly without a failed test
 * (it crashed, or found no test) counts as one failure.
 *
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 */

/**
 * @param {string} file report of Vitest's json reporter
 * @returns {Counts | undefined} undefined when there is no report
 */
export function vitestCounts(file) {
  const report = read(file)
  return report && {
    passed: report.numPassedTests,
    failed: Math.max(report.numFailedTests, report.numFailedTestSuites > 0 ? 1 : 0),
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/**
 * @param {string} file report of Playwright's json reporter
 * @returns {Counts | undefined} undefined when there is no report; a flaky test has failed
 */
export function playwrightCounts(file) {
  const report = read(file)
  return report && {
    passed: report.stats.expected,
    failed: report.stats.unexpected + report.stats.flaky,
    skipped: report.stats.skipped,
  }
}

/** @param {string} file */
function read(file) {
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : undefined
}

/**
 * A report that says all is well doesn't outweigh an exit code that says otherwise; no test at all is a failure.
 *
 * @param {Counts | undefined} counts
 * @param {number} code
 * @returns {Counts}
 */
export function honest(counts, code) {
  if (!counts)
    return { passed: 0, failed: 1, skipped: 0 }
  const isBad = code !== 0 || counts.passed + counts.failed === 0
  return isBad && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}

/**
 * The line in which a stage or the whole ends.
 *
 * @param {Counts} counts
 */
export function sentence({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
