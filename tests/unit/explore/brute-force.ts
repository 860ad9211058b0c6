import type { ScheduledRun, ScheduleRequest } from '../../../engine/protocol/schedule'
import type { Program } from './model'
import { accessesOf } from '../../../engine/explore/accesses'
import { countPreemptions } from '../../../engine/explore/preemptions'
import { execute } from './model'

/** All that a program can do, by running each of its schedules. */
export interface Everything {
  /** Ends, with the fewest preemptions that lead to them. */
  readonly ends: ReadonlyMap<string, number>
  readonly classes: ReadonlySet<string>
  readonly schedules: number
}

/** An end as a text to compare. */
export function endText({ end, output }: Pick<ScheduledRun, 'end' | 'output'>): string {
  return end.kind === 'deadlock' ? `deadlock ${end.waiting.map(({ thread, operation }) => `${thread} ${operation.object}`)} ${output}` : `${end.kind} ${output}`
}

/** The class of a run: for each object, who touched it in which order, without an order among reads, or among accesses to its items. */
function classOf({ steps }: ScheduledRun): string {
  const objects = new Map<string, { mode: string, by: string[] }[]>()
  const counts = new Map<number, number>()
  for (const { thread, operation } of steps) {
    const index = counts.get(thread) ?? 0
    counts.set(thread, index + 1)
    for (const [object, mode] of accessesOf([operation], thread)) {
      const groups = objects.get(object) ?? []
      objects.set(object, groups)
      const last = groups.at(-1)
      if (last?.mode === mode && mode !== 'write')
        last.by.push(`${thread}.${index}`)
      else
        groups.push({ mode, by: [`${thread}.${index}`] })
    }
  }
  return [...objects].sort(([a], [b]) => a < b ? -1 : 1).map(([object, groups]) => `${object}: ${groups.map(({ by }) => by.sort().join()).join(' ')}`).join('; ')
}

/** How many schedules there would be if no thread ever waited. */
function estimate(run: ScheduledRun): number {
  const lengths = new Map<number, number>()
  let product = 1
  run.steps.forEach(({ thread }, i) => {
    const length = (lengths.get(thread) ?? 0) + 1
    lengths.set(thread, length)
    product *= (i + 1) / length
  })
  return Math.round(product)
}

/** Runs each schedule of a program; `undefined` if there are more than so many. */
export function bruteForce(program: Program, most: number, request: Partial<ScheduleRequest> = {}): Everything | undefined {
  const ends = new Map<string, number>()
  const classes = new Set<string>()
  let schedules = 0
  const open: number[][] = [[]]
  for (let schedule = open.pop(); schedule; schedule = open.pop()) {
    const run = execute(program, { policy: { kind: 'continue' }, granularity: 'free-threaded', maxSteps: 1000, ...request, schedule })
    if (++schedules > most || (schedules === 1 && estimate(run) > most * 4))
      return undefined
    const choices = run.steps.filter(step => !step.forced)
    choices.forEach((step, i) => {
      if (i >= schedule.length) {
        for (const { thread, enabled } of step.pending) {
          if (enabled && thread !== step.thread)
            open.push([...choices.slice(0, i).map(({ thread }) => thread), thread])
        }
      }
    })
    const end = endText(run)
    ends.set(end, Math.min(countPreemptions(run), ends.get(end) ?? Infinity))
    classes.add(classOf(run))
  }
  return { ends, classes, schedules }
}
