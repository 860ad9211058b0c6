import type { FigureDefinition } from '../plot'
import type { NamedBar } from './bars'
import { figuresOf, median, provenanceOf, recordingOf, shownSeconds } from '../../../live/recordings/recordings'
import { namedBars } from './bars'

const recording = recordingOf('two-hundred-waits')

const WAYS = [
  ['sequential', 'one by one', 'none'],
  ['pool', 'default pool', 'threads'],
  ['tothread', 'to_thread', 'threads'],
  ['threads', 'pool of 100', 'threads'],
  ['asyncio', 'asyncio', 'asyncio'],
] as const

const bars: NamedBar[] = WAYS.map(([variant, name, accent]) => {
  const value = median(figuresOf(recording, variant, 'seconds'))
  return { name, accent, value, text: shownSeconds(value) }
})

/** 200 waits of 50 ms, in five ways. */
export const twoHundredWaits: FigureDefinition = {
  alt: `Seconds for 200 waits of 50 ms. ${bars.map(bar => `${bar.name}: ${bar.text}`).join('. ')}.`,
  provenance: `${provenanceOf(recording)}, median`,
  options: plot => namedBars(plot, bars, { height: 320 }),
}
