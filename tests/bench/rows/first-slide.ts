import type { BenchRow } from '../row'
import path from 'node:path'
import { buildIfStale } from '../../../scripts/setup/build.mjs'
import { kilobytesOf } from '../first-slide-bytes'
import { median, spreadOf } from '../row'
import { buildStock } from '../stock-deck'

const root = path.join(import.meta.dirname, '../../..')
const LIMIT_KILOBYTES = 1000
const ROUNDS = 3

/** What moves before the first slide is there. */
export const firstSlide: BenchRow = {
  name: 'first-slide',
  what: 'what is asked for before the first slide is complete, compressed, against a stock Slidev deck with one {monaco-run} block',
  bar: 'ratio <= 0.2 and <= 1 MB',
  untimed: true,
  async measure() {
    if (await buildIfStale() !== 0)
      throw new Error('the deck can\'t be built')
    const theirs = await kilobytesOf(buildStock())
    const ours: number[] = []
    for (let round = 0; round < ROUNDS; round++)
      ours.push(await kilobytesOf(path.join(root, 'dist')))
    const ratio = median(ours) / theirs
    return { ours: median(ours), peer: theirs, unit: 'kB', ratio, spread: spreadOf(ours), holds: ratio <= 0.2 && median(ours) <= LIMIT_KILOBYTES }
  },
}
