import { devices, expect } from '@playwright/test'
import { test } from '../sites/fixtures'

const { defaultBrowserType: _, ...phone } = devices['Pixel 7']
test.use(phone)

test('a phone that opens the talk gets it to read; search knows demos and code, and Enter opens what it found', async ({ page, site }) => {
  await page.goto(await site('built'))
  await expect(page).toHaveURL(/#\/read/)
  const search = page.getByRole('searchbox')
  await search.fill('deadlock')
  const found = page.locator('.reading-found').getByRole('link')
  await expect(found.filter({ hasText: 'Two locks in two orders' })).toBeVisible()
  await search.fill('runCoroutineThreadsafe')
  await expect(found.first()).toContainText('Two threads ask the loop')
  await search.press('Enter')
  await expect(page).toHaveURL(/#\/read#slide-\d+$/)
  await expect(page.getByRole('article', { name: 'Two threads ask the loop' })).toBeInViewport()
})
