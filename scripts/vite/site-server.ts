import type { Plugin } from 'vite'
import { isolationHeaders } from '../../engine/io/isolation.ts'
import { ioMiddleware } from '../server/io-middleware.ts'

/** Makes Vite's own servers (dev, preview, Vitest's) serve what the deck needs: isolation headers and `io/`. */
export function siteServer(): Plugin {
  return {
    name: 'deck:site-server',

    config() {
      const headers = { ...isolationHeaders }
      return { server: { headers }, preview: { headers } }
    },

    configureServer(server) {
      server.middlewares.use(ioMiddleware(server.config.base))
    },

    configurePreviewServer(server) {
      server.middlewares.use(ioMiddleware(server.config.base))
    },
  }
}
