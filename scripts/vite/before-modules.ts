import type { Plugin } from 'vite'
import { bundle } from './bundle.ts'
import { routesBehindHash } from './router-mode.ts'

/** Vite's function that every dynamic import of the built site calls. */
const HELPER = '\0vite/preload-helper.js'
const EXPORT = 'export const __vitePreload ='

/**
 * Puts a script into the page that runs before its first module, and lets it retry dynamic imports, as
 * live/before/loading.ts does.
 *
 * @param entry absolute path of its TypeScript source
 */
export function beforeModules(entry: string): Plugin {
  let dev = false
  let define: Record<string, string> = {}
  return {
    name: 'deck:before-modules',

    configResolved(config) {
      dev = config.command === 'serve'
      define = { 'import.meta.env.BASE_URL': JSON.stringify(config.base), '__SLIDEV_HASH_ROUTE__': String(routesBehindHash(config)) }
    },

    transform(code, id) {
      if (id !== HELPER)
        return
      if (!code.includes(EXPORT))
        this.error('Vite\'s helper for dynamic imports is another one now: imports would not be retried.')
      return { code: `${code.replace(EXPORT, 'const attempt =')}\nexport const __vitePreload = (...given) => window.retryLoading(() => attempt(...given))`, map: null }
    },

    transformIndexHtml: {
      order: 'pre',
      async handler() {
        const { code } = await bundle(entry, { dev, define })
        // Code that looks like an end tag would end the script.
        return [{ tag: 'script', children: code.replaceAll('</', '<\\/'), injectTo: 'head-prepend' }]
      },
    },
  }
}
