import type { BenchRow } from '../row'
import { openBenchDeck, openEditor, typeSource } from '../bench-deck'
import { FRAME_BAR, measurementOfFrames } from '../frames'

const TASKS = 1000
const RECORDS = 200_000

/** Each turn of a task writes two records at least: it runs, and it is ready. */
const SOURCE = `import * as asyncio from 'asyncio'
import { print } from 'builtins'

async function hop() {
  for (let i = 0; i < ${RECORDS / TASKS / 2}; i++) await asyncio.sleep(0)
}

export async function main() {
  const tasks = []
  for (let i = 0; i < ${TASKS}; i++) tasks.push(asyncio.createTask(hop()))
  await asyncio.gather(...tasks)
  print('the end')
}
`
const SECONDS = 6

/** The frames of the page while a person moves through a large timeline. */
export const timeline: BenchRow = {
  name: 'timeline',
  what: `${TASKS} lanes and ${RECORDS} records, zoomed into, panned and scrolled: the page's longest frame`,
  bar: FRAME_BAR,
  async measure() {
    await using deck = await openBenchDeck()
    const { page } = deck
    await openEditor(deck, 1, '.live-rest')
    await typeSource(page, SOURCE)
    await page.keyboard.press('ControlOrMeta+Enter')
    await page.getByRole('log', { name: 'Output' }).getByText('the end').waitFor({ timeout: 60_000 })
    await page.getByRole('tab', { name: 'Summary' }).first().click()
    // The task of main is one of them.
    await page.getByText((TASKS + 1).toLocaleString('en'), { exact: true }).waitFor()
    if (await page.getByText('records missing').count() > 0)
      throw new Error('not all records came')
    const box = (await page.locator('.timeline-plot canvas:visible').first().boundingBox())!
    await page.mouse.move(box.x + box.width * 0.6, box.y + box.height / 2)
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
    const moves = [[0, -120], [0, -120], [60, 0], [60, 0], [-60, 0], [0, 120]] as const
    for (const end = performance.now() + SECONDS * 1000; performance.now() < end;) {
      for (const [x, y] of moves)
        await page.mouse.wheel(x, y)
    }
    return measurementOfFrames(await watching)
  },
}
