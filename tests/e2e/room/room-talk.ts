/** A talk with a room: the presenter's window, the audience's, and guests on devices of their own. */
import type { BrowserContext, Locator, Page, WebSocketRoute } from '@playwright/test'
import type { RoomSite } from '../../../scripts/present/room-site'
import type { Mosquitto } from './mosquitto'
import path from 'node:path'
import { expect } from '@playwright/test'
import { networkAddresses } from '../../../scripts/present/addresses'
import { serveRoom } from '../../../scripts/present/room-site'

const folder = path.join(import.meta.dirname, '../../../dist')
/** The address at which guests reach this machine; a page on plain http from there is not a secure context. */
export const [host = 'localhost'] = networkAddresses()
const addressOf = (port: number) => `http://${host}:${port}/`

export const PHONE = { width: 390, height: 780 }
export const LARGE_PHONE = { width: 430, height: 900 }
export const TABLET = { width: 1024, height: 700 }

/** A place in the talk, by a window's address. */
export function placeOf(page: Page): string {
  const [, slide, clicks = '0'] = /^#\/(?:presenter\/)?(\d+)(?:\?clicks=(\d+))?/.exec(new URL(page.url()).hash) ?? []
  return `slide ${slide}, ${clicks} clicks`
}

/** A guest's panel under the slide. */
export function panel(page: Page): Locator {
  return page.getByRole('region', { name: 'The room' })
}

/** A guest's network, which can fail. */
export class Network {
  private works = true
  private readonly sockets = new Set<WebSocketRoute>()

  async carry(page: Page) {
    await page.routeWebSocket(/.*/, (socket) => {
      if (!this.works)
        return void socket.close()
      const server = socket.connectToServer()
      this.sockets.add(socket).add(server)
    })
  }

  async cut() {
    this.works = false
    await Promise.all([...this.sockets].map(socket => socket.close()))
    this.sockets.clear()
  }

  repair() {
    this.works = true
  }
}

/** What a test needs of a talk with a room. */
export interface RoomTalk {
  presenter: Page
  audience: Page
  /** The room's part of the presenter's bar. */
  sign: Locator
  /** The address at which guests join. */
  join: string
  /** Opens a guest's device, which shares nothing with other pages of the browser. */
  guest: (size: { width: number, height: number }, network?: Network) => Promise<Page>
  /** Stops the relay and starts it again; `meanwhile` runs while there is none. */
  restartRelay: (meanwhile: () => Promise<void>) => Promise<void>
}

/**
 * Opens a room, runs a test in it, and closes it.
 *
 * @param presenter the presenter's page, in a browser's context of its own
 * @param first number of the slide to begin with
 * @param mosquitto a broker to be used instead of the deck's own
 * @param talk the test
 */
export async function withRoom(presenter: Page, first: number, mosquitto: Mosquitto | undefined, talk: (room: RoomTalk) => Promise<void>): Promise<void> {
  const context = presenter.context()
  const guests: BrowserContext[] = []
  let site: RoomSite = await serveRoom({ folder, port: 0, guestsPort: 0, addressOf, relay: mosquitto?.url })
  const ports = { port: Number(new URL(site.url).port), guestsPort: Number(new URL(site.guestsUrl).port) }
  try {
    await presenter.goto(site.url.replace('/presenter/1', `/presenter/${first}`))
    const sign = presenter.locator('.room-sign > button')
    await expect(sign).toHaveText('0 follow')
    const audience = await context.newPage()
    await audience.goto(new URL(`/#/${first}`, site.url).href)
    await presenter.bringToFront()
    await presenter.keyboard.press('j')
    const join = await audience.getByRole('dialog', { name: 'How to join the room' }).locator('.room-address').textContent()
    await presenter.keyboard.press('j')
    await expect(audience.getByRole('dialog')).toHaveCount(0)

    await talk({
      presenter,
      audience,
      sign,
      join: join!.trim(),
      async guest(viewport, network) {
        const isPhone = viewport.width < 500
        const device = await context.browser()!.newContext({ viewport, isMobile: isPhone, hasTouch: isPhone, reducedMotion: 'reduce' })
        guests.push(device)
        const page = await device.newPage()
        await network?.carry(page)
        await page.goto(join!.trim())
        await expect(page.locator('.guest-panel')).toHaveAttribute('data-status', 'live')
        return page
      },
      async restartRelay(meanwhile) {
        await (mosquitto ? mosquitto.stop() : site.close())
        await expect(sign).toContainText('no connection')
        await meanwhile()
        if (mosquitto)
          await mosquitto.start()
        else
          site = await serveRoom({ folder, ...ports, addressOf })
        await expect(sign).toContainText('follow')
      },
    })
  }
  finally {
    for (const device of guests)
      await device.close()
    await site.close()
    await mosquitto?.close()
  }
}
