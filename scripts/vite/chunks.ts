import type { Plugin, Rolldown } from 'vite'

/** Parts of the deck that are loaded as one file, and their root modules; what two parts share goes to the earlier one. */
const parts: readonly { chunk: string, roots: readonly string[] }[] = [
  // The page itself and Slidev's page for slides: needed by every slide.
  { chunk: 'modules/deck', roots: ['@slidev/client/main.ts', '@slidev/client/pages/play.vue'] },
  { chunk: 'modules/stage', roots: ['live/runs/start.ts', 'live/runs/keep-runs.ts'] },
  { chunk: 'modules/live', roots: ['components/LiveCode.vue'] },
]

/** Vue, and Vite's own helper modules: a file that stays the same when the deck changes. */
const VENDOR = /\/node_modules\/@?vue\/|^\0(?:plugin-vue|vite)\//

/**
 * Puts modules that are always loaded together into one file: a browser requests six files at a time from a host without
 * HTTP/2, and a slide with live code would need seventy.
 */
export function chunks(): { plugin: Plugin, codeSplitting: Rolldown.CodeSplittingOptions } {
  const chunkOf = new Map<string, string>()
  const plugin: Plugin = {
    name: 'deck:chunks',
    apply: 'build',

    buildEnd() {
      const ids = [...this.getModuleIds()]
      chunkOf.clear()
      const add = (id: string, chunk: string): void => {
        if (chunkOf.has(id))
          return
        chunkOf.set(id, chunk)
        this.getModuleInfo(id)?.importedIds.forEach(imported => add(imported, chunk))
      }
      for (const { chunk, roots } of parts) {
        for (const root of roots) {
          const found = ids.find(id => id.endsWith(`/${root}`))
          if (found)
            add(found, chunk)
        }
      }
    },
  }
  return {
    plugin,
    codeSplitting: {
      // Otherwise a file would include what others share with it.
      includeDependenciesRecursively: false,
      groups: [{ name: id => VENDOR.test(id) ? 'modules/vue' : chunkOf.get(id) }],
    },
  }
}
