/** Installs Debian packages, where this process is allowed to. Free of dependencies. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import process from 'node:process'

const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' }

/**
 * Installs packages, if that is possible here.
 *
 * @param {readonly string[]} names
 * @returns {'installed' | 'failed' | 'not offered'} 'not offered' on other systems, without root, and where no package
 * source has all of them
 */
export function installPackages(names) {
  if (!mayInstall())
    return 'not offered'
  // The lists may be outdated or missing; without a network they stay as they are.
  apt('apt-get', ['-qq', 'update'])
  if (!names.every(isOffered))
    return 'not offered'
  return apt('apt-get', ['-qq', 'install', '--yes', '--no-install-recommends', ...names]).status === 0 ? 'installed' : 'failed'
}

function mayInstall() {
  return process.platform === 'linux' && process.getuid?.() === 0 && fs.existsSync('/usr/bin/apt-get')
}

/** @param {string} name */
function isOffered(name) {
  return candidateOf(apt('apt-cache', ['policy', name]).stdout) !== undefined
}

/**
 * @param {string} policy output of `apt-cache policy` for a package
 * @returns {string | undefined} the version that would be installed
 */
export function candidateOf(policy) {
  const version = /^ *Candidate: *(\S+)/m.exec(policy)?.[1]
  return version === '(none)' ? undefined : version
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function apt(command, args) {
  return spawnSync(command, args, { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8', env })
}
