/** What exploring the schedules of a program is asked for, and what it has found: see engine/explore. */
import type { Granularity, ScheduledRun, ScheduleEnd } from './schedule'

/** How far an exploration goes. */
export interface ExplorationOptions {
  readonly granularity: Granularity
  /** Steps after which a run is cut off. */
  readonly maxSteps?: number
  /** Explore the schedules with at most so many preemptions, and no others. */
  readonly bound?: number
  /** Seed of the schedules at random. */
  readonly seed?: number
  /** Runs to find all schedules in; if they don't suffice, the search goes on by rising numbers of preemptions. */
  readonly runs?: number
  /** Runs for that. */
  readonly boundedRuns?: number
  /** Runs at random after that. */
  readonly randomRuns?: number
}

/** One of the ways in which a program can end. */
export interface ExploredEnd {
  readonly end: ScheduleEnd
  readonly output: string
  /** How many of the runs led to it. */
  readonly runs: number
  /** How many interleavings lead to it; missing where they can't be counted exactly, or weren't all explored. */
  readonly interleavings?: number
  /** A run that led to it: of those seen, with the fewest preemptions, then the fewest steps. */
  readonly example: ScheduledRun
  readonly preemptions: number
}

/** What an exploration has done, and what it has not. */
export type Coverage
  /** All schedules, up to equivalence, unless some were cut off at the limit of steps. */
  = | { readonly kind: 'all', readonly cutOff: boolean }
    /** All schedules with so many preemptions at most. */
    | { readonly kind: 'bounded', readonly preemptions: number, readonly cutOff: boolean }
    /** Not even all schedules without a preemption. */
    | { readonly kind: 'some' }

/** What an exploration has found. */
export interface ExplorationReport {
  readonly ends: readonly ExploredEnd[]
  readonly coverage: Coverage
  /** Runs so far, redundant ones and those at random among them. */
  readonly runs: number
  /** Runs that turned out to be the same as another one. */
  readonly redundant: number
  readonly atRandom: number
  /** The number of interleavings; missing where they can't be counted exactly, or weren't all explored. */
  readonly interleavings?: number
  /** Data races and races of tasks that any of the runs has shown, each in one sentence without its full stop. */
  readonly races: readonly string[]
  /** Orders of locks that can deadlock, in the same form. */
  readonly lockOrders: readonly string[]
}
