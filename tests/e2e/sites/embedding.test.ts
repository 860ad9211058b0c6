/** The deck in a frame of another site, and other sites' frames in an isolated page: what docs/hosting.md says of both. */
import type { FrameLocator, Locator, Page } from '@playwright/test'
import type { AddressInfo } from 'node:net'
import http from 'node:http'
import path from 'node:path'
import { expect } from '@playwright/test'
import { serveSite } from '../../../scripts/server/site'
import { slideWith } from '../live/live-block'
import { test } from './fixtures'

const ISOLATING = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' }

/** Another site: each page has the headers and the body that were given to it. */
interface OtherSite extends AsyncDisposable {
  /** Makes a page. */
  page: (body: string, headers?: Record<string, string>) => string
}

async function startOtherSite(): Promise<OtherSite> {
  const pages: { body: string, headers: Record<string, string> }[] = []
  const server = http.createServer((request, response) => {
    const page = pages[Number(request.url!.slice(1))]
    if (page)
      response.writeHead(200, { 'Content-Type': 'text/html', ...page.headers }).end(`<!doctype html><title>Another site</title>${page.body}`)
    else
      response.writeHead(404).end()
  })
  // Another site than `localhost`, not only another origin of it.
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    page: (body, headers = {}) => `http://127.0.0.1:${(server.address() as AddressInfo).port}/${pages.push({ body, headers }) - 1}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

function isIsolated(frame: FrameLocator): Promise<boolean> {
  return frame.locator('body').evaluate(() => crossOriginIsolated)
}

/** Opens a page of another site with the deck in a frame, on a slide with live code. */
async function embed(page: Page, other: OtherSite, deck: string, allow: string, headers?: Record<string, string>): Promise<FrameLocator> {
  await page.goto(other.page(`<iframe id="deck" width="1100" height="640" ${allow} src="${deck}#/${await slideWith('lost-update')}"></iframe>`, headers))
  const frame = page.frameLocator('#deck')
  // The frame's own load, with nothing in the browser's cache.
  await expect(frame.locator('.live-code:visible').first()).toBeVisible({ timeout: 240_000 })
  return frame
}

/** Presses a button. Not by the mouse, which WebDriver BiDi does not bring into a frame of another site in Firefox. */
function press(block: Locator, name: string): Promise<void> {
  return block.getByRole('button', { name, exact: true }).dispatchEvent('click')
}

const folder = path.join(import.meta.dirname, '../../../dist')

test('a deck in a frame of another site runs code where that site is isolated and allows it', { tag: '@firefox-in-full' }, async ({ page }) => {
  await using other = await startOtherSite()
  const { url, close } = await serveSite({ folder, embeddedBy: 'cross-origin' })
  try {
    const frame = await embed(page, other, url, 'allow="cross-origin-isolated"', ISOLATING)
    expect(await isIsolated(frame)).toBe(true)
    const block = frame.locator('.live-code:visible').first()
    await press(block, 'Run')
    await expect(block.locator('.live-status')).toHaveAttribute('data-status', 'finished')
  }
  finally {
    await page.goto('about:blank')
    await close()
  }
})

test('where the other site is not isolated, or does not allow it, the slides are shown, a block says why TypeScript can’t run, and Python runs', { tag: '@firefox-in-full' }, async ({ page }) => {
  await using other = await startOtherSite()
  const { url, close } = await serveSite({ folder, embeddedBy: 'cross-origin' })
  try {
    for (const [allow, headers] of [['', ISOLATING], ['allow="cross-origin-isolated"', undefined]] as const) {
      const frame = await embed(page, other, url, allow, headers)
      // In an isolated page Firefox asks for no permission.
      const isAllowed = headers !== undefined && test.info().project.name === 'firefox'
      expect(await isIsolated(frame)).toBe(isAllowed)
      if (isAllowed)
        continue
      await expect(frame.locator('.live-code:visible').first()).toContainText('cross-origin isolated')
    }
    const block = page.frameLocator('#deck').locator('.live-code:visible').first()
    await press(block, 'Python')
    await press(block, 'Run')
    // Its thirteen megabytes come first.
    await expect(block.locator('.live-status')).toHaveAttribute('data-status', 'finished', { timeout: 240_000 })
  }
  finally {
    await page.goto('about:blank')
    await close()
  }
})

test('other sites’ frames are shown in an isolated page if they ask for it, or without credentials', async ({ page }) => {
  await using other = await startOtherSite()
  const body = '<script>parent.postMessage("shown " + location.pathname, "*")</script>'
  const plain = other.page(body)
  const willing = other.page(body, { 'Cross-Origin-Embedder-Policy': 'require-corp', 'Cross-Origin-Resource-Policy': 'cross-origin' })
  const { url, close } = await serveSite({ folder })
  try {
    await page.goto(url)
    const shown = await page.evaluate(async ([plain, willing]) => {
      const seen = new Set<string>()
      addEventListener('message', ({ data }) => seen.add(String(data)))
      const add = (address: string, credentialless: boolean) => new Promise<boolean>((resolve) => {
        const frame = document.createElement('iframe')
        if (credentialless)
          frame.setAttribute('credentialless', '')
        frame.src = address
        const mine = `shown ${new URL(address).pathname}`
        seen.delete(mine)
        // What is refused loads as well: an error page, which says nothing.
        frame.onload = () => setTimeout(() => resolve(seen.has(mine)), 200)
        document.body.append(frame)
      })
      return { willing: await add(willing!, false), plain: await add(plain!, false), credentialless: await add(plain!, true) }
    }, [plain, willing])
    expect(shown).toEqual({ willing: true, plain: false, credentialless: true })
  }
  finally {
    await page.goto('about:blank')
    await close()
  }
})
