import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { beforeModules } from './scripts/vite/before-modules.ts'
import { chunks } from './scripts/vite/chunks.ts'
import { deckPlugins } from './scripts/vite/index.ts'
import { preloadSlide } from './scripts/vite/preload-slide.ts'

const { plugin: chunksPlugin, codeSplitting } = chunks()

// Slidev merges this into its own configuration.
export default defineConfig({
  plugins: [...deckPlugins(), beforeModules(fileURLToPath(new URL('live/before/index.ts', import.meta.url))), chunksPlugin, preloadSlide()],
  // What workers and later slides import: found later, it would reload the page in the middle of the first visit.
  optimizeDeps: { include: ['@jridgewell/remapping', '@jridgewell/trace-mapping', '@observablehq/plot', 'acorn', 'diff', 'esbuild-wasm', 'fflate', 'idb-keyval', 'magic-string', 'minisearch', 'uqr', 'valibot'] },
  worker: { format: 'es' },
  // The built site can be printed too; Slidev leaves that out unless it makes a PDF with each build.
  define: { __SLIDEV_FEATURE_PRINT__: 'true' },
  build: {
    reportCompressedSize: false,
    // In kilobytes. Monaco and TypeScript are as big as they are; neither is on the way to the first slide.
    chunkSizeWarningLimit: 8000,
    rolldownOptions: {
      checks: { pluginTimings: false },
      // In the place of Slidev's own, which puts all of Shiki, every language included, into one chunk that the first
      // slide then waits for.
      output: { codeSplitting },
    },
  },
})
