import fs from 'node:fs'

/**
 * Puts a finished build in the place of the last one, which stays beside it: pages that are open in it still ask for
 * its files.
 *
 * @param {{ next: string, current: string, previous: string }} folders on one file system
 */
export function swapIn({ next, current, previous }) {
  fs.rmSync(previous, { recursive: true, force: true })
  if (fs.existsSync(current))
    fs.renameSync(current, previous)
  fs.renameSync(next, current)
}
