import type { BenchRow } from '../row'
import { kilobytesOf } from '../first-slide-bytes'
import { median, spreadOf } from '../row'
import { buildStock } from '../stock-deck'

const LIMIT_KILOBYTES = 150
const ROUNDS = 3

/** What the addon adds to what moves before the first slide of a deck that names it and does nothing else. */
export const addonFirstSlide: BenchRow = {
  name: 'addon-first-slide',
  what: 'what is asked for before the first slide of a stock Slidev deck is complete, compressed, with the addon in its headmatter against without',
  bar: 'at most 150 kB more',
  untimed: true,
  async measure() {
    const without = await kilobytesOf(buildStock())
    const folder = buildStock({ addon: true })
    const withAddon: number[] = []
    for (let round = 0; round < ROUNDS; round++)
      withAddon.push(await kilobytesOf(folder))
    const ours = median(withAddon)
    return { ours, peer: without, unit: 'kB', spread: spreadOf(withAddon), holds: ours <= without + LIMIT_KILOBYTES }
  },
}
