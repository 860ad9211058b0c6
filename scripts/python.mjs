/** Finds the machine's Python, in which the demos' twins are checked. Free of dependencies. */
import { execFileSync } from 'node:child_process'

/** What the twins need: task groups, timeouts and exception groups. */
export const OLDEST_PYTHON = '3.11'

/** How the name of a group of tests ends that needs the machine's Python. */
export const WITH_PYTHON = 'with the machine’s python3'

/**
 * The machine's `python3`.
 *
 * @typedef {{ command: string, version: string, gil: boolean }} Python
 */

/** @returns {Python | undefined} the `python3` of this machine, if it is new enough */
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
