import type { ScheduledRun } from '../protocol/schedule'

/** A step takes as long as it takes to look at so many threads. */
const STEP = 20
/** Steps, and threads looked at before them, up to which a run counts as one. */
const ONE_RUN = 2_000

/**
 * How many runs of small programs one takes as long as: the limits of searches count in these, so that they are over in
 * bounded time whatever the program does.
 */
export function effortOf({ steps, threads }: Pick<ScheduledRun, 'steps' | 'threads'>): number {
  return Math.max(1, Math.floor(steps.length * (STEP + threads.length) / ONE_RUN))
}
