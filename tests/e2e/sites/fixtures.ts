import type { BrowserContext, Page } from '@playwright/test'
import path from 'node:path'
import { test as base } from '@playwright/test'
import { serveSite } from '../../../scripts/server/site'
import { startDevServer } from './dev-server'
import { allowNoColourScheme } from './older-firefox'

/**
 * The ways in which the deck is served: by the authors' dev server; built, with the isolation headers; and built,
 * on a plain static host with no headers and no `io/`, under a sub-path.
 */
export const siteNames = ['dev', 'built', 'plain'] as const
export type SiteName = typeof siteNames[number]

/** The address of a site, which is started on first use. */
type Sites = (name: SiteName) => Promise<string>

/** What lasts as long as a worker: one browser, and what tests share in it. */
interface Shared {
  servers: Sites
  warm: BrowserContext
  /** In a context of its own: windows of one context follow each other. */
  lone: { context: BrowserContext, page?: Page }
}

/**
 * Playwright's `test` with the fixture `site`. All that workers share stands here, also what only {@link warmTest} and
 * {@link onePageTest} ask for: for tests with other shared fixtures Playwright would start another browser.
 */
export const test = base.extend<{ site: Sites }, Shared>({
  browser: [async ({ browser }, use) => {
    allowNoColourScheme(browser)
    await use(browser)
  }, { scope: 'worker' }],

  // eslint-disable-next-line no-empty-pattern -- Playwright reads from the pattern which fixtures it needs
  servers: [async ({}, use) => {
    const running = new Map<SiteName, Promise<{ url: string, close: () => Promise<void> }>>()
    const folder = path.join(import.meta.dirname, '../../../dist')
    const start = (name: SiteName) => name === 'dev'
      ? startDevServer()
      : serveSite({ folder, base: '/some/talk/', headers: false })

    await use(async (name) => {
      const server = running.get(name) ?? start(name)
      running.set(name, server)
      return (await server).url
    })
    for (const server of running.values())
      await server.then(({ close }) => close())
  }, { scope: 'worker', timeout: 180_000 }],

  warm: [async ({ browser }, use) => {
    const context = await browser.newContext()
    await use(context)
    await context.close()
  }, { scope: 'worker' }],

  lone: [async ({ browser }, use) => {
    const context = await browser.newContext()
    await use({ context })
    await context.close()
  }, { scope: 'worker' }],

  site: async ({ baseURL, servers }, use) => {
    await use(async name => name === 'built' ? baseURL! : servers(name))
  },
})

/** In the page: what it keeps of a person's work. What is kept of the deck itself stays. */
async function forget() {
  localStorage.clear()
  const database = `live-code ${new URL('.', location.href).pathname}`
  // To open what isn't there would make it, empty.
  if (!(await indexedDB.databases()).some(({ name }) => name === database))
    return
  await new Promise((resolve) => {
    const opening = indexedDB.open(database)
    opening.onerror = resolve
    opening.onsuccess = () => {
      const kept = opening.result
      const stores = [...kept.objectStoreNames]
      if (stores.length === 0)
        return resolve(undefined)
      const clearing = kept.transaction(stores, 'readwrite')
      stores.forEach(name => clearing.objectStore(name).clear())
      clearing.oncomplete = resolve
    }
  })
}

/**
 * `test` for what happens on the page, not on the way to it: all tests of a worker share one browsing context, so that
 * scripts, compiled code and the service worker are there from the second test on. Each has a new page, and what the
 * last one stored is gone.
 */
export const warmTest = test.extend({
  page: async ({ warm }, use) => {
    const page = await warm.newPage()
    await use(page)
    if (page.url().startsWith('http'))
      await page.evaluate(forget).catch(() => {})
    await page.close()
  },
})

/** Leaves a page to the next test as if it were new: what was done on the stage is reset, as a speaker does it. */
async function resetEverything(page: Page) {
  await page.mouse.move(0, 0)
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement)
      document.activeElement.blur()
    location.hash = '#/1'
  })
  await page.locator('.slidev-page-1').waitFor()
  await page.keyboard.press('Shift+X')
  await page.keyboard.press('Shift+X')
  await page.evaluate(forget)
}

/** `warmTest` for what doesn't need a new page either: one serves test after test, until one fails. */
export const onePageTest = test.extend({
  page: async ({ lone }, use, test) => {
    const page = lone.page ??= await lone.context.newPage()
    await use(page)
    const isAsNew = test.status === test.expectedStatus && await resetEverything(page).then(() => true, () => false)
    if (isAsNew)
      return
    lone.page = undefined
    await page.close()
  },
})

/**
 * Opens a slide and waits until its page is cross-origin isolated and the service worker answers for it. On the
 * plain host that takes the one reload which the deck makes by itself.
 *
 * @param page a new page
 * @param url address of the site
 * @param slide 1-based number of the slide
 */
export async function openSlide(page: Page, url: string, slide = 1): Promise<void> {
  await page.goto(`${url}#/${slide}`)
  await page.waitForFunction(() => crossOriginIsolated && navigator.serviceWorker.controller !== null)
}
