import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { cacheFolder, inRoot } from './paths.mjs'
import { runNpm } from './tools.mjs'

const stamp = path.join(cacheFolder, 'installed')

/**
 * Installs the packages of the lock file, unless they are installed.
 *
 * @returns {Promise<number>} an exit code
 */
export async function ensureInstalled() {
  const lock = fs.readFileSync(inRoot('package-lock.json'), 'utf8')
  const hash = createHash('sha256').update(lock).digest('hex')
  if (readText(stamp) === hash)
    return 0
  if (!isInstalled(lock, readText(inRoot('node_modules/.package-lock.json')))) {
    console.log('Installing the packages of package-lock.json …')
    // Slidev declares a newer Node than it needs: npm's warnings about that are noise.
    const code = await runNpm(['ci', '--loglevel=error', '--no-audit', '--no-fund'])
    if (code !== 0) {
      console.error('The packages could not be installed: see what npm says above.')
      return code
    }
  }
  fs.mkdirSync(cacheFolder, { recursive: true })
  fs.writeFileSync(stamp, hash)
  return 0
}

/**
 * Whether npm's record of its last install matches the lock file. Optional packages may be missing: they are for other
 * systems.
 *
 * @param {string} lock text of package-lock.json
 * @param {string | undefined} note text of the lock file that npm writes to node_modules
 */
export function isInstalled(lock, note) {
  if (note === undefined)
    return false
  const installed = packagesOf(note)
  return Object.entries(packagesOf(lock)).every(([place, wanted]) =>
    place === '' || wanted.optional === true || installed[place]?.version === wanted.version)
}

/**
 * @param {string} text of a lock file
 * @returns {Record<string, { version?: string, optional?: boolean }>} packages by path
 */
function packagesOf(text) {
  return JSON.parse(text).packages
}

/** @param {string} file */
function readText(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined
}
