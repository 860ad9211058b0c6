import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** How often the holder shows that it is alive, and how long it may be silent, in milliseconds. */
const BEAT = 1000
const STALE = 15 * BEAT

/**
 * Runs work that only one process of this machine may do at a time; the others wait. A lock whose holder was killed is
 * taken over.
 *
 * @template T
 * @param {string} folder represents the lock; it exists while the lock is held
 * @param {() => Promise<T>} work
 * @param {() => void} [onWait] called once, when another process holds the lock
 * @returns {Promise<T>} the result of `work`
 */
export async function exclusively(folder, work, onWait = () => {}) {
  fs.mkdirSync(path.dirname(folder), { recursive: true })
  for (let waits = 0; !take(folder); waits++) {
    if (waits === 0)
      onWait()
    if (Date.now() - lastBeat(folder) > STALE)
      fs.rmSync(folder, { recursive: true, force: true })
    else
      await sleep(BEAT / 4)
  }
  const beat = setInterval(() => fs.utimesSync(folder, new Date(), new Date()), BEAT)
  try {
    return await work()
  }
  finally {
    clearInterval(beat)
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

/** @param {string} folder */
function take(folder) {
  try {
    fs.mkdirSync(folder)
    return true
  }
  catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST')
      return false
    throw error
  }
}

/** @param {string} folder */
function lastBeat(folder) {
  return fs.statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()
}
