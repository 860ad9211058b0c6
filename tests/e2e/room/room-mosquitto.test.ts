import { test } from '@playwright/test'
import { halfATalk } from './half-a-talk'
import { startMosquitto } from './mosquitto'
import { host } from './room-talk'
import { talkWithRoom } from './talk'

test('guests follow a talk, vote and ask, over a broker that knows nothing of rooms', async ({ page }) => {
  await talkWithRoom(page, await startMosquitto(host))
})

test('guests follow half of the talk click by click, over a broker that knows nothing of rooms', async ({ page }) => {
  test.setTimeout(900_000)
  await halfATalk(page, await startMosquitto(host))
})
