import type { Page } from '@playwright/test'
import type { Mosquitto } from './mosquitto'
import type { RoomTalk } from './room-talk'
import { expect } from '@playwright/test'
import { talkSlides } from '../../../scripts/notes/slides.mjs'
import { LiveBlock, slideWith } from '../live/live-block'
import { LARGE_PHONE, Network, panel, PHONE, placeOf, TABLET, withRoom } from './room-talk'

/** How many slides a phone is without a network. */
const OFFLINE_SLIDES = 3

/**
 * The first half of the talk with a room, click by click: two phones follow from the first slide, one of which loses its network on
 * the way, and a third guest joins late.
 *
 * @param presenter the presenter's page, in a browser's context of its own
 * @param mosquitto a broker to be used instead of the deck's own
 */
export async function halfATalk(presenter: Page, mosquitto?: Mosquitto): Promise<void> {
  const demos = new Map<number, (room: RoomTalk, guests: readonly Page[]) => Promise<void>>()
  for (const [demo, act] of [['downloads', runs], ['hello-threads', types], ['lost-update', predicts]] as const)
    demos.set(await slideWith(demo), (room, guests) => act(room, guests, demo))
  const offlineFrom = await slideWith('hello-threads')
  const lateFrom = await slideWith('lost-update')
  const path = (await talkSlides()).filter(({ optional }) => !optional).map(({ no }) => no)
  const last = path[Math.ceil(path.length / 2)]!

  await withRoom(presenter, 1, mosquitto, async (room) => {
    const network = new Network()
    const phone = await room.guest(PHONE, network)
    const guests = [await room.guest(LARGE_PHONE), phone]
    let offline: { since: string, slides: number } | undefined
    const done = new Set<number>()
    for (;;) {
      const slide = slideNumberOf(presenter)
      const follow = guests.filter(page => !offline || page !== phone)
      for (const page of [room.audience, ...follow])
        await expect.poll(() => placeOf(page), `follows to ${placeOf(presenter)}`).toBe(placeOf(presenter))
      if (!done.has(slide)) {
        done.add(slide)
        if (slide === lateFrom)
          guests.push(await room.guest(TABLET))
        await demos.get(slide)?.(room, offline ? follow : guests)
        if (offline && ++offline.slides > OFFLINE_SLIDES) {
          expect(placeOf(phone), 'a phone without a network stays where it was').toBe(offline.since)
          await expect(phone.locator('.guest-panel')).toHaveAttribute('data-status', 'away')
          network.repair()
          offline = undefined
          await expect.poll(() => placeOf(phone)).toBe(placeOf(presenter))
        }
        if (slide === offlineFrom) {
          offline = { since: placeOf(phone), slides: 0 }
          await network.cut()
        }
        if (slide === last)
          break
      }
      const before = placeOf(presenter)
      await presenter.keyboard.press('ArrowRight')
      await expect.poll(() => placeOf(presenter)).not.toBe(before)
    }
    // Schedules are on a slide below the path.
    await presenter.evaluate(no => location.hash = `/presenter/${no}`, await slideWith('two-increments'))
    await steps(room, guests, 'two-increments')
    await expect(room.sign).toContainText('3 follow')
    for (const page of guests)
      await expect(page.locator('.guest-panel')).toHaveAttribute('data-status', 'live')
  })
}

function slideNumberOf(presenter: Page): number {
  return Number(/slide (\d+)/.exec(placeOf(presenter))![1])
}

/** Guests get the output of a run, line by line the same. */
async function runs({ presenter }: RoomTalk, guests: readonly Page[], demo: string) {
  const shown = new LiveBlock(presenter, demo)
  await presenter.keyboard.press('Control+Enter')
  await shown.ended('finished')
  const printed = await shown.output.textContent()
  for (const page of guests) {
    await new LiveBlock(page, demo).ended('finished')
    await expect(new LiveBlock(page, demo).output).toHaveText(printed!)
  }
}

/** Guests get what is typed: the next step, and an edit. */
async function types({ presenter }: RoomTalk, guests: readonly Page[], demo: string) {
  await presenter.keyboard.press('Shift+N')
  const code = new LiveBlock(presenter, demo).root
  await expect(code.locator('.live-steps')).toContainText('step 2')
  for (const page of guests)
    await expect(new LiveBlock(page, demo).root.locator('.live-steps')).toContainText('step 2')
  const block = new LiveBlock(presenter, demo)
  await block.edit(1)
  await presenter.keyboard.press('Home')
  await presenter.keyboard.type('// typed on stage\n')
  for (const page of guests)
    await expect(new LiveBlock(page, demo).line(1)).toContainText('// typed on stage')
  await block.leave()
  await presenter.keyboard.press('r')
  for (const page of guests)
    await expect(new LiveBlock(page, demo).line(1)).not.toContainText('// typed on stage')
}

/** The room predicts, and the right answer is marked once the run has shown it, and not before. */
async function predicts(room: RoomTalk, guests: readonly Page[], demo: string) {
  const { presenter, audience, sign } = room
  await presenter.keyboard.press('a')
  for (const [i, page] of guests.entries())
    await panel(page).getByRole('group').getByRole('button').nth(i % 2).click()
  await expect(sign).toContainText(`${guests.length} voted`)
  await presenter.keyboard.press('a')
  const counts = [Math.ceil(guests.length / 2), Math.floor(guests.length / 2)].map(String)
  const pages = [audience.locator('.room-poll'), ...guests.map(page => panel(page))]
  for (const place of pages) {
    await expect(place.locator('dd')).toHaveText(counts)
    await expect(place.getByText('is what happened')).toHaveCount(0)
  }
  await runs(room, guests, demo)
  // With the GIL this program loses no update.
  for (const place of pages)
    await expect(place.locator('.right dt')).toContainText('None')
  await presenter.keyboard.press('a')
  await expect(audience.locator('.room-poll')).toContainText('0 votes')
  await presenter.keyboard.press('a')
  await presenter.keyboard.press('a')
}

/** Guests see each step of a schedule that is chosen on stage, and what an exploration found; nothing of it runs on their devices. */
async function steps({ presenter }: RoomTalk, guests: readonly Page[], demo: string) {
  const block = new LiveBlock(presenter, demo)
  const stepsOf = (page: Page) => new LiveBlock(page, demo).root.getByRole('group', { name: /^Steps of the schedule/ })
  await presenter.keyboard.press('s')
  for (const page of [presenter, ...guests])
    await expect(new LiveBlock(page, demo).root.locator('.schedule-ends > li').first()).toBeVisible()
  for (const page of guests)
    await expect(new LiveBlock(page, demo).root.locator('.schedule-ends strong')).toHaveText(await block.root.locator('.schedule-ends strong').allTextContents())
  await block.button('Be the scheduler').click()
  await stepsOf(presenter).focus()
  for (const [key, says] of [['2', 'begins'], ['2', 'reads counter: 0'], ['3', 'begins'], ['3', 'reads counter: 0']] as const) {
    await presenter.keyboard.press(key)
    for (const page of [presenter, ...guests])
      await expect(stepsOf(page).getByRole('row').and(page.locator('[aria-current]'))).toContainText(says)
    await expect(stepsOf(presenter).getByRole('list', { name: 'Who goes next' }).getByRole('button').first()).toBeEnabled()
  }
  await presenter.keyboard.press('ArrowLeft')
  for (const page of guests)
    await expect(stepsOf(page).locator('.schedule-place')).toHaveText(await stepsOf(presenter).locator('.schedule-place').textContent() ?? '')
  await presenter.keyboard.press('Escape')
  for (const page of guests)
    await expect(stepsOf(page)).toHaveCount(0)
}
