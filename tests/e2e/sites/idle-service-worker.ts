import type { Site } from '../../../scripts/server/site'
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { serveSite } from '../../../scripts/server/site'

const dist = path.join(import.meta.dirname, '../../../dist')

/** Serves the built site on a plain host, with a service worker in the place of its own that does nothing. */
export async function serveWithIdleServiceWorker(): Promise<Site> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'idle-'))
  for (const name of await fs.readdir(dist)) {
    if (name !== 'sw.js')
      await fs.symlink(path.join(dist, name), path.join(folder, name))
  }
  await fs.writeFile(path.join(folder, 'sw.js'), `self.addEventListener('activate', event => event.waitUntil(clients.claim()))`)
  const site = await serveSite({ folder, headers: false })
  return {
    url: site.url,
    async close() {
      await site.close()
      await fs.rm(folder, { recursive: true })
    },
  }
}
