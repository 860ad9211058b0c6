import type { FigureDefinition } from '../plot'
import type { NamedBar } from './bars'
import { figuresOf, median, provenanceOf, recordingOf, shown } from '../../../live/recordings/recordings'
import { namedBars } from './bars'

const recording = recordingOf('waiting-costs')

const bars: NamedBar[] = ([['threads', 'a thread'], ['asyncio', 'a task']] as const).map(([accent, name]) => {
  const value = median(figuresOf(recording, accent, 'each'))
  return { name, accent, value, text: `${shown(value)} KiB` }
})

/** Memory of a thread and of a task while it waits. */
export const waitingCosts: FigureDefinition = {
  alt: `Memory of one that waits. ${bars.map(bar => `${bar.name}: ${bar.text}`).join('. ')}.`,
  provenance: `${provenanceOf(recording)}, median`,
  options: plot => namedBars(plot, bars, { height: 190, names: 110 }),
}
