import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { deckPlugins } from './scripts/vite/index.ts'

// Slidev merges this into its own configuration.
export default defineConfig({
  plugins: deckPlugins(fileURLToPath(new URL('.', import.meta.url))),
  optimizeDeps: { include: ['esbuild-wasm'] },
  worker: { format: 'es' },
})
