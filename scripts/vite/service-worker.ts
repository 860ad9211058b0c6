import type { Plugin, ResolvedConfig } from 'vite'
import fs from 'node:fs/promises'
import path from 'node:path'
import { bundle } from './bundle.ts'
import { needlessFiles, partOf } from './offline-files.ts'
import { siteFiles } from './site-list.ts'

const FILE = 'sw.js'
/** The service worker's name for the list of the site's files. */
const LIST = 'self.__WB_MANIFEST'
/** Only hosts read these; the hash of the 404 page is that of the start page. */
const HOSTS_OWN = ['404.html', '_redirects', '_headers', '.htaccess', '.nojekyll', 'vercel.json']

/**
 * Serves a service worker as `sw.js` at the base of the site in dev, and writes it to the built site, with the list of the
 * site's files.
 *
 * @param entry absolute path of its TypeScript source
 */
export function serviceWorker(entry: string): Plugin {
  let config: ResolvedConfig
  /** Files of the built site that will never be requested. */
  let needless = new Set<string>()
  let isWritten = false

  return {
    name: 'deck:service-worker',

    configResolved(resolved) {
      config = resolved
    },

    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        if (request.url?.split('?')[0] !== config.base + FILE)
          return next()
        bundle(entry, { dev: true, define: { [LIST]: '[]' } }).then(({ code }) => {
          response.setHeader('Content-Type', 'text/javascript; charset=utf-8')
          response.setHeader('Cache-Control', 'no-cache')
          response.setHeader('Service-Worker-Allowed', config.base)
          response.end(code)
        }, next)
      })
    },

    generateBundle(options, output) {
      needless = needlessFiles(output)
    },

    writeBundle() {
      isWritten = true
    },

    // Once all files are written: some of them are not in Vite's bundle. It is also called after a build that failed,
    // whose own error is the one to report.
    closeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        if (!isWritten || config.build.ssr)
          return
        const dist = path.resolve(config.root, config.build.outDir)
        const { code } = await bundle(entry, { dev: false })
        const [before, after, ...more] = code.split(LIST)
        if (before === undefined || after === undefined || more.length > 0)
          this.error(`the service worker names ${LIST} ${more.length + 1} times, not once`)
        const files = await siteFiles(dist, new Set([FILE, ...HOSTS_OWN, ...needless]))
        const list = files.map(file => ({ ...file, part: partOf(file.url) }))
        await fs.writeFile(path.join(dist, FILE), before + JSON.stringify(list) + after)
      },
    },
  }
}
