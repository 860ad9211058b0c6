import type { ScheduledRun } from '../protocol/schedule'

/** How often a run went on with another thread although the running one could have gone on. */
export function countPreemptions({ steps }: Pick<ScheduledRun, 'steps'>): number {
  return steps.filter((step, i) => {
    const running = steps[i - 1]?.thread
    return running !== undefined && running !== step.thread && step.pending.some(pending => pending.thread === running && pending.enabled)
  }).length
}
