/**
 * Runs kept in the repository, with their provenance. A slide shows their numbers wherever live code can't run, and always
 * names their source. Recordings are in `snippets/<demo>/recordings/`: `cpython-3.11.json` for each Python,
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
 * The deck engine's full report of one run, enough to show it again: at once on paper, or with its own timing where live
 * code can't run.
 */
export interface Transcript {
  summary: RunSummary
  lines: readonly OutputLine[]
  problems: readonly Problem[]
  /** Set when the program hung; it was stopped a moment later. */
  deadlock?: Deadlock
  /** Names of threads and tasks, by lane id. */
  lanes: Readonly<Record<string, string>>
  /** Names of the objects that lanes wait for, by address. */
  subjects: Readonly<Record<string, string>>
  /** The trace's records, packed by `packTrace` of engine/insight. */
  trace: string
  /** How many lanes were left out to keep the file small; the last to start are. */
  lanesLeftOut: number
  /** How many records were left out because no drawing would show them. */
  recordsLeftOut: number
  /** Totals of the whole trace. */
  totals: TranscriptTotals
}

/** Totals of a whole trace, from engine/insight; times in milliseconds. */
export interface TranscriptTotals {
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
  /** Standard output: of CPython's first repetition, or of the deck's median one. */
  output: string
  /** Standard error of the same repetition. */
  errors?: string
  /** The transcript of the repetition with the median time. Only of the deck. */
  told?: Transcript
}

/** A recording of a demo. */
export interface Recording {
  demo: string
  by: Provenance
  variants: Readonly<Record<string, RecordedVariant>>
}
