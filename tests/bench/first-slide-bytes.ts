import { chromium } from '@playwright/test'
import { browserArguments, ensureBrowser } from '../../scripts/browser.mjs'
import { serveCompressed } from './compressed-site'

/** Kilobytes, compressed, of all that was asked for before the first slide was complete with its fonts. */
export async function kilobytesOf(folder: string): Promise<number> {
  await using site = await serveCompressed(folder)
  const browser = await chromium.launch({ executablePath: await ensureBrowser(line => console.error(line)), args: browserArguments() })
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } })
    await page.goto(site.url, { waitUntil: 'commit' })
    await page.locator('[data-slidev-no="1"] h1').first().waitFor({ timeout: 60_000 })
    await page.evaluate('document.fonts.ready')
    return site.sent.reduce((sum, { bytes }) => sum + bytes, 0) / 1000
  }
  finally {
    await browser.close()
  }
}
