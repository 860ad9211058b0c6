import process from 'node:process'
import { defineConfig } from '@playwright/test'

/** Tests in WebKitGTK, by its own WebDriver: Playwright is their runner only. */
export default defineConfig({
  testDir: 'tests/e2e-webkit',
  outputDir: 'test-results/webkit',
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  timeout: 120_000,
  expect: { timeout: 30_000 },
})
