/**
 * Finds the Firefox for tests. Free of dependencies.
 *
 * In this order: `FIREFOX_PATH`; a Firefox on the machine that is new enough; on Debian, where it can be installed, the
 * package `firefox-esr`.
 */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { installPackages } from './debian.mjs'

/** The first version with everything that the deck needs; docs/hosting.md lists it. */
export const OLDEST_FIREFOX = 153

/** @typedef {{ file: string } | import('./setup/reports.mjs').Missing} Found */

/**
 * @returns {Found} an executable of Firefox, or why there is none
 * @throws {Error} when FIREFOX_PATH is set but is not a file
 */
export function findFirefox() {
  const chosen = process.env.FIREFOX_PATH
  if (chosen) {
    if (!fs.existsSync(chosen))
      throw new Error(`FIREFOX_PATH is set to ${chosen}, and there is no such file.`)
    return { file: chosen }
  }
  /** @type {string[]} */
  const tooOld = []
  for (const file of candidates().filter(file => fs.existsSync(file))) {
    const version = versionOf(file)
    if (version === undefined || version >= OLDEST_FIREFOX)
      return { file }
    tooOld.push(String(version))
  }
  return { missing: tooOld.length > 0 ? `Firefox ${tooOld.join(' and ')} is older than ${OLDEST_FIREFOX}` : 'not on this machine', couldBeInstalled: false }
}

/**
 * Finds a Firefox, and installs Debian's if there is none.
 *
 * @param {(line: string) => void} say tells the person what takes so long
 * @returns {Found}
 * @throws {Error} when FIREFOX_PATH is set but is not a file
 */
export function ensureFirefox(say) {
  const found = findFirefox()
  if ('file' in found)
    return found
  say('no Firefox that is new enough on this machine: installing Debian\'s package firefox-esr, where there is one …')
  const outcome = installPackages(['firefox-esr'])
  const now = findFirefox()
  return 'file' in now ? now : { ...now, couldBeInstalled: outcome === 'failed' }
}

/** Where Firefox is installed on this kind of system. */
function candidates() {
  if (process.platform === 'darwin') {
    return ['/Applications', path.join(process.env.HOME ?? '', 'Applications')]
      .map(folder => path.join(folder, 'Firefox.app/Contents/MacOS/firefox'))
  }
  if (process.platform === 'win32') {
    return [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
      .filter(folder => folder !== undefined)
      .map(folder => path.join(folder, 'Mozilla Firefox/firefox.exe'))
  }
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean)
  return ['firefox-esr', 'firefox'].flatMap(name => folders.map(folder => path.join(folder, name)))
}

/**
 * @param {string} file an executable of Firefox
 * @returns {number | undefined} its major version; undefined when it reports none
 */
function versionOf(file) {
  const { stdout } = spawnSync(file, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  const version = /Firefox (\d+)/.exec(stdout ?? '')?.[1]
  return version === undefined ? undefined : Number(version)
}
