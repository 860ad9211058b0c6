import type { Plugin, ResolvedConfig } from 'vite'
import { bundle } from './bundle.ts'

const FILE = 'sw.js'

/**
 * Serves a service worker as `sw.js` at the base of the site in dev, and puts it there in the built site.
 *
 * @param entry absolute path of its TypeScript source
 */
export function serviceWorker(entry: string): Plugin {
  let config: ResolvedConfig

  return {
    name: 'deck:service-worker',

    configResolved(resolved) {
      config = resolved
    },

    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        if (request.url?.split('?')[0] !== config.base + FILE)
          return next()
        bundle(entry, { dev: true }).then(({ code }) => {
          response.setHeader('Content-Type', 'text/javascript; charset=utf-8')
          response.setHeader('Cache-Control', 'no-cache')
          response.setHeader('Service-Worker-Allowed', config.base)
          response.end(code)
        }, next)
      })
    },

    async generateBundle() {
      const { code } = await bundle(entry, { dev: false })
      this.emitFile({ type: 'asset', fileName: FILE, source: code })
    },
  }
}
