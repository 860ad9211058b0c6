import fs from 'node:fs'

/**
 * Replaces the last build with a finished one. The last one is kept next to it: pages that have it open still request its
 * files.
 *
 * @param {{ next: string, current: string, previous: string }} folders all on one file system
 */
export function swapIn({ next, current, previous }) {
  fs.rmSync(previous, { recursive: true, force: true })
  if (fs.existsSync(current))
    fs.renameSync(current, previous)
  fs.renameSync(next, current)
}
