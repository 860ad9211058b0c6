import { fileURLToPath } from 'node:url'

/** Root of the repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/** @param {string} path from the root of the repository, with `/` */
export function inRoot(path) {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url))
}

/** What these scripts remember from one run to the next; it is deleted with node_modules. */
export const cacheFolder = inRoot('node_modules/.cache/setup')
