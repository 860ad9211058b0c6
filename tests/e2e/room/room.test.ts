import { expect } from '@playwright/test'
import { test } from '../sites/fixtures'
import { halfATalk } from './half-a-talk'
import { talkWithRoom } from './talk'

test('guests follow a talk, vote and ask, over the relay of npm run present', async ({ page }) => {
  await talkWithRoom(page)
})

test('guests follow half of the talk click by click, over the relay of npm run present', { tag: '@in-full' }, async ({ page }) => {
  test.setTimeout(900_000)
  await halfATalk(page)
})

test('on https, guests and the presenter see at once that a relay with ws: can’t be reached', async ({ page, site }) => {
  const own = await site('built')
  const asked: string[] = []
  page.on('websocket', socket => asked.push(socket.url()))
  await page.route('https://talk.example/**', async (route) => {
    const { pathname, search } = new URL(route.request().url())
    if (pathname === '/room.json')
      return route.fulfill({ json: { relay: 'ws://broker.example/mqtt' } })
    return route.fulfill({ response: await route.fetch({ url: new URL(pathname.slice(1) + search, own).href }) })
  })
  for (const address of [`?room=${'A'.repeat(43)}`, '?present#/presenter/1']) {
    await page.goto(`https://talk.example/${address}`)
    await expect(page.getByRole('alert').filter({ hasText: 'wss: only' })).toBeVisible()
  }
  expect(asked.filter(url => url.includes('broker'))).toEqual([])
})

test('without a room there is no connection, and no code of one', async ({ page, site }) => {
  const asked: string[] = []
  const sockets: string[] = []
  page.on('request', request => asked.push(new URL(request.url()).pathname))
  page.on('websocket', socket => sockets.push(socket.url()))
  await page.goto(await site('built'))
  await page.locator('[data-slidev-no="1"] h1').first().waitFor()
  // The code of the stage is fetched in the idle time after the first slide, and a room would begin with it.
  await expect.poll(() => asked.some(file => /\/stage-[\w-]+\.js$/.test(file))).toBe(true)
  await page.keyboard.press('j')
  await expect(page.getByText('There is no room')).toBeVisible()
  expect(sockets).toEqual([])
  expect(asked.filter(file => /room\.json/.test(file))).toEqual([])
  expect(asked.filter(file => /(?:RoomLayer|GuestPanel|guest-room|presenter-room|room-file)-/.test(file))).toEqual([])
})
