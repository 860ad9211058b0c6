import type { BenchRow } from '../row'
import { openBenchDeck, openEditor, typeSource, untilKept } from '../bench-deck'
import { FRAME_BAR, measurementOfFrames } from '../frames'

/** A hundred thousand lines, and three records for each of 350,000 switches between tasks. */
const SOURCE = `import * as asyncio from 'asyncio'
import { print } from 'builtins'

async function hop() {
  for (let i = 0; i < 175_000; i++) await asyncio.sleep(0)
}

export async function main() {
  for (let i = 0; i < 100_000; i++) print(i)
  await asyncio.gather(hop(), hop())
  print('the end')
}
`

/** The longest frames of the page beside a flood of lines and records. */
export const flood: BenchRow = {
  name: 'flood',
  what: '100,000 printed lines and 1,000,000 trace records in one run: the page\'s longest frame',
  bar: `${FRAME_BAR}, nothing lost without a word`,
  async measure() {
    await using deck = await openBenchDeck()
    const { page } = deck
    await openEditor(deck, 1, '.live-rest')
    await typeSource(page, SOURCE)
    await untilKept(page)
    const watching = page.evaluate(() => new Promise<number[]>((resolve) => {
      const frames: number[] = []
      let last = performance.now()
      const step = (now: number): void => {
        frames.push(now - last)
        last = now
        const ended = [...document.querySelectorAll('[role=log]')].some(element => element.textContent.includes('the end'))
        if (ended || frames.length > 6000)
          resolve(frames.slice(1))
        else
          requestAnimationFrame(step)
      }
      requestAnimationFrame(step)
    }))
    await page.keyboard.press('ControlOrMeta+Enter')
    return measurementOfFrames(await watching)
  },
}
