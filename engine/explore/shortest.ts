import type { Granularity, Schedule, ScheduledRun, ScheduleRequest, ThreadNumber } from '../protocol/schedule'
import { BoundedSearch } from './bounded-search'
import { effortOf } from './effort'
import { endKey } from './ends'
import { countPreemptions } from './preemptions'

/** How far the search for a shortest schedule goes. */
export interface ShortestOptions {
  readonly granularity: Granularity
  /** Steps after which a run is cut off. */
  readonly maxSteps?: number
  /** Runs of the search; where they don't suffice, the example is shortened instead, in as many. */
  readonly runs?: number
}

/**
 * Looks for the shortest schedule that leads to the same end as an example: with the fewest preemptions, and of those with the
 * fewest steps. It is driven as an `Exploration` is.
 */
export class Shortest {
  /** The shortest run so far. */
  best: ScheduledRun
  /** Whether there is none shorter. */
  isProved = false

  private readonly key: string
  private readonly search = new BoundedSearch()
  private readonly options: Required<ShortestOptions>
  private readonly tried = new Set<string>()
  private attempts: Schedule[] = []
  private phase: 'search' | 'shorten' = 'search'
  private runs = 0

  constructor(example: ScheduledRun, { granularity, maxSteps = 2_000, runs = 2_000 }: ShortestOptions) {
    this.best = example
    this.key = endKey(example)
    this.options = { granularity, maxSteps, runs }
  }

  /** What to run next; `undefined` when the search is over. */
  next(): ScheduleRequest | undefined {
    if (this.isProved)
      return undefined
    if (this.phase === 'search') {
      const schedule = this.runs < this.options.runs ? this.search.next(countPreemptions(this.best)) : undefined
      if (schedule)
        return this.request(schedule)
      this.isProved = this.runs < this.options.runs
      if (this.isProved)
        return undefined
      this.phase = 'shorten'
      this.attempts = shorter(this.best)
    }
    while (this.runs < 2 * this.options.runs) {
      const schedule = this.attempts.shift()
      if (!schedule)
        return undefined
      if (this.tried.has(schedule.join()))
        continue
      this.tried.add(schedule.join())
      return this.request(schedule)
    }
    return undefined
  }

  /** Adds the run that was requested last. */
  add(run: ScheduledRun): void {
    this.runs += effortOf(run)
    if (this.phase === 'search')
      this.search.add(run)
    if (endKey(run) !== this.key || !isShorter(run, this.best))
      return
    this.best = run
    if (this.phase === 'shorten')
      this.attempts = shorter(run)
  }

  private request(schedule: Schedule): ScheduleRequest {
    const { granularity, maxSteps } = this.options
    return { schedule, policy: { kind: 'continue' }, granularity, maxSteps }
  }
}

/** The choices of a run. */
export function scheduleOf({ steps }: Pick<ScheduledRun, 'steps'>): Schedule {
  return steps.filter(step => !step.forced).map(step => step.thread)
}

function isShorter(run: ScheduledRun, than: ScheduledRun): boolean {
  const preemptions = countPreemptions(run) - countPreemptions(than)
  return preemptions < 0 || (preemptions === 0 && run.steps.length < than.steps.length)
}

/** Schedules that may be shorter than a run's: without its last choices, or with a thread's next stretch right after its last one. */
function shorter(run: ScheduledRun): Schedule[] {
  const stretches: { thread: ThreadNumber, steps: number }[] = []
  for (const thread of scheduleOf(run)) {
    const last = stretches.at(-1)
    if (last?.thread === thread)
      last.steps++
    else
      stretches.push({ thread, steps: 1 })
  }
  const schedules: Schedule[] = []
  const choices = (some: readonly { thread: ThreadNumber, steps: number }[]): Schedule => some.flatMap(({ thread, steps }) => Array.from<ThreadNumber>({ length: steps }).fill(thread))
  for (let end = 0; end < stretches.length; end++)
    schedules.push(choices(stretches.slice(0, end)))
  for (const [i, { thread }] of stretches.entries()) {
    const next = stretches.findIndex((stretch, j) => j > i && stretch.thread === thread)
    if (next < 0)
      continue
    schedules.push(choices([...stretches.slice(0, i + 1), stretches[next]!, ...stretches.slice(i + 1, next), ...stretches.slice(next + 1)]))
    schedules.push(choices([...stretches.slice(0, i), ...stretches.slice(i + 1, next), stretches[i]!, ...stretches.slice(next)]))
  }
  return schedules
}
