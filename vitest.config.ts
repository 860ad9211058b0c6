import type { TestProjectInlineConfiguration } from 'vitest/config'
import process from 'node:process'
import vue from '@vitejs/plugin-vue'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { browserArguments, findBrowser, lazyOptimizer } from './scripts/browser.mjs'
import { deckPlugins } from './scripts/vite/index.ts'
import { listenerCommands } from './tests/browser/sandbox/listener.ts'

const FULL = process.env.FULL === '1'
const executablePath = await findBrowser()

/** What takes a minute a file, and what repeats at length: `npm run test:full` has all of it. */
const onlyInFull = [
  'tests/browser/exercises/{exercises,predictions}.test.ts',
  'tests/browser/python/{conformance,controlled,io,limits,program,twins}.test.ts',
  'tests/browser/sandbox/{bombs,data-scripts}.test.ts',
]

/** What depends on Slidev's version alone, which is pinned: it type-checks all of its client. */
const onlyInFullOfUnit = ['tests/unit/slidev/real-sources.test.ts']

/** What runs programs and looks at what they print, and leaves the page as it was. */
const programs = ['tests/browser/{programs,differences}.test.ts', 'tests/browser/{compiled,conformance,controlled,demos,exercises,properties}/**/*.test.ts']
/** The same in Python. */
const pythonPrograms = ['tests/browser/python/**/*.test.ts']

/** A project whose pages are cross-origin isolated, as the deck's are, and reach io/. */
function browserProject({ isolate, turn, ...files }: { name: string, include: string[], exclude: string[], isolate: boolean, turn: number }): TestProjectInlineConfiguration {
  return {
    plugins: deckPlugins(),
    optimizeDeps: { include: ['@noble/hashes/blake2.js', '@noble/hashes/legacy.js', '@noble/hashes/sha2.js', '@noble/hashes/sha3.js', 'd3-array', 'esbuild-wasm', 'fast-check', 'valibot', '@jridgewell/remapping', '@jridgewell/trace-mapping', 'acorn', 'magic-string'] },
    worker: { format: 'es' },
    test: {
      ...files,
      isolate,
      sequence: { groupOrder: turn },
      // A busy machine is no failure.
      testTimeout: 90_000,
      hookTimeout: 120_000,
      env: { FULL: FULL ? '1' : '' },
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        commands: listenerCommands,
        provider: playwright({
          launchOptions: { executablePath, args: [...browserArguments(), ...lazyOptimizer()] },
        }),
        instances: [{ browser: 'chromium' }],
      },
    },
  }
}

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [vue(), ...deckPlugins()],
        test: {
          name: 'unit',
          environment: 'node',
          include: ['tests/{mounted,unit}/**/*.test.ts'],
          exclude: FULL ? [] : onlyInFullOfUnit,
          // On two cores Vitest would take one: most of the time a test here waits for a process that it has started.
          maxWorkers: 2,
          // A busy machine is no failure.
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      browserProject({ name: 'browser', include: ['tests/browser/**/*.test.ts'], exclude: [...programs, ...pythonPrograms, ...FULL ? [] : onlyInFull], isolate: true, turn: 0 }),
      // In full each of their files has a page to itself and the machine too, since times are judged there; else the files
      // of a project share a page, whose compiler, workers and CPython get ready once, beside those of the others.
      browserProject({ name: 'browser-programs', include: programs, exclude: FULL ? [] : onlyInFull, isolate: FULL, turn: FULL ? 1 : 0 }),
      browserProject({ name: 'browser-python', include: pythonPrograms, exclude: FULL ? [] : onlyInFull, isolate: FULL, turn: FULL ? 2 : 0 }),
    ],
  },
})
