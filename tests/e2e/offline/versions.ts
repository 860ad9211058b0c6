import type { Site } from '../../../scripts/server/site'
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { serveSite } from '../../../scripts/server/site'

const dist = path.join(import.meta.dirname, '../../../dist')

const options = { base: '/some/talk/', headers: false }

/** A plain static host whose site can be replaced by a later version of itself. */
export interface ReplaceableSite extends Site {
  /** Puts the next version in the place of the one that is there; its start page says `data-version="2"`, and so on. */
  release: () => Promise<void>
}

/**
 * Serves a copy of the built site on a plain host.
 *
 * @param host a name of this machine
 */
export async function servePlainCopy(host = 'talk.localhost'): Promise<ReplaceableSite> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'versions-'))
  for (const name of await fs.readdir(dist)) {
    if (!['index.html', 'sw.js'].includes(name))
      await fs.symlink(path.join(dist, name), path.join(folder, name))
  }
  const start = await fs.readFile(path.join(dist, 'index.html'), 'utf8')
  const worker = await fs.readFile(path.join(dist, 'sw.js'), 'utf8')
  const revision = /"url":"index.html","revision":"(\w+)"/.exec(worker)![1]!
  let version = 0

  async function release(): Promise<void> {
    version += 1
    await fs.writeFile(path.join(folder, 'index.html'), start.replace('<html', `<html data-version="${version}"`))
    await fs.writeFile(path.join(folder, 'sw.js'), worker.replace(revision, `version-${version}`))
  }
  await release()
  const site = await serveSite({ folder, ...options })
  return {
    // A name of its own: on localhost, where people build the deck, a new version comes at once.
    url: site.url.replace('//localhost', `//${host}`),
    release,
    async close() {
      await site.close()
      await fs.rm(folder, { recursive: true })
    },
  }
}
