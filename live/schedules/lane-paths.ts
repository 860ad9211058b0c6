import type { ScheduledRun } from '../../engine/protocol/schedule'

/** A thread's lane, as the data of two SVG paths: one unit wide for a step, one high for a lane. */
export interface LanePaths {
  /** Where its own steps are. */
  steps: string
  /** Where it could not go on. */
  blocked: string
}

/**
 * The lanes of a run's threads.
 *
 * @param run
 * @param last how many of its steps are drawn
 */
export function lanePaths(run: Pick<ScheduledRun, 'steps' | 'threads'>, last: number): LanePaths[] {
  const { steps, threads } = run
  const count = Math.max(1, Math.min(last, steps.length))
  const own = threads.map(() => new Stretches())
  const blocked = threads.map(() => new Stretches())
  for (let step = 0; step < Math.min(count, steps.length); step++) {
    const { thread, pending, forced } = steps[step]!
    own[thread]?.add(step)
    for (const each of forced ? [] : pending) {
      if (!each.enabled && each.operation.kind !== 'sleep')
        blocked[each.thread]?.add(step)
    }
  }
  return threads.map((_, lane) => ({ steps: own[lane]!.path(lane, 0.12, 0.76), blocked: blocked[lane]!.path(lane, 0.42, 0.16) }))
}

/** Numbers that follow each other, as stretches. */
class Stretches {
  private readonly all: { from: number, to: number }[] = []

  add(step: number): void {
    const last = this.all.at(-1)
    if (last?.to === step)
      last.to++
    else
      this.all.push({ from: step, to: step + 1 })
  }

  path(lane: number, top: number, height: number): string {
    return this.all.map(({ from, to }) => `M${from} ${lane + top}H${to}v${height}H${from}z`).join('')
  }
}
