/**
 * Gets a fresh machine ready, then does what was asked: the one script behind the npm scripts. It needs nothing
 * but Node, and everything under setup/ that it imports needs nothing else either.
 *
 * - `start`    installs what is missing, builds if a source changed, serves the built deck and opens it
 * - `dev`      installs what is missing, then Slidev with hot reloading
 * - `build`    installs what is missing, then builds
 * - `preview`  serves what was built last
 * - `export`   prints the slides into a PDF
 * - `test`     installs what is missing, then runs every check, or those that are named: `test unit e2e`;
 *              `--full` also those that take long, `--busy` beside programs that take all the machine's time
 */
import process from 'node:process'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`This deck needs Node 20.19 or newer, and this is Node ${process.versions.node}. Get one from https://nodejs.org`)
  process.exit(1)
}

// After the check, since what follows may not even parse on an older Node.
const { main } = await import('./setup/main.mjs')
process.exitCode = await main(process.argv.slice(2))
