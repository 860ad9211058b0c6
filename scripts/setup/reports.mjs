import fs from 'node:fs'

/** @import { Counts } from './checks.mjs' */

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
