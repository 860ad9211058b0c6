import { createHash } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'

/** A file of a built site, as workbox-precaching takes it. */
interface SiteFile {
  /** Path from the site's folder, with `/`. */
  url: string
  /** Changes with the content; none where the name does so already. */
  revision: string | null
  bytes: number
}

/** Files whose names have a hash of their content in them. */
const VERSIONED = /(?:^|\/)assets\/.*-[\w-]{8}\.\w+$/

/**
 * All files of a built site, by their names.
 *
 * @param folder of the site
 * @param left files that are left out, as paths from there
 */
export async function siteFiles(folder: string, left: ReadonlySet<string>): Promise<SiteFile[]> {
  const entries = await fs.readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries
    .filter(entry => entry.isFile())
    .map(entry => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter(url => !left.has(url))
    .sort()
  return Promise.all(files.map(async (url) => {
    const file = path.join(folder, url)
    const { size: bytes } = await fs.stat(file)
    return { url, revision: VERSIONED.test(url) ? null : createHash('sha256').update(await fs.readFile(file)).digest('hex').slice(0, 32), bytes }
  }))
}
