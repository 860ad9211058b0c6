import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { browserArguments, findBrowser } from './scripts/browser.mjs'
import { deckPlugins } from './scripts/vite/index.ts'
import { listenerCommands } from './tests/browser/sandbox/listener.ts'

const root = fileURLToPath(new URL('.', import.meta.url))

/** What takes a minute a file, and what repeats at length: `npm run test:full` has all of it. */
const onlyInFull = [
  'tests/browser/exercises/{exercises,predictions}.test.ts',
  'tests/browser/python/{conformance,controlled,io,limits,program,twins}.test.ts',
  'tests/browser/sandbox/{bombs,data-scripts}.test.ts',
]

export default defineConfig({
  test: {
    projects: [
      {
        plugins: deckPlugins(root),
        test: {
          name: 'unit',
          environment: 'node',
          include: ['tests/unit/**/*.test.ts'],
          // On two cores Vitest would take one: most of the time a test here waits for a process that it has started.
          maxWorkers: 2,
          // A busy machine is no failure.
          testTimeout: 60_000,
        },
      },
      {
        // Pages of this project are cross-origin isolated, as the deck's are, and reach io/.
        plugins: deckPlugins(root),
        optimizeDeps: { include: ['esbuild-wasm', 'fast-check', 'valibot', '@jridgewell/remapping', '@jridgewell/trace-mapping', 'acorn', 'magic-string'] },
        worker: { format: 'es' },
        test: {
          name: 'browser',
          // A busy machine is no failure.
          testTimeout: 90_000,
          hookTimeout: 120_000,
          include: ['tests/browser/**/*.test.ts'],
          exclude: process.env.FULL === '1' ? [] : onlyInFull,
          env: { FULL: process.env.FULL ?? '' },
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            commands: listenerCommands,
            provider: playwright({
              launchOptions: { executablePath: await findBrowser(), args: browserArguments() },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
})
