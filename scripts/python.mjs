/** Finds the machine's Python, for checking the demos' twins. Free of dependencies. */
import { execFileSync } from 'node:child_process'

/** The oldest version with everything that the twins need: task groups, timeouts and exception groups. */
export const OLDEST_PYTHON = '3.11'

/** Suffix of the names of test groups that need the machine's Python. */
export const WITH_PYTHON = 'with the machine’s python3'

/**
 * The machine's `python3`.
 *
 * @typedef {{ command: string, version: string, gil: boolean }} Python
 */

/** @returns {Python | undefined} this machine's `python3`, if it is new enough */
export function findPython() {
  const oldest = OLDEST_PYTHON.replace('.', ', ')
  const code = `import sys; print(sys.version_info >= (${oldest}), "%d.%d" % sys.version_info[:2], getattr(sys, "_is_gil_enabled", lambda: True)())`
  try {
    const [enough, version = '', gil] = execFileSync('python3', ['-c', code], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim().split(' ')
    return enough === 'True' ? { command: 'python3', version, gil: gil === 'True' } : undefined
  }
  catch {
    return undefined
  }
}
