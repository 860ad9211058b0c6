import type { Plugin } from 'vite'
import path from 'node:path'
import { bundledText } from './bundled-text'
import { runtimeTypes } from './runtime-types'
import { serviceWorker } from './service-worker'
import { siteServer } from './site-server'

/**
 * What the deck needs of Vite, for its site and for tests in a browser alike.
 *
 * @param root absolute path of the repository
 */
export function deckPlugins(root: string): Plugin[] {
  return [
    bundledText(),
    runtimeTypes(root),
    serviceWorker(path.join(root, 'engine/io/service-worker.ts')),
    siteServer(),
  ]
}
