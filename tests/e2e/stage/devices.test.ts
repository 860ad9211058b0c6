import type { Browser } from '@playwright/test'
import { chromium, expect } from '@playwright/test'
import { browserArguments, findBrowser } from '../../../scripts/browser.mjs'
import { LiveBlock, openLive } from '../live/live-block'
import { sidesOn, sidesSlide } from '../live/sides'
import { REMOTE_PASSWORD } from '../sites/dev-server'
import { test as base } from '../sites/fixtures'

/** An address that leads to this machine and looks like another one's: to a browser it is no secure context. */
const LAN = '192.0.2.7'

/** Another device: a browser of its own, which reaches the dev server by its address in the network. */
const test = base.extend<{ device: Browser }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads from the pattern which fixtures it needs
  device: async ({}, use) => {
    const browser = await chromium.launch({
      executablePath: await findBrowser(),
      args: [...browserArguments(), `--host-resolver-rules=MAP ${LAN} localhost`],
    })
    await use(browser)
    await browser.close()
  },
})

test.describe.configure({ timeout: 240_000 })

test('a phone mirrors what the presenter\'s window does, and its Run is made there; without the password it only watches', async ({ page, site, device }) => {
  const url = await site('dev')
  const presenter = await openLive(page, url, 'hello-threads')
  const no = new URL(page.url()).hash.match(/^#\/(\d+)/)![1]!
  await page.goto(`${url}#/presenter/${no}?password=${REMOTE_PASSWORD}`)
  await expect(presenter.root).toBeVisible()

  const lan = new URL(url)
  lan.hostname = LAN
  const phonePage = await device.newPage({ viewport: { width: 800, height: 450 } })
  await phonePage.goto(`${lan}#/${no}?password=${REMOTE_PASSWORD}`)
  const phone = new LiveBlock(phonePage, 'hello-threads')
  await expect(phone.root).toBeVisible({ timeout: 120_000 })
  expect(await phonePage.evaluate(() => isSecureContext)).toBe(false)

  await presenter.tab('calls').click()
  await expect(phone.tab('calls')).toHaveAttribute('aria-selected', 'true')
  await phone.tab('threads').click()
  await expect(presenter.tab('threads')).toHaveAttribute('aria-selected', 'true')

  await phone.button('Run').click()
  for (const block of [presenter, phone]) {
    await block.ended('finished')
    await expect(block.output).toContainText('goodbye, Guido')
  }
  await expect(phonePage.getByTitle('Where the snippets run')).toHaveCount(0)
  expect(await phone.root.locator('.live-text').allTextContents()).toEqual(await presenter.root.locator('.live-text').allTextContents())

  // A comparison too: its series is begun on the phone, each of its runs is made in the presenter's window.
  const comparison = await sidesSlide('downloads')
  await page.goto(`${url}#/presenter/${comparison}?password=${REMOTE_PASSWORD}`)
  await phonePage.goto(`${lan}#/${comparison}?password=${REMOTE_PASSWORD}`)
  const comparisons = [page, phonePage].map(where => sidesOn(where, 'downloads'))
  await comparisons[1]!.getByRole('button', { name: 'Run all' }).click()
  for (const variant of ['sequential', 'threads', 'asyncio']) {
    const figures = comparisons.map(sides => sides.locator(`[data-variant=${variant}] .side-figures td`).first())
    for (const figure of figures)
      await expect(figure).not.toBeEmpty({ timeout: 60_000 })
    expect(await figures[1]!.textContent()).toBe(await figures[0]!.textContent())
  }
  await page.goto(`${url}#/presenter/${no}?password=${REMOTE_PASSWORD}`)
  await expect(presenter.output).toContainText('goodbye, Guido')

  const watching = await device.newContext()
  const watcherPage = await watching.newPage()
  await watcherPage.goto(`${lan}#/${no}`)
  const watcher = new LiveBlock(watcherPage, 'hello-threads')
  await expect(watcher.output).toContainText('goodbye, Guido', { timeout: 120_000 })
  await expect(watcher.button('Run')).toHaveCount(0)
  await watcher.tab('calls').click()
  await watcherPage.keyboard.press('v')
  // What the presenter does next still arrives, and nothing of the watcher has arrived before it.
  await presenter.button('Python').click()
  await expect(watcher.button('Python')).toHaveAttribute('aria-pressed', 'true')
  await expect(presenter.tab('threads')).toHaveAttribute('aria-selected', 'true')
  await expect(watcher.tab('threads')).toHaveAttribute('aria-selected', 'true')
})
