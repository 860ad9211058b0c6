import process from 'node:process'
import { defineConfig } from '@playwright/test'
import { browserArguments, findBrowser, lazyOptimizer } from './scripts/browser.mjs'
import { findFirefox } from './scripts/firefox.mjs'
import { findMosquitto } from './scripts/mosquitto.mjs'

const FULL = process.env.FULL === '1'
const firefox = findFirefox()
const port = Number(process.env.E2E_PORT ?? 4173)

/** What takes minutes: two windows, two devices, the whole talk on paper. `npm run test:full` has all of it, and what is tagged `@in-full`. */
const onlyInFull = ['**/room/room-mosquitto.test.ts', '**/addon/foreign-deck.test.ts', '**/export/{export,print}.test.ts', '**/stage/{devices,memory,presenter,sync}.test.ts', '**/study/{extending,reading,share}.test.ts', '**/live/{memory-bomb,python}.test.ts']

export default defineConfig({
  testDir: 'tests/e2e',
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  // What takes seconds takes a minute on a machine that is busy, and the dev server hands out a thousand modules one by
  // one: only what never comes is a failure.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  use: {
    // The built site, served as `npm start` does it.
    baseURL: `http://localhost:${port}/`,
    screenshot: 'only-on-failure',
    // Costs a third of the time: E2E_TRACE=1 keeps the trace of what fails, for `npx playwright show-trace`.
    trace: process.env.E2E_TRACE ? 'retain-on-failure' : 'off',
  },
  projects: [
    {
      name: 'chromium',
      // One for each, since each is emptied when its tests begin.
      outputDir: 'test-results/chromium',
      testIgnore: FULL ? ('file' in findMosquitto() ? [] : ['**/room/room-mosquitto.test.ts']) : onlyInFull,
      grepInvert: FULL ? [] : /@in-full/,
      use: { launchOptions: { executablePath: await findBrowser(), args: [...browserArguments(), ...lazyOptimizer()] } },
    },
    // What is tagged: each thing that a person does with the deck once, and in full again in other places. A Firefox as it
    // is installed, over WebDriver BiDi.
    ...('file' in firefox
      ? [{
          name: 'firefox',
          outputDir: 'test-results/firefox',
          grep: FULL ? /@firefox/ : /@firefox(?!-in-full)/,
          use: { browserName: 'firefox' as const, channel: 'moz-firefox', launchOptions: { executablePath: firefox.file } },
        }]
      : []),
  ],
  webServer: {
    command: `node scripts/setup.mjs preview --port ${port} --no-open`,
    url: `http://localhost:${port}/`,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 2000 },
  },
})
