import type { Plugin } from 'vite'
import { bundle } from './bundle.ts'

/**
 * Puts a script into the page that runs before its first module.
 *
 * @param entry absolute path of its TypeScript source
 */
export function beforeModules(entry: string): Plugin {
  let dev = false
  return {
    name: 'deck:before-modules',

    configResolved(config) {
      dev = config.command === 'serve'
    },

    transformIndexHtml: {
      order: 'pre',
      async handler() {
        const { code } = await bundle(entry, { dev })
        // What looks like an end tag would end the script.
        return [{ tag: 'script', children: code.replaceAll('</', '<\\/'), injectTo: 'head-prepend' }]
      },
    },
  }
}
