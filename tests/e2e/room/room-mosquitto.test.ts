import { test } from '@playwright/test'
import { startMosquitto } from './mosquitto'
import { host, talkWithRoom } from './talk'

test('guests follow a talk, vote and ask, by a broker that knows nothing of rooms', async ({ page }) => {
  const mosquitto = await startMosquitto(host)
  try {
    await talkWithRoom(page, mosquitto)
  }
  finally {
    await mosquitto.stop()
  }
})
