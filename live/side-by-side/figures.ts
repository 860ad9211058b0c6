import type { RunSummary } from '../../engine/protocol/run'
import type { Demo } from '../content/manifest'
import type { TranscriptTotals } from '../content/recording'
import { duration } from '../../engine/insight'

/** What the table says of one variant's run. */
export interface SideRun {
  summary: RunSummary
  totals: TranscriptTotals
  /** What the manifest reads off the output. */
  figures: Readonly<Record<string, number>>
}

/** A column of the table. */
export interface SideColumn {
  key: string
  title: string
  /** What the figure is, for those who want to know. */
  meaning: string
  /** What stands in a variant's cell; the first variant is what the others are compared with. */
  cell: (run: SideRun, first: SideRun | undefined) => string
}

/** The names under which manifests keep what the columns say anyway. */
const SAID = new Set(['seconds', 'wall', 'peakThreads', 'gilSwitches'])

/**
 * The columns of the table: the time and what it is over that of the first variant, how often the GIL changed hands, and
 * the demo's own figures, without those in which all variants agree by what they are.
 */
export function columnsOf(demo: Demo, mode: 'gil' | 'free'): SideColumn[] {
  const agreed = new Set((demo.agree ?? []).map(figure => figure.split('.')[1]))
  const own = Object.keys(demo.figures ?? {}).filter(name => !SAID.has(name) && !agreed.has(name))
  return [
    { key: 'time', title: 'time', meaning: 'From the call of main to the end of the last thread', cell: ({ summary }) => duration(summary.wall) },
    { key: 'ratio', title: '× first', meaning: 'Its time over that of the first one', cell: ({ summary }, first) => first ? `${(summary.wall / first.summary.wall).toFixed(2)}` : '' },
    ...mode === 'gil' ? [{ key: 'switches', title: 'GIL switches', meaning: 'How often the GIL changed hands', cell: ({ summary }: SideRun) => count(summary.gilSwitches) }] : [],
    ...own.map(name => ({ key: `own-${name}`, title: name, meaning: `Read off the output: ${name}`, cell: ({ figures }: SideRun) => figures[name] === undefined ? '–' : count(figures[name]) })),
  ]
}

function count(value: number): string {
  return value.toLocaleString('en')
}
