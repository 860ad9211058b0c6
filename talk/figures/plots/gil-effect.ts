import type { FigureDefinition } from '../plot'
import type { NamedBar } from './bars'
import { figuresOf, median, provenanceOf, recordingOf } from '../../../live/recordings/recordings'
import { namedBars } from './bars'

function recorded(demo: string): number {
  const recording = recordingOf(demo)
  return median(figuresOf(recording, 'threads', 'seconds')) / median(figuresOf(recording, 'sequential', 'seconds'))
}

/** What is no gain: within this of one after the other. */
const NO_GAIN = 0.1

function verdict(value: number): string {
  return value > 1 - NO_GAIN ? 'no gain' : `${(1 / value).toFixed(1)} times as fast`
}

const bars: NamedBar[] = ([
  ['computing in Python', recorded('gil-cpu')],
  ['sha256, in C', recorded('gil-sha256')],
  ['waiting for I/O', recorded('gil-io')],
] as const).map(([name, value]) => ({
  name,
  value,
  text: `${value.toFixed(2)} × · ${verdict(value)}`,
  // Only where something is gained it is the threads' doing.
  accent: value > 1 - NO_GAIN ? 'none' : 'threads',
}))

/** What two threads take, over one after the other. */
export const gilEffect: FigureDefinition = {
  alt: `Time of two threads over one after the other, with the GIL. ${bars.map(bar => `${bar.name}: ${bar.text}`).join('. ')}.`,
  provenance: `${provenanceOf(recordingOf('gil-cpu'))}, median`,
  options: plot => namedBars(plot, bars, { height: 230, names: 220, room: 230, line: { at: 1, says: 'one after the other' } }),
}
