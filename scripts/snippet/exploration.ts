/** The output of `npm run snippet -- --explore`. */
import type { ExplorationReport } from '../../engine/protocol/exploration'
import { isFailure } from '../../engine/explore/ends'
import { coverageSentence, endTitle } from '../../engine/explore/report'
import { scheduleOf } from '../../engine/explore/shortest'
import { why } from '../../engine/explore/why'

/** The results of an exploration as plain data: for each end the counts, why it comes about, and the shortest schedule found. */
export function explorationEvent(report: ExplorationReport): object {
  const { coverage, runs, redundant, atRandom, interleavings, races, lockOrders } = report
  return {
    coverage,
    completeness: coverageSentence(report),
    runs,
    redundant,
    atRandom,
    interleavings,
    ends: report.ends.map(({ example, ...end }) => ({ ...end, why: why(example), schedule: scheduleOf(example), threads: example.threads, steps: example.steps.map(({ thread, operation }) => ({ thread, ...operation })) })),
    races,
    lockOrders,
  }
}

/** Whether some schedule ends in an error or a deadlock. */
export function canFail({ ends }: ExplorationReport): boolean {
  return ends.some(({ end }) => isFailure(end))
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** The same as lines for people. */
export function explorationLines(report: ExplorationReport): string[] {
  const { ends } = report
  return [
    `${coverageSentence(report)}: ${plural(ends.length, 'distinct end')}.`,
    ...ends.flatMap((end) => {
      const { runs, interleavings, preemptions, example } = end
      const reason = why(example)
      return [
        `- ${endTitle(end)}: ${interleavings === undefined ? plural(runs, 'run') : plural(interleavings, 'interleaving')}; the shortest found has ${plural(preemptions, 'preemption')}`,
        ...reason === undefined ? [] : [`  ${reason}.`],
        `  schedule: ${scheduleOf(example).join(' ')}`,
      ]
    }),
    ...report.races.map(race => `race: ${race}.`),
    ...report.lockOrders.map(order => `lock order: ${order}.`),
  ]
}
