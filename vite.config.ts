import { createRequire } from 'node:module'
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
  optimizeDeps: {
    // A manifest of another deck imports its types from here: sources, of which there must not be a second copy.
    exclude: ['slidev-addon-live-concurrency'],
    include: [...installed('@observablehq/plot'), '@jridgewell/remapping', '@jridgewell/trace-mapping', '@noble/ciphers/chacha.js', '@noble/curves/ed25519.js', '@noble/hashes/blake2.js', '@noble/hashes/hkdf.js', '@noble/hashes/legacy.js', '@noble/hashes/sha2.js', '@noble/hashes/sha3.js', '@shikijs/engine-javascript', 'acorn', 'd3-array', 'diff', 'esbuild-wasm', 'fflate', 'idb-keyval', 'magic-string', 'minisearch', 'mqtt', 'uqr', 'valibot'],
  },
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

/** A package that only this talk needs, where it is there: the deck of another talk has this file too. */
function installed(name: string): string[] {
  try {
    createRequire(import.meta.url).resolve(name)
    return [name]
  }
  catch {
    return []
  }
}
