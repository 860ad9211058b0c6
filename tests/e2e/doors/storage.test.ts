import type { Page } from '@playwright/test'
import fs from 'node:fs/promises'
import http from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { chromium, expect } from '@playwright/test'
import { serveSite } from '../../../scripts/server/site'
import { LiveBlock, openLive, slideWith } from '../live/live-block'
import { openSlide, test } from '../sites/fixtures'

const dist = path.join(import.meta.dirname, '../../../dist')

/** Errors of the page itself: with storage denied not one is to be thrown. */
function errorsOf(page: Page): string[] {
  const errors: string[] = []
  page.on('pageerror', error => errors.push(error.message))
  return errors
}

/** Runs a browser with settings that a person makes in its pages of settings. */
async function withSettings(settings: object, launch: object, use: (page: Page) => Promise<void>) {
  const profile = await fs.mkdtemp(path.join(os.tmpdir(), 'profile-'))
  await fs.mkdir(path.join(profile, 'Default'))
  await fs.writeFile(path.join(profile, 'Default/Preferences'), JSON.stringify({ profile: settings }))
  const context = await chromium.launchPersistentContext(profile, launch)
  try {
    await use(await context.newPage())
  }
  finally {
    await context.close()
    await fs.rm(profile, { recursive: true })
  }
}

test('with all site data blocked the slides and their live code are there, and a line says that the edit is not kept', async ({ site, launchOptions }) => {
  const url = await site('built')
  await withSettings({ default_content_setting_values: { cookies: 2 } }, launchOptions, async (page) => {
    const errors = errorsOf(page)
    await page.goto(`${url}#/${await slideWith('lost-update')}`)
    const block = new LiveBlock(page, 'lost-update')
    await block.button('Run').click()
    await block.ended('finished')
    const note = block.root.getByText('This browser keeps nothing for this page')
    await expect(note).toHaveCount(0)
    await block.edit()
    await page.keyboard.type('// ')
    await expect(note).toBeVisible()
    await page.goto(`${url}#/1`)
    await expect(page.locator('.slidev-page-1')).toBeVisible()
    expect(errors).toEqual([])
  })
})

test('in a frame of another site, to which the browser gives no storage, the slides are there', async ({ launchOptions }) => {
  const deck = await serveSite({ folder: dist, base: '/talk/', headers: false })
  const outer = http.createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html')
    response.end(`<iframe src="${deck.url}#/1" width="900" height="600" allow="screen-wake-lock"></iframe>`)
  })
  await new Promise<void>(resolve => outer.listen(0, '127.0.0.1', resolve))
  const { port } = outer.address() as { port: number }
  try {
    await withSettings({ default_content_setting_values: { cookies: 2 } }, launchOptions, async (page) => {
      const errors = errorsOf(page)
      await page.goto(`http://127.0.0.1:${port}/`)
      const frame = page.frameLocator('iframe')
      await expect(frame.locator('.slidev-page-1')).toBeVisible()
      await frame.locator('body').evaluate(() => location.hash = '#/2')
      await expect(frame.locator('.slidev-page-2')).toBeVisible()
      expect(errors).toEqual([])
    })
  }
  finally {
    outer.close()
    await deck.close()
  }
})

test('a storage that is full, a database that never answers and caches that are denied cost no live block', async ({ page, site }) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError')
    }
    IDBFactory.prototype.open = () => new EventTarget() as IDBOpenDBRequest
    Object.defineProperty(window, 'caches', {
      get() {
        throw new DOMException('denied', 'SecurityError')
      },
    })
    LockManager.prototype.request = () => Promise.reject(new DOMException('denied', 'SecurityError'))
  })
  const errors = errorsOf(page)
  const block = await openLive(page, await site('built'), 'lost-update')
  await block.edit()
  await page.keyboard.press('End')
  await page.keyboard.type(' // mine')
  await expect(block.root.getByText('This browser keeps nothing for this page')).toBeVisible()
  await block.button('Run').click()
  await block.ended('finished')
  expect(errors).toEqual([])
})

test('what is kept in wrong shapes, the deck\'s and Slidev\'s, is dropped: slides and live code are there', { tag: '@in-full' }, async ({ page, site }) => {
  const url = await site('built')
  await openSlide(page, url)
  await page.evaluate(async (file) => {
    const scope = new URL('.', location.href).pathname
    const raw = localStorage as Storage & Record<string, string>
    for (const [key, value] of [['live-code:stage', '{"entries":{}}'], ['exercises', '[null]'], ['predictions', '{"a":{}}'], ['slidev-drawing-brush', 'null'], ['slidev-scale', '1e9'], ['slidev-viewer-css-filter', '7']] as const)
      raw[`${scope}${key}`] = value
    await new Promise((resolve, reject) => {
      const opening = indexedDB.open(`live-code ${scope}`)
      opening.onupgradeneeded = () => opening.result.createObjectStore('runs')
      opening.onerror = reject
      opening.onsuccess = () => {
        const writing = opening.result.transaction('runs', 'readwrite')
        writing.objectStore('runs').put({ info: { file }, lines: 5, trace: ['x'] }, file)
        writing.oncomplete = resolve
      }
    })
  }, 'lost-update/threads.ts')
  const fresh = await page.context().newPage()
  const errors = errorsOf(fresh)
  const block = await openLive(fresh, url, 'lost-update')
  await block.button('Run').click()
  await block.ended('finished')
  expect(errors).toEqual([])
})

test('two decks on one host share no edit and do not move each other; what an earlier version kept goes to the first that has the demo', { tag: '@in-full' }, async ({ page }) => {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'two-decks-'))
  await fs.symlink(dist, path.join(folder, 'one'))
  await fs.symlink(dist, path.join(folder, 'two'))
  await fs.writeFile(path.join(folder, 'index.html'), 'Two decks.')
  const host = await serveSite({ folder })
  try {
    await page.goto(host.url)
    await page.evaluate(() => localStorage.setItem('live-code:stage', JSON.stringify({
      entries: [
        { key: 'mode:lost-update@1', value: 'gil', stamp: [Date.now(), 'before'] },
        { key: 'text:another-talk/demo.ts', value: { base: '1', text: 'theirs' }, stamp: [Date.now(), 'before'] },
      ],
    })))
    const one = await openLive(page, `${host.url}one/`, 'lost-update')
    await expect.poll(() => page.evaluate(() => (localStorage as Storage & Record<string, string>)['live-code:stage'])).toContain('another-talk')
    await expect.poll(() => page.evaluate(() => localStorage.getItem('live-code:stage'))).toContain('mode:lost-update@1')
    expect(await page.evaluate(() => (localStorage as Storage & Record<string, string>)['live-code:stage'])).not.toContain('lost-update')
    await one.edit()
    await page.keyboard.type('// of the first deck')
    await expect(one.root.getByText('edited')).not.toHaveCount(0)

    const other = await page.context().newPage()
    const two = await openLive(other, `${host.url}two/`, 'lost-update')
    await expect(two.root).not.toContainText('of the first deck')
    const slide = await page.evaluate(() => location.hash)
    const presenter = await page.context().newPage()
    await presenter.goto(`${host.url}two/#/presenter/3`)
    await presenter.keyboard.press('ArrowRight')
    // Its own window follows, so that the other deck's would have by now.
    await expect.poll(() => other.evaluate(() => location.hash)).toMatch(/^#\/[34]/)
    expect(await page.evaluate(() => location.hash)).toBe(slide)
  }
  finally {
    await host.close()
    await fs.rm(folder, { recursive: true })
  }
})
