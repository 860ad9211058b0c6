import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { exclusively } from './lock.mjs'
import { cacheFolder, inRoot, root } from './paths.mjs'
import { swapIn } from './swap.mjs'
import { runTool } from './tools.mjs'

const stamp = path.join(cacheFolder, 'built')

/** Folders and files at the root that no build reads. */
const notBuilt = new Set(['node_modules', 'dist', 'docs', 'tests', 'test-results', 'playwright-report', 'README.md'])

/** Where a build is kept until it is complete. */
const NEXT = '.dist/next'

/** The build before the one in `dist/`, for pages that still have it open. */
export const PREVIOUS = '.dist/previous'

/**
 * Builds the deck into `dist/`, for any base path. The previous site stays complete, and is served, until the new one is
 * finished; it also stays when the build fails.
 *
 * @param {object} [options]
 * @param {boolean} [options.notes] whether to include the speaker's notes; the readers' text always is. Default: true
 * @returns {Promise<number>} an exit code
 */
export function build({ notes = true } = {}) {
  return alone(() => buildNow(undefined, notes))
}

/**
 * @param {(text: string) => void} [say] gets the output; by default it goes to the terminal
 * @param {boolean} [notes]
 */
async function buildNow(say = undefined, notes = true) {
  // A site without notes is none that `npm start` would have made.
  const hash = notes ? hashOfSources() : ''
  const code = await runTool('slidev', ['build', '--base', './', '--out', NEXT], notes ? {} : { WITHOUT_SPEAKER_NOTES: '1' }, say)
  if (code !== 0)
    return code
  fs.rmSync(stamp, { force: true })
  swapIn({ next: inRoot(NEXT), current: inRoot('dist'), previous: inRoot(PREVIOUS) })
  fs.mkdirSync(cacheFolder, { recursive: true })
  fs.writeFileSync(stamp, hash)
  return 0
}

/**
 * Builds the deck if a source changed since the last build.
 *
 * @param {(text: string) => void} [say] gets the output; by default it goes to the terminal
 * @returns {Promise<number>} an exit code
 */
export async function buildIfStale(say = undefined) {
  // Another process may have built it while this one waited.
  return isFresh() ? 0 : alone(async () => isFresh() ? 0 : buildNow(say), say)
}

function isFresh() {
  return fs.existsSync(inRoot('dist/index.html'))
    && fs.existsSync(stamp)
    && fs.readFileSync(stamp, 'utf8') === hashOfSources()
}

/**
 * @param {() => Promise<number>} work
 * @param {(text: string) => void} [say]
 */
function alone(work, say = text => process.stdout.write(text)) {
  return exclusively(path.join(cacheFolder, 'building'), work, () => say('Another build is running: waiting for it …\n'))
}

/** A hash of names and contents: a checkout changes times without changing the result. */
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
