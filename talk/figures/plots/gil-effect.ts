import type { FigureDefinition } from '../plot'
import type { NamedBar } from './bars'
import { ELSEWHERE_PROVENANCE, elsewhereValue, figuresOf, median, provenanceOf, recordingOf } from '../../../live/recordings/recordings'
import { namedBars } from './bars'

function recorded(demo: string): number {
  const recording = recordingOf(demo)
  return median(figuresOf(recording, 'threads', 'seconds')) / median(figuresOf(recording, 'sequential', 'seconds'))
}

const WORK = [
  ['computing in Python', recorded('gil-cpu')],
  ['sha256, in C *', elsewhereValue('sha256-threads').low / elsewhereValue('sha256-sequential').low],
  ['waiting for I/O', recorded('gil-io')],
] as const

const bars: NamedBar[] = WORK.map(([name, value]) => ({
  name,
  value,
  text: `${value.toFixed(2)} ×`,
  accent: 'threads',
}))

/** What two threads take, over one after the other. */
export const gilEffect: FigureDefinition = {
  alt: `Time of two threads over one after the other, with the GIL. ${bars.map(bar => `${bar.name}: ${bar.text}`).join('. ')}.`,
  provenance: `${provenanceOf(recordingOf('gil-cpu'))}, median · * ${ELSEWHERE_PROVENANCE}, CPython 3.15`,
  options: plot => namedBars(plot, bars, { height: 210, names: 220 }),
}
