/**
 * A run kept in the repository, with where it comes from. A slide shows its numbers wherever live code can't run, and
 * always says whose they are. Recordings stand in `snippets/<demo>/recordings/`: `cpython-3.11.json` for each Python,
 * `deck-gil.json` and `deck-free.json` for the deck's own runtime in each of its modes. `npm run record` writes them.
 */
import type { Deadlock, OutputLine, Problem, RunSummary } from '../../engine/protocol/run'

/** What ran it, where and when. */
export interface Provenance {
  runtime: 'CPython' | 'deck'
  /** `3.11.7` of CPython, or the browser's name and version. */
  version: string
  gil: boolean
  cores: number
  /** Operating system and machine, `Linux x86_64`. */
  platform: string
  /** `2026-11-24`. */
  date: string
}

/** One repetition of a variant. */
export interface RecordedRun {
  outcome: 'finished' | 'failed' | 'deadlock'
  /** Seconds. */
  wall: number
  /** Largest resident memory, in KiB. Only of CPython. */
  memory?: number
  /** The manifest's figures; the deck's `peakThreads` and `gilSwitches`, too. */
  figures: Readonly<Record<string, number>>
}

/**
 * What the deck's engine told of one run, enough to show it again as it was: at once on paper, or with its own timing
 * where live code can't run.
 */
export interface Telling {
  summary: RunSummary
  lines: readonly OutputLine[]
  problems: readonly Problem[]
  /** Set when the program hung; it was stopped a moment later. */
  deadlock?: Deadlock
  /** Names of threads and tasks by their lanes' ids. */
  lanes: Readonly<Record<string, string>>
  /** Names of what lanes wait for, by their addresses. */
  subjects: Readonly<Record<string, string>>
  /** The trace's records, as `packTrace` of engine/insight packs them. */
  trace: string
  /** Lanes that were left out to keep the file small, the ones that began last. */
  lanesLeftOut: number
  /** Records that were left out because no drawing shows them. */
  recordsLeftOut: number
  /** What the whole trace adds up to. */
  totals: ToldTotals
}

/** Sums over a whole trace, as engine/insight makes them; times in milliseconds. */
export interface ToldTotals {
  busy: number
  overlap: number
  peakRunning: number
  waitOverlap: number
  peakWaiting: number
  peakThreads: number
  peakTasks: number
}

/** All repetitions of a variant. */
export interface RecordedVariant {
  runs: readonly RecordedRun[]
  /** Standard output: of CPython's first repetition, of the deck's that is told. */
  output: string
  /** Standard error of the same repetition. */
  errors?: string
  /** The repetition with the median time. Only of the deck. */
  told?: Telling
}

/** A recording of a demo. */
export interface Recording {
  demo: string
  by: Provenance
  variants: Readonly<Record<string, RecordedVariant>>
}
