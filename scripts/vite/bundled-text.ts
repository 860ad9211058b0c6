import type { Plugin } from 'vite'
import { bundle } from './bundle.ts'

const QUERY = '?bundled'
const PREFIX = '\0bundled:'
/** Keeps Vite from treating the module, which is JavaScript, as the TypeScript that it was built from. */
const SUFFIX = '.js'

/**
 * `import source from './worker.ts?bundled'` imports the text of one classic script: the file and everything that it
 * imports. For frames of opaque origin and their workers, which can fetch nothing.
 */
export function bundledText(): Plugin {
  /** The source files of each bundle. */
  const inputs = new Map<string, Set<string>>()
  let dev = false

  return {
    name: 'deck:bundled-text',
    enforce: 'pre',

    configResolved(config) {
      // Tests run the built site's scripts: with its source map a worker's script is six times as long, and so is its start.
      dev = config.command === 'serve' && config.mode !== 'test'
    },

    async resolveId(source, importer) {
      if (!source.endsWith(QUERY))
        return
      const resolved = await this.resolve(source.slice(0, -QUERY.length), importer, { skipSelf: true })
      if (!resolved)
        this.error(`Cannot find ${source} from ${importer}`)
      return `${PREFIX}${resolved.id}${SUFFIX}`
    },

    async load(id) {
      if (!id.startsWith(PREFIX))
        return
      const entry = id.slice(PREFIX.length, -SUFFIX.length)
      // The message says it all; a stack of esbuild's own functions would only hide it.
      const result = await bundle(entry, { dev }).catch((error: unknown) => this.error(String(error)))
      inputs.set(id, new Set(result.inputs))
      for (const input of result.inputs)
        this.addWatchFile(input)
      return { code: `export default ${JSON.stringify(result.code)}`, map: { mappings: '' } }
    },

    hotUpdate({ file }) {
      const { moduleGraph, hot } = this.environment
      const stale = [...inputs].filter(([, files]) => files.has(file)).map(([id]) => moduleGraph.getModuleById(id))
      for (const module of stale) {
        if (module)
          moduleGraph.invalidateModule(module)
      }
      if (stale.length === 0)
        return
      // A script that runs in frames and workers can't be swapped; the page reloads.
      hot.send({ type: 'full-reload' })
      return []
    },
  }
}
