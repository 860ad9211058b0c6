import type { Coverage, ExplorationOptions, ExplorationReport } from '../protocol/exploration'
import type { Schedule, ScheduledRun, ScheduleRequest } from '../protocol/schedule'
import { BoundedSearch } from './bounded-search'
import { effortOf } from './effort'
import { Ends } from './ends'
import { Findings } from './findings'
import { Reduction } from './reduction'

/** Depths of the faults that runs at random look for: how many of a program's steps have to come in a certain order. */
const DEPTHS = [2, 3, 4] as const

/** Runs at random that may be cut off: more of them show nothing else. */
const CUT_OFF_AT_RANDOM = 10

/**
 * Explores the schedules of a program, step by step and without running anything itself: its caller asks for the next
 * schedule, and adds the run. First all schedules up to equivalence; where they are too many, those with few preemptions,
 * fewest first; then some at random.
 */
export class Exploration {
  private readonly options: Required<Omit<ExplorationOptions, 'bound'>> & Pick<ExplorationOptions, 'bound'>
  private readonly reduction = new Reduction()
  private readonly bounded = new BoundedSearch()
  private readonly findings = new Findings()
  private ends = new Ends()
  private phase: 'all' | 'bounded' | 'random' | 'over'
  private readonly runs = { all: 0, bounded: 0, random: 0 }
  /** The same, where a long run counts as several. */
  private readonly effort = { all: 0, bounded: 0, random: 0 }
  private complete = false
  private cutOff = false
  private cutOffAtRandom = 0
  private longest = 1
  private threads = 1

  constructor({ granularity, maxSteps = 2_000, bound, seed = 1, runs = 5_000, boundedRuns = 5_000, randomRuns = 1_000 }: ExplorationOptions) {
    this.options = { granularity, maxSteps, bound, seed, runs, boundedRuns, randomRuns }
    this.phase = bound === undefined ? 'all' : 'bounded'
  }

  /** What to run next; `undefined` when the exploration is over. */
  next(): ScheduleRequest | undefined {
    const { bound, runs, boundedRuns, randomRuns } = this.options
    if (this.phase === 'all') {
      const schedule = this.effort.all < runs ? this.reduction.next() : undefined
      if (schedule)
        return this.request(schedule)
      this.complete = this.effort.all < runs || this.reduction.next() === undefined
      this.phase = !this.complete ? 'bounded' : this.cutOff && this.threads > 1 ? 'random' : 'over'
    }
    if (this.phase === 'bounded') {
      const isAffordable = this.effort.bounded < boundedRuns || (bound !== undefined && !this.cutOff)
      const schedule = isAffordable ? this.bounded.next(bound ?? Infinity) : undefined
      if (schedule)
        return this.request(schedule)
      this.phase = bound === undefined && (this.bounded.completed < Infinity || this.cutOff) ? 'random' : 'over'
    }
    if (this.phase === 'random' && this.effort.random < randomRuns && this.cutOffAtRandom < CUT_OFF_AT_RANDOM) {
      const { random } = this.runs
      const policy = { kind: 'priorities', seed: this.options.seed + random, depth: DEPTHS[random % DEPTHS.length]!, steps: this.longest } as const
      return { ...this.request([]), policy }
    }
    this.phase = 'over'
    return undefined
  }

  /** Adds the run that was requested last. */
  add(run: ScheduledRun): void {
    this.cutOff ||= run.end.kind === 'unfinished'
    this.longest = Math.max(this.longest, run.steps.length)
    this.threads = Math.max(this.threads, run.threads.length)
    if (this.phase === 'over')
      throw new Error('The exploration is over')
    this.runs[this.phase]++
    this.effort[this.phase] += effortOf(run)
    switch (this.phase) {
      case 'all': {
        const { restarts } = this.reduction
        const trace = this.reduction.add(run)
        if (this.reduction.restarts > restarts)
          this.ends = new Ends()
        // What was cut off is not counted: classes differ by steps that are no accesses.
        if (trace) {
          this.ends.add(run, this.reduction.restarts === 0 ? trace : undefined)
          this.findings.add(run)
        }
        break
      }
      case 'bounded':
        this.bounded.add(run)
        this.ends.add(run)
        this.findings.add(run)
        break
      case 'random':
        this.cutOffAtRandom += Number(run.end.kind === 'unfinished')
        this.ends.add(run)
        this.findings.add(run)
        break
    }
  }

  /** What has been found so far. */
  report(): ExplorationReport {
    const coverage = this.coverage()
    const exact = coverage.kind === 'all' && !this.cutOff && this.complete
    const ends = this.ends.list().map(({ interleavings, ...end }) => ({ ...end, ...exact && interleavings !== undefined && { interleavings } }))
    const interleavings = exact && ends.every(end => end.interleavings !== undefined)
      ? ends.reduce((sum, end) => sum + end.interleavings!, 0)
      : undefined
    const { all, bounded, random } = this.runs
    return {
      ends,
      coverage,
      runs: all + bounded + random,
      redundant: this.reduction.redundant,
      atRandom: random,
      races: this.findings.races,
      lockOrders: this.findings.lockOrders,
      ...interleavings !== undefined && { interleavings },
    }
  }

  private request(schedule: Schedule): ScheduleRequest {
    const { granularity, maxSteps } = this.options
    return { schedule, policy: { kind: 'continue' }, granularity, maxSteps }
  }

  private coverage(): Coverage {
    const { cutOff } = this
    const { completed } = this.bounded
    if (this.complete || completed === Infinity)
      return { kind: 'all', cutOff }
    return completed < 0 ? { kind: 'some' } : { kind: 'bounded', preemptions: completed, cutOff }
  }
}
