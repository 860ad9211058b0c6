import type { FigureDefinition } from '../plot'
import type { NamedBar } from './bars'
import { ELSEWHERE_PROVENANCE, elsewhereValue, shown } from '../../../live/recordings/recordings'
import { namedBars } from './bars'

const WAYS = [
  ['cpu-job-inline', 'on the loop', 'asyncio'],
  ['cpu-job-thread', 'in a thread', 'threads'],
  ['cpu-job-process', 'in a process', 'none'],
] as const

const bars: NamedBar[] = WAYS.map(([id, name, accent]) => {
  const { low } = elsewhereValue(id)
  return { name, accent, value: low, text: `${shown(low)}/s` }
})

/** Requests that an asyncio server answers beside a CPU-bound job. */
export const hybridCpu: FigureDefinition = {
  alt: `Requests a second that an asyncio server answers while a job computes for one second. ${bars.map(bar => `${bar.name}: ${bar.text}`).join('. ')}.`,
  provenance: `${ELSEWHERE_PROVENANCE}, CPython with the GIL, requests over sockets; the scale is logarithmic`,
  options: plot => namedBars(plot, bars, { height: 200, log: true, names: 150 }),
}
