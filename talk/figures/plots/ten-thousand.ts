import type { FigureDefinition } from '../plot'
import type { NamedBar } from './bars'
import { figuresOf, median, provenanceOf, recordingOf, shownSeconds } from '../../../live/recordings/recordings'
import { namedBars } from './bars'

const recording = recordingOf('ten-thousand')

const bars: NamedBar[] = ([['threads', 'threads'], ['asyncio', 'tasks']] as const).map(([accent, name]) => {
  const value = median(figuresOf(recording, accent, 'seconds'))
  return { name: `10,000 ${name}`, accent, value, text: shownSeconds(value) }
})

/** Ten thousand waits of one second. */
export const tenThousand: FigureDefinition = {
  alt: `Seconds for ten thousand waits of one second. ${bars.map(bar => `${bar.name}: ${bar.text}`).join('. ')}.`,
  provenance: `${provenanceOf(recording)}, median`,
  options: plot => namedBars(plot, bars, { height: 150 }),
}
