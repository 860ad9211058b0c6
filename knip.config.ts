/**
 * What `knip` (in `npm run lint`) takes for used: it fails on exports that nobody imports, on files that nothing reaches,
 * and on packages that are imported without being declared, or declared without being imported.
 */
import type { KnipConfig } from 'knip'
import fs from 'node:fs'
import path from 'node:path'

const COMPONENTS = path.join(import.meta.dirname, 'components')

/** The files of the components that Slidev makes global, by the name that a slide writes. */
const components = new Map(fs.readdirSync(COMPONENTS, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.vue'))
  .map(file => [path.basename(file, '.vue'), path.join(COMPONENTS, file)]))

/** A slide's Markdown as a module that imports the components which the slide writes. */
function slideImports(text: string): string {
  const tags = new Set(Array.from(text.matchAll(/<([A-Z]\w+)/g), ([, tag]) => tag!))
  return [...tags]
    .map(tag => components.get(tag))
    .filter(file => file !== undefined)
    .map(file => `import ${JSON.stringify(file)}`)
    .join('\n')
}

export default {
  entry: [
    // What Slidev finds by its place.
    'slides.md',
    'pages/*.md',
    'layouts/*.vue',
    // What a fenced block becomes.
    'components/LiveBlock.vue',
    // What slides of other talks may write.
    'components/Poll.vue',
    'setup/*.ts',
    'styles/index.ts',
    'style.ts',
    '*.vue',
    // Programs, and what tests and the deck find by its place.
    'snippets/*/*.ts',
    'exercises/*/*.ts',
    'tests/browser/programs/*.ts',
    'engine/stdlib/*/index.ts',
    'tests/**/*.test.ts',
    'tests/slidev/*.ts',
    'tests/types/*.ts',
    '*.config.{ts,js}',
    // Scripts that package.json, the build and other scripts start by their names.
    'scripts/*.{ts,mjs}',
    'scripts/notes/minutes.ts',
    'tests/bench/main.ts',
    'tests/bench/room/relays.ts',
    'engine/io/service-worker.ts',
    // The entries of the engine's own package, and its service worker.
    'element/{index,define}.ts',
    'engine/io/isolating-worker.ts',
    'engine/kernel/dispose-symbols.ts',
    // Stand in the place of other modules in the script of Controlled runs.
    'engine/kernel/controlled/*.ts',
  ],
  project: ['**/*.{ts,mjs,js,vue}', 'pages/*.md'],
  // Their configurations say nothing that does not stand above; to run them takes longer than all the rest.
  eslint: false,
  playwright: false,
  vite: false,
  vitest: false,
  compilers: { md: slideImports },
  // Python has two names for some things: `logging.WARN`, `os.process_cpu_count`.
  exclude: ['duplicates'],
  // Of the system's own.
  ignoreBinaries: ['mkfifo'],
  // Programs import the runtime's modules by Python's names.
  ignoreIssues: { 'tests/browser/programs/*.ts': ['unlisted'] },
} satisfies KnipConfig
