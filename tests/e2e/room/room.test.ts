import { expect } from '@playwright/test'
import { test } from '../sites/fixtures'
import { talkWithRoom } from './talk'

test('guests follow a talk, vote and ask, by the relay of npm run present', async ({ page }) => {
  await talkWithRoom(page)
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
