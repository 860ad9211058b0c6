/**
 * A run kept in the repository, with where it comes from. A slide shows its numbers wherever live code can't run, and
 * always says whose they are. Recordings stand in `snippets/<demo>/recordings/`, one file for each runtime.
 */

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
  /** What its figures were measured on if not on the machine that recorded the others: shown next to each. */
  elsewhere?: string
}

/** One repetition of a variant. */
export interface RecordedRun {
  outcome: 'finished' | 'failed' | 'deadlock'
  /** Seconds. */
  wall: number
  /** Largest resident memory, in KiB. */
  memory?: number
  /** The manifest's figures. */
  figures: Readonly<Record<string, number>>
}

/** All repetitions of a variant. */
export interface RecordedVariant {
  runs: readonly RecordedRun[]
  /** Output of the first repetition. */
  output: string
  /** Standard error of the first repetition. */
  errors?: string
}

/** A recording of a demo. */
export interface Recording {
  demo: string
  by: Provenance
  variants: Readonly<Record<string, RecordedVariant>>
}
