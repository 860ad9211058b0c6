/** A talk with a room: the presenter's window, the audience's, and guests on devices of their own. */
import type { Browser, Page } from '@playwright/test'
import type { Mosquitto } from './mosquitto'
import path from 'node:path'
import { expect } from '@playwright/test'
import { networkAddresses } from '../../../scripts/present/addresses'
import { serveRoom } from '../../../scripts/present/room-site'
import { LiveBlock, slideNumber, slideWith } from '../live/live-block'

const folder = path.join(import.meta.dirname, '../../../dist')
/** Under which guests reach this machine; plain http from there is no secure context. */
export const [host = 'localhost'] = networkAddresses()
const addressOf = (port: number) => `http://${host}:${port}/`
const DEMO = 'downloads'

/** A guest's device: nothing is shared with other pages of the browser. */
async function openGuest(browser: Browser, join: string, viewport: { width: number, height: number }): Promise<Page> {
  const page = await (await browser.newContext({ viewport, isMobile: viewport.width < 500, hasTouch: viewport.width < 500, reducedMotion: 'reduce' })).newPage()
  await page.goto(join)
  await expect(page.locator('.guest-panel')).toHaveAttribute('data-status', 'live')
  return page
}

const panel = (page: Page) => page.getByRole('region', { name: 'The room' })

/**
 * Half of a talk with a room: guests follow, vote, ask, look elsewhere, lose the relay, come late.
 *
 * @param presenter the presenter's page, in a browser's context of its own
 * @param mosquitto a broker in the place of the deck's own
 */
export async function talkWithRoom(presenter: Page, mosquitto?: Mosquitto): Promise<void> {
  const context = presenter.context()
  const browser = context.browser()!
  let room = await serveRoom({ folder, port: 0, guestsPort: 0, addressOf, relay: mosquitto?.url })
  const ports = { port: Number(new URL(room.url).port), guestsPort: Number(new URL(room.guestsUrl).port) }
  try {
    const first = await slideWith(DEMO)
    await presenter.goto(room.url.replace('/presenter/1', `/presenter/${first}`))
    const sign = presenter.locator('.room-sign > button')
    await expect(sign).toHaveText('0 follow')
    const audience = await context.newPage()
    await audience.goto(new URL(`/#/${first}`, room.url).href)
    await presenter.bringToFront()

    // The way in, on the audience's window.
    await presenter.keyboard.press('j')
    const join = await audience.getByRole('dialog', { name: 'The way into the room' }).locator('.room-address').textContent()
    await presenter.keyboard.press('j')
    await expect(audience.getByRole('dialog')).toHaveCount(0)

    const phone = await openGuest(browser, join!.trim(), { width: 390, height: 780 })
    const large = await openGuest(browser, join!.trim(), { width: 430, height: 900 })
    expect(await phone.evaluate(() => isSecureContext), 'it works where a page may do least').toBe(host === 'localhost')
    await expect(sign).toContainText('2 follow')
    for (const guest of [phone, large])
      await expect.poll(() => slideNumber(guest)).toBe(first)

    // A vote; the second one of a device replaces its first.
    await presenter.keyboard.press('a')
    await panel(phone).getByRole('group').getByRole('button').nth(0).click()
    await panel(large).getByRole('group').getByRole('button').nth(1).click()
    await expect(sign).toContainText('2 voted')
    await panel(phone).getByRole('group').getByRole('button').nth(1).click()
    await expect(panel(phone).getByRole('button', { pressed: true })).toHaveCount(1)
    await expect(audience.locator('.room-poll')).toContainText('2 votes')
    // What is said later is taken later: an answer to a question is the proof that the vote has come before it.
    await panel(phone).getByRole('textbox').fill('Why not processes?')
    await panel(phone).getByRole('button', { name: 'Send' }).click()
    await expect(sign).toContainText('1 asks')
    await presenter.keyboard.press('a')
    await expect(audience.locator('.room-poll dd')).toHaveText(['0', '2'])
    await expect(panel(large).locator('dd')).toHaveText(['0', '2'])
    await presenter.keyboard.press('a')

    // A run, as it goes on.
    const told = new LiveBlock(presenter, DEMO)
    await presenter.keyboard.press('Control+Enter')
    await expect(told.output).toContainText('pages in')
    const printed = await told.output.textContent()
    for (const guest of [phone, large]) {
      await expect(new LiveBlock(guest, DEMO).output).toContainText('pages in')
      expect(await new LiveBlock(guest, DEMO).output.textContent()).toBe(printed)
    }

    // A question is for the speaker alone until it is let through, and for the picture by a second press.
    await expect(panel(large)).not.toContainText('Why not processes?')
    await sign.click()
    await presenter.getByRole('list', { name: 'Questions that wait' }).getByRole('button', { name: 'let through' }).click()
    await sign.click()
    await panel(large).getByRole('button', { name: 'Me too: Why not processes?' }).click()
    await expect(panel(phone)).toContainText('▲ 1')
    await expect(audience.locator('.room-question')).toHaveCount(0)
    await presenter.keyboard.press('q')
    await expect(audience.locator('.room-question')).toHaveText('Why not processes?')
    await presenter.keyboard.press('q')

    // The relay goes, and comes back: the talk goes on meanwhile, and who follows catches up.
    if (!mosquitto) {
      await room.close()
      await expect(sign).toContainText('no connection')
      await presenter.keyboard.press('ArrowRight')
      await expect.poll(() => slideNumber(audience)).toBeGreaterThan(first)
      room = await serveRoom({ folder, ...ports, addressOf })
    }
    else {
      await presenter.keyboard.press('ArrowRight')
    }
    const next = await presenter.evaluate(() => Number(/\/presenter\/(\d+)/.exec(location.hash)![1]))
    for (const guest of [phone, large])
      await expect.poll(() => slideNumber(guest)).toBe(next)

    // A guest looks elsewhere, and comes back.
    await phone.keyboard.press('ArrowLeft')
    await expect(panel(phone)).toContainText('You are looking around')
    await panel(phone).getByRole('button', { name: 'Follow again' }).click()
    await expect.poll(() => slideNumber(phone)).toBe(next)

    // The presenter's reload is the same room.
    await presenter.reload()
    await presenter.locator('.room-sign').waitFor()
    await presenter.evaluate(no => location.hash = `/presenter/${no}`, first)
    for (const guest of [phone, large])
      await expect.poll(() => slideNumber(guest)).toBe(first)

    // One who comes late sees what there is.
    const late = await openGuest(browser, join!.trim(), { width: 1024, height: 700 })
    await expect.poll(() => slideNumber(late)).toBe(first)
    await expect(new LiveBlock(late, DEMO).output).toContainText('pages in')

    // A copy of the code is the guest's own: it is in no room, and says why it can't run where it can't.
    const watched = new LiveBlock(late, DEMO)
    await expect(watched.button('Run')).toHaveCount(0)
    await watched.button('Take it with you').click()
    const [copy] = await Promise.all([late.waitForEvent('popup'), watched.button('Open a copy of your own, to edit and run').click()])
    const own = new LiveBlock(copy, DEMO)
    await expect(own.root).toBeVisible()
    await expect(own.root).toContainText(host === 'localhost' ? 'Run' : 'https')
    await expect(panel(copy)).toHaveCount(0)
    for (const guest of [phone, large, late])
      await guest.context().close()
  }
  finally {
    await room.close()
    await mosquitto?.stop()
  }
}
