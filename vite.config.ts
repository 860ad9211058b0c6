import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { beforeModules } from './scripts/vite/before-modules.ts'
import { chunks } from './scripts/vite/chunks.ts'
import { deckPlugins } from './scripts/vite/index.ts'
import { preloadSlide } from './scripts/vite/preload-slide.ts'

const root = fileURLToPath(new URL('.', import.meta.url))
const { plugin: chunksPlugin, codeSplitting } = chunks()

// Slidev merges this into its own configuration.
export default defineConfig({
  plugins: [...deckPlugins(root), beforeModules(fileURLToPath(new URL('components/before/index.ts', import.meta.url))), chunksPlugin, preloadSlide()],
  // What the compiler's worker and later slides import: found later, it would reload the page on the first visit.
  optimizeDeps: { include: ['esbuild-wasm', 'valibot', 'acorn', 'magic-string', '@jridgewell/remapping', '@jridgewell/trace-mapping'] },
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
