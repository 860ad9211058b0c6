import type { BenchRow } from '../row'
import { openBenchDeck, openEditor, typeSource } from '../bench-deck'
import { FRAME_BAR, measurementOfFrames } from '../frames'

const STEPS = 10_000

/** Each increment is two steps. */
const SOURCE = `import * as shared from 'shared'
import { Thread } from 'threading'
import { range } from 'builtins'

const counter = shared.int(0)
function work() {
  for (const _ of range(${STEPS / 4})) counter.value += 1
}

export function main() {
  const threads = [new Thread({ target: work }), new Thread({ target: work })]
  for (const thread of threads) thread.start()
  for (const thread of threads) thread.join()
}
`
const SECONDS = 6
/** Moves of the pointer from one end to the other. */
const MOVES = 60

/** The frames of the page while somebody goes from end to end through a long schedule. */
export const stepper: BenchRow = {
  name: 'stepper',
  what: `a schedule of ${STEPS} steps, gone through from end to end: the page's longest frame`,
  bar: FRAME_BAR,
  async measure() {
    await using deck = await openBenchDeck()
    const { page } = deck
    await openEditor(deck, 1, '.live-rest')
    await typeSource(page, SOURCE)
    await page.getByRole('tab', { name: 'Schedules' }).first().click()
    await page.getByRole('button', { name: 'Be the scheduler' }).click()
    await page.getByRole('button', { name: 'Finish from here' }).click()
    await page.getByText(`of ${STEPS}`).first().waitFor({ timeout: 60_000 })
    const box = (await page.locator('.schedule-lanes:visible').first().boundingBox())!
    const y = box.y + box.height / 2
    await page.mouse.move(box.x + 2, y)
    await page.mouse.down()
    const watching = page.evaluate(seconds => new Promise<number[]>((resolve) => {
      const frames: number[] = []
      const begin = performance.now()
      let last = begin
      const step = (now: number): void => {
        frames.push(now - last)
        last = now
        if (now - begin > seconds * 1000)
          resolve(frames.slice(1))
        else
          requestAnimationFrame(step)
      }
      requestAnimationFrame(step)
    }), SECONDS)
    for (const end = performance.now() + SECONDS * 1000; performance.now() < end;) {
      await page.mouse.move(box.x + box.width - 2, y, { steps: MOVES })
      await page.mouse.move(box.x + 2, y, { steps: MOVES })
    }
    await page.mouse.up()
    return measurementOfFrames(await watching)
  },
}
