import type { Page, Route } from '@playwright/test'
import process from 'node:process'
import { expect } from '@playwright/test'
import { LiveBlock, slideWith } from '../live/live-block'
import { test } from '../sites/fixtures'

// What the service worker fetches goes past the test: the network is to be as bad as it is for a first visit.
test.use({ serviceWorkers: 'block' })

/** Lets so many files of the deck through, then none until the network is put back. */
async function cutAfter(page: Page, files: number) {
  let left = files
  let isCut = false
  const answer = (route: Route) => {
    if (left-- > 0)
      return route.continue()
    isCut = true
    return route.abort('internetdisconnected')
  }
  await page.route('**/*', answer)
  return {
    isCut: () => isCut,
    putBack: () => page.unroute('**/*', answer),
  }
}

/** After how many files; in full also amid the modules, where what is said and done is the same. */
const BREAKS = [['after its first slide', 60], ...process.env.FULL === '1' ? [['after the page itself', 1], ['amid its modules', 6]] as const : []] as const

for (const [when, files] of BREAKS) {
  test(`a network that breaks off ${when} says so, and slides and live code are there once it is back`, async ({ page, site }) => {
    const url = await site('built')
    const network = await cutAfter(page, files)
    const slide = await slideWith('lost-update')
    await page.goto(`${url}#/${slide}`)
    await expect.poll(network.isCut).toBe(true)
    const line = page.getByRole('alert').filter({ hasText: 'The network broke off' })
    await expect(line).toBeVisible()
    await expect(line.getByRole('button', { name: 'Reload' })).toBeVisible()
    await network.putBack()
    const block = new LiveBlock(page, 'lost-update')
    await expect(block.root.locator('.live-rest[data-colored]')).toBeVisible()
    await block.button('Run').click()
    await block.ended('finished')
    await expect(line).toHaveCount(0)
  })
}

test('a part that the server does not have any more is not asked for without end: a line says so', async ({ page, site }) => {
  let asked = 0
  await page.route(/\/assets\/modules\/stage-/, (route) => {
    asked += 1
    return route.fulfill({ status: 404, body: '' })
  })
  await page.goto(await site('built'))
  await expect(page.getByRole('alert').filter({ hasText: 'A part of the deck could not be loaded' })).toBeVisible()
  await expect(page.locator('.slidev-page-1')).toBeVisible()
  expect(asked).toBeLessThan(10)
})
