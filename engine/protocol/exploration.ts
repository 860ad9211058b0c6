/** The options and the results of exploring a program's schedules: see engine/explore. */
import type { Granularity, ScheduledRun, ScheduleEnd } from './schedule'

/** How far an exploration goes. */
export interface ExplorationOptions {
  readonly granularity: Granularity
  /** Steps after which a run is cut off. */
  readonly maxSteps?: number
  /** Explores only the schedules with at most this many preemptions. */
  readonly bound?: number
  /** Seed of the random schedules. */
  readonly seed?: number
  /** The most runs for finding all schedules; if they don't suffice, the search goes on by increasing numbers of preemptions. */
  readonly runs?: number
  /** The most runs for that. */
  readonly boundedRuns?: number
  /** Random runs after that. */
  readonly randomRuns?: number
}

/** One of the ways in which a program can end. */
export interface ExploredEnd {
  readonly end: ScheduleEnd
  readonly output: string
  /** The number of runs that ended this way. */
  readonly runs: number
  /** The number of interleavings that end this way; missing where they can't be counted exactly, or weren't all explored. */
  readonly interleavings?: number
  /** A run that ended this way: of those seen, the one with the fewest preemptions, then the fewest steps. */
  readonly example: ScheduledRun
  readonly preemptions: number
}

/** How much an exploration has covered. */
export type Coverage
  /** All schedules, up to equivalence, unless some were cut off at the step limit. */
  = | { readonly kind: 'all', readonly cutOff: boolean }
    /** All schedules with at most this many preemptions. */
    | { readonly kind: 'bounded', readonly preemptions: number, readonly cutOff: boolean }
    /** Not even all schedules without a preemption. */
    | { readonly kind: 'some' }

/** The results of an exploration. */
export interface ExplorationReport {
  readonly ends: readonly ExploredEnd[]
  readonly coverage: Coverage
  /** Runs so far, including redundant and random ones. */
  readonly runs: number
  /** Runs that were equivalent to another one. */
  readonly redundant: number
  readonly atRandom: number
  /** The number of interleavings; missing where they can't be counted exactly, or weren't all explored. */
  readonly interleavings?: number
  /** Data races and races of tasks that some run has shown, each in one sentence without its full stop. */
  readonly races: readonly string[]
  /** Lock orders that can deadlock, in the same form. */
  readonly lockOrders: readonly string[]
}
