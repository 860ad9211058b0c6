import type { FigureDefinition } from '../plot'
import type { NamedBar } from './bars'
import { figuresOf, median, provenanceOf, recordingOf, shown } from '../../../live/recordings/recordings'
import { namedBars } from './bars'

const recording = recordingOf('hybrid-cpu')

const WAYS = [
  ['inline', 'on the loop', 'asyncio'],
  ['thread', 'in a thread', 'threads'],
  ['process', 'in a process', 'none'],
] as const

const bars: NamedBar[] = WAYS.map(([variant, name, accent]) => {
  const value = median(figuresOf(recording, variant, 'rate'))
  return { name, accent, value, text: `${shown(value)}/s` }
})

/** How often a loop answers while a job computes. */
export const hybridCpu: FigureDefinition = {
  alt: `Answers per second of a loop that has one due each millisecond, while a job computes. ${bars.map(bar => `${bar.name}: ${bar.text}`).join('. ')}.`,
  provenance: `${provenanceOf(recording)}, median`,
  options: plot => namedBars(plot, bars, { height: 250, names: 150 }),
}
