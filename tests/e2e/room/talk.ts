import type { Page } from '@playwright/test'
import type { Mosquitto } from './mosquitto'
import { expect } from '@playwright/test'
import { LiveBlock, slideNumber, slideWith } from '../live/live-block'
import { host, LARGE_PHONE, panel, PHONE, placeOf, TABLET, withRoom } from './room-talk'

const DEMO = 'downloads'

/**
 * What a room is for, on one slide: guests follow, vote, ask, look elsewhere, lose the relay, join late, take the code.
 *
 * @param presenter the presenter's page, in a browser's context of its own
 * @param mosquitto a broker to be used instead of the deck's own
 */
export async function talkWithRoom(presenter: Page, mosquitto?: Mosquitto): Promise<void> {
  const first = await slideWith(DEMO)
  await withRoom(presenter, first, mosquitto, async ({ audience, sign, guest, restartRelay }) => {
    const phone = await guest(PHONE)
    const large = await guest(LARGE_PHONE)
    expect(await phone.evaluate(() => isSecureContext), 'a room works where a page may do least').toBe(host === 'localhost')
    await expect(sign).toContainText('2 follow')
    for (const page of [phone, large])
      await expect.poll(() => slideNumber(page)).toBe(first)

    await expect.poll(async () => {
      const slide = await phone.locator('#slide-content').boundingBox()
      const below = await panel(phone).boundingBox()
      return slide!.y >= 0 && slide!.y + slide!.height <= below!.y + 1
    }, 'the slide stands whole above the panel').toBe(true)

    // A vote; a device's second one replaces its first.
    await presenter.keyboard.press('a')
    await panel(phone).getByRole('group').getByRole('button').nth(0).click()
    await panel(large).getByRole('group').getByRole('button').nth(1).click()
    await expect(sign).toContainText('2 voted')
    await panel(phone).getByRole('group').getByRole('button').nth(1).click()
    await expect(panel(phone).getByRole('button', { pressed: true })).toHaveCount(1)
    await expect(audience.locator('.room-poll')).toContainText('2 votes')
    // Messages are taken in order: once the question is there, the vote before it is too.
    await panel(phone).getByRole('textbox').fill('Why not processes?')
    await panel(phone).getByRole('button', { name: 'Send' }).click()
    await expect(sign).toContainText('1 asks')
    await presenter.keyboard.press('a')
    await expect(audience.locator('.room-poll dd')).toHaveText(['0', '2'])
    await expect(panel(large).locator('dd')).toHaveText(['0', '2'])
    await presenter.keyboard.press('a')

    // A run, as it goes on.
    const shown = new LiveBlock(presenter, DEMO)
    await presenter.keyboard.press('Control+Enter')
    await expect(shown.output).toContainText('pages in')
    const printed = await shown.output.textContent()
    for (const page of [phone, large]) {
      await expect(new LiveBlock(page, DEMO).output).toContainText('pages in')
      expect(await new LiveBlock(page, DEMO).output.textContent()).toBe(printed)
    }

    // Only the speaker sees a question until it is released; a second press projects it.
    await expect(panel(large)).not.toContainText('Why not processes?')
    await sign.click()
    await presenter.getByRole('list', { name: 'Waiting questions' }).getByRole('button', { name: 'release' }).click()
    await sign.click()
    await panel(large).getByRole('button', { name: 'Me too: Why not processes?' }).click()
    await expect(panel(phone)).toContainText('▲ 1')
    await expect(audience.locator('.room-question')).toHaveCount(0)
    await presenter.keyboard.press('q')
    await expect(audience.locator('.room-question')).toHaveText('Why not processes?')
    await presenter.keyboard.press('q')

    // The talk goes on without the relay, and guests catch up when it is back.
    await restartRelay(async () => {
      await presenter.keyboard.press('ArrowRight')
      await expect.poll(() => slideNumber(audience)).toBeGreaterThan(first)
    })
    for (const page of [phone, large])
      await expect.poll(() => placeOf(page)).toBe(placeOf(presenter))

    // A guest looks elsewhere, and comes back.
    await phone.keyboard.press('ArrowLeft')
    await expect(panel(phone)).toContainText('You are looking around')
    await panel(phone).getByRole('button', { name: 'Follow again' }).click()
    await expect.poll(() => placeOf(phone)).toBe(placeOf(presenter))

    // The presenter's reload keeps the room.
    await presenter.reload()
    await presenter.locator('.room-sign').waitFor()
    await presenter.evaluate(no => location.hash = `/presenter/${no}`, first)
    for (const page of [phone, large])
      await expect.poll(() => slideNumber(page)).toBe(first)

    // A guest who joins late sees what there is.
    const late = await guest(TABLET)
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
  })
}
