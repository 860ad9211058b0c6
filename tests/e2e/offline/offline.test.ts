import type { Page } from '@playwright/test'
import process from 'node:process'
import { expect } from '@playwright/test'
import { openLive } from '../live/live-block'
import { openSlide, test } from '../sites/fixtures'
import { servePlainCopy } from './versions'

const inFull = process.env.FULL === '1' ? test : () => {}

/** Opens the drawer that shows what is kept. */
async function openDrawer(page: Page) {
  await page.getByRole('button', { name: /^Offline/ }).first().click()
  const drawer = page.getByRole('region', { name: 'Offline' })
  await expect(drawer).toBeVisible()
  return drawer
}

async function keepAll(page: Page) {
  const drawer = await openDrawer(page)
  const button = drawer.getByRole('button', { name: 'Make everything available offline' })
  await button.click()
  await expect(drawer.getByText('Everything works without a network.')).toBeVisible({ timeout: 60_000 })
  await expect(button).toHaveCount(0)
  await page.keyboard.press('Escape')
}

test('kept once, the deck starts without a network on a host without headers, and its code can be edited and runs', { tag: ['@firefox', '@in-full'] }, async ({ page }) => {
  const site = await servePlainCopy()
  await openSlide(page, site.url)
  await keepAll(page)
  // Not even a server: a browser that is only told to be offline might still ask.
  await site.close()

  const block = await openLive(page, site.url, 'hello-threads')
  await block.edit()
  await block.button('Run').click()
  await block.ended('finished')
  await expect(block.output).toContainText('Thread-1')

  const downloads = await openLive(page, site.url, 'downloads')
  await downloads.tab('asyncio').click()
  await downloads.button('Run').click()
  await downloads.ended('finished')
  await expect(downloads.output).toContainText('Task-')
  await expect(downloads.problems).toHaveCount(0)
})

test('what the deck has not been asked for is fetched in the idle time after the first slide', async ({ page, site }) => {
  await page.clock.install()
  await openSlide(page, await site('built'))
  await page.clock.runFor(20_000)
  const drawer = await openDrawer(page)
  // The talk, and Python too: the next slide's demo begins with it.
  await expect(drawer.getByText(/^here, \d+ MB$/)).toHaveCount(2, { timeout: 120_000 })
})

test('on a metered connection nothing is fetched ahead: not the engine, not the editor, nothing to keep', async ({ page, site }) => {
  const asked: string[] = []
  page.context().on('request', request => asked.push(new URL(request.url()).pathname))
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'connection', { value: { saveData: true } })
  })
  await page.clock.install()
  await openSlide(page, await site('built'))
  await page.clock.runFor(20_000)
  const drawer = await openDrawer(page)
  await expect(drawer.getByRole('button', { name: 'Make everything available offline' })).toBeEnabled()
  expect(asked.filter(path => /esbuild|monaco|ts\.worker|\/host-/.test(path))).toEqual([])

  await drawer.getByRole('button', { name: 'Make everything available offline' }).click()
  await expect(drawer.getByText('Everything works without a network.')).toBeVisible({ timeout: 60_000 })
})

test('a new version is offered, and comes only when the person takes it; offline it has all that the old one had', async ({ page }) => {
  const site = await servePlainCopy()
  await openSlide(page, site.url)
  const html = page.locator('html')
  await keepAll(page)

  await site.release()
  await page.reload()
  await expect(html).toHaveAttribute('data-version', '1')
  const drawer = await openDrawer(page)
  const offer = drawer.getByRole('button', { name: 'A new version is here: reload with it' })
  await expect(offer).toBeVisible()

  const loaded = page.waitForEvent('load')
  await offer.click()
  await loaded
  await expect(html).toHaveAttribute('data-version', '2')

  await site.close()
  await page.reload()
  await expect(html).toHaveAttribute('data-version', '2')
  await expect((await openDrawer(page)).getByText('Everything works without a network.')).toBeVisible()
})

inFull('on the machine that builds the deck a new version is there at the next load, and offline as well', async ({ page }) => {
  const site = await servePlainCopy('localhost')
  await openSlide(page, site.url)
  const html = page.locator('html')
  await keepAll(page)

  await site.release()
  await page.reload()
  await expect(html).toHaveAttribute('data-version', '2')
  // The new service worker fetches what is new before it takes over.
  await expect.poll(() => page.evaluate(async () => {
    const opened = await Promise.all((await caches.keys()).map(name => caches.open(name)))
    const kept = (await Promise.all(opened.map(cache => cache.keys()))).flat()
    const registration = await navigator.serviceWorker.getRegistration()
    return kept.some(({ url }) => url.endsWith('=version-2')) && !registration?.installing && !registration?.waiting
  })).toBe(true)

  await site.close()
  await page.reload()
  await expect(html).toHaveAttribute('data-version', '2')
})
