/**
 * Prepares a fresh machine, then runs a command: the one script behind the npm scripts. It and everything that it imports
 * under setup/ needs nothing but Node.
 *
 * - `start`    installs what is missing, builds if a source changed, serves the built deck and opens it
 * - `dev`      installs what is missing, then Slidev with hot reloading
 * - `build`    installs what is missing, then builds
 * - `preview`  serves the last build
 * - `export`   prints the slides to a PDF
 * - `test`     installs what is missing, then runs every check, or the named ones: `test unit e2e`;
 *              `--full` includes slow ones, `--busy` runs next to programs that use all of the machine's time
 */
import process from 'node:process'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`This deck needs Node 20.19 or newer, and this is Node ${process.versions.node}. Get one from https://nodejs.org`)
  process.exit(1)
}

// After the check: newer syntax may not even parse on an older Node.
const { main } = await import('./setup/main.mjs')
process.exitCode = await main(process.argv.slice(2))
