import process from 'node:process'
import { defineConfig } from '@playwright/test'
import { browserArguments, findBrowser } from './scripts/browser.mjs'

const port = Number(process.env.E2E_PORT ?? 4173)

/** What takes minutes: two windows, two devices, the whole talk on paper. `npm run test:full` has all of it. */
const onlyInFull = ['**/export/export.test.ts', '**/stage/{devices,memory,presenter,sync}.test.ts', '**/study/**', '**/live/{memory-bomb,python}.test.ts']

export default defineConfig({
  testDir: 'tests/e2e',
  testIgnore: process.env.FULL === '1' ? [] : onlyInFull,
  outputDir: 'test-results',
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  timeout: 120_000,
  // The dev server hands out a thousand modules one by one, on whatever machine this is.
  expect: { timeout: 30_000 },
  use: {
    // The built site, served as `npm start` does it.
    baseURL: `http://localhost:${port}/`,
    launchOptions: { executablePath: await findBrowser(), args: browserArguments() },
    screenshot: 'only-on-failure',
    // Costs a third of the time: E2E_TRACE=1 keeps the trace of what fails, for `npx playwright show-trace`.
    trace: process.env.E2E_TRACE ? 'retain-on-failure' : 'off',
  },
  webServer: {
    command: `node scripts/setup.mjs preview --port ${port} --no-open`,
    url: `http://localhost:${port}/`,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 2000 },
  },
})
