/**
 * Isolation, and `io/` behind it, on each of the sites. Thinned out: without the dev site, on which live/sites.test.ts runs
 * code; with FULL=1 it is asked all that the others are.
 */
import type { Page } from '@playwright/test'
import process from 'node:process'
import { expect } from '@playwright/test'
import { openSlide, siteNames, test } from './sites/fixtures'
import { serveWithIdleServiceWorker } from './sites/idle-service-worker'

const FULL = process.env.FULL === '1'

/** How often the page's own document is asked for, from now on. */
function countLoads(page: Page): { count: () => number } {
  let loads = 0
  page.on('request', (request) => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame())
      loads++
  })
  return { count: () => loads }
}

for (const name of siteNames.filter(name => FULL || name !== 'dev')) {
  // Browsers don't differ in what they do with a server's headers; the plain site has none.
  const inFirefox = name === 'plain' ? '@firefox' : []

  test.describe(`the ${name} site`, () => {
    test('is cross-origin isolated, reloads for it once at most, and asks no other origin for anything', { tag: inFirefox }, async ({ page, site }) => {
      const url = await site(name)
      const strangers: string[] = []
      page.on('request', (request) => {
        const { protocol, origin } = new URL(request.url())
        if (protocol.startsWith('http') && origin !== new URL(url).origin)
          strangers.push(request.url())
      })
      const loads = countLoads(page)
      await openSlide(page, url)
      expect(await page.evaluate(() => new SharedArrayBuffer(8).byteLength)).toBe(8)
      await expect(page.locator('#slide-content')).toBeVisible()
      // What is fetched in the idle time after the first slide is under way by then.
      await page.waitForTimeout(3000)
      expect(strangers).toEqual([])
      expect(loads.count()).toBe(name === 'plain' ? 2 : 1)
    })

    test('stays isolated after a forced reload, which goes past the service worker', async ({ page, site }) => {
      await openSlide(page, await site(name))
      await expect(page.locator('#slide-content')).toBeVisible()
      // A load that follows the deck's own reload at once would pass for the one that it asked for.
      await page.waitForTimeout(1000)
      const session = await page.context().newCDPSession(page)
      const loaded = page.waitForEvent('load')
      await session.send('Page.reload', { ignoreCache: true })
      await loaded
      await page.waitForFunction(() => crossOriginIsolated && navigator.serviceWorker.controller !== null)
    })

    test('answers a request to io/ while twenty others are open, without the six-connection cap; fails, breaks off and complains as io/ is asked to', { tag: inFirefox }, async ({ page, site }) => {
      await openSlide(page, await site(name))
      const { sizes, answered } = await page.evaluate(async () => {
        const gone = new AbortController()
        let answered = 0
        const open = Array.from({ length: 20 }, () => fetch('io/wait?ms=60000', { signal: gone.signal }).then(() => answered++, () => {}))
        const ask = async (bytes: number) => (await (await fetch(`io/wait?bytes=${bytes}`)).text()).length
        const sizes = await Promise.all([100, 101, 102].map(ask))
        const before = answered
        gone.abort()
        await Promise.all(open)
        return { sizes, answered: before }
      })
      expect(sizes).toEqual([100, 101, 102])
      expect(answered, 'of those that take a minute').toBe(0)

      const answers = await page.evaluate(async () => {
        const ask = (query: string) => fetch(`io/wait?${query}`).then(answer => `${answer.status} ${answer.statusText}`, error => error.name)
        return Promise.all(['fail=503', 'fail=reset', 'ms=soon'].map(ask))
      })
      expect(answers).toEqual(['503 Service Unavailable', 'TypeError', '400 Bad Request'])
    })
  })
}

test.describe('where service workers are blocked', () => {
  test.use({ serviceWorkers: 'block' })

  test('a plain host still shows the slides, without reloading forever', async ({ page, site }) => {
    const loads = countLoads(page)
    await page.goto(await site('plain'))
    await expect(page.locator('#slide-content')).toBeVisible()
    await page.waitForTimeout(1500)
    expect(loads.count()).toBe(1)
  })
})

test('a page that no service worker can isolate is reloaded once, and no more', async ({ page }) => {
  const site = await serveWithIdleServiceWorker()
  const loads = countLoads(page)
  await page.goto(site.url)
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await expect(page.locator('#slide-content')).toBeVisible()
  await page.waitForTimeout(2500)
  expect(loads.count()).toBe(2)
  await site.close()
})
