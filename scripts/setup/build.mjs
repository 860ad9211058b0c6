import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { cacheFolder, inRoot, root } from './paths.mjs'
import { runTool } from './tools.mjs'

const stamp = path.join(cacheFolder, 'built')

/** Folders and files at the root that no build reads. */
const notBuilt = new Set(['node_modules', 'dist', 'docs', 'tests', 'test-results', 'playwright-report', 'README.md'])

/**
 * Builds the deck into `dist/`, for any base path.
 *
 * @param {(text: string) => void} [say] takes the output; else it goes to the terminal
 * @returns {Promise<number>} an exit code
 */
export async function build(say = undefined) {
  const hash = hashOfSources()
  fs.rmSync(stamp, { force: true })
  const code = await runTool('slidev', ['build', '--base', './', '--out', 'dist'], {}, say)
  if (code !== 0)
    return code
  fs.mkdirSync(cacheFolder, { recursive: true })
  fs.writeFileSync(stamp, hash)
  return 0
}

/**
 * Builds the deck if a source changed since the last build.
 *
 * @param {(text: string) => void} [say] takes the output; else it goes to the terminal
 * @returns {Promise<number>} an exit code
 */
export async function buildIfStale(say = undefined) {
  const isFresh = fs.existsSync(inRoot('dist/index.html'))
    && fs.existsSync(stamp)
    && fs.readFileSync(stamp, 'utf8') === hashOfSources()
  return isFresh ? 0 : build(say)
}

/** Of their names and contents: a checkout changes times without changing what is built. */
function hashOfSources() {
  const hash = createHash('sha256')
  for (const file of filesUnder(root)) {
    hash.update(path.relative(root, file)).update('\0')
    hash.update(fs.readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

/**
 * @param {string} folder
 * @returns {string[]} absolute paths of the files below it that a build may read, in a fixed order
 */
function filesUnder(folder) {
  return fs.readdirSync(folder, { withFileTypes: true })
    .filter(entry => !entry.name.startsWith('.') && !(folder === root && notBuilt.has(entry.name)))
    .sort((a, b) => a.name < b.name ? -1 : 1)
    .flatMap((entry) => {
      const file = path.join(folder, entry.name)
      return entry.isDirectory() ? filesUnder(file) : entry.isFile() ? [file] : []
    })
}
