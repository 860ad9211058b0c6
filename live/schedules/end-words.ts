import type { ScheduledRun } from '../../engine/protocol/schedule'
import { endTitle } from '../../engine/explore/report'
import { why } from '../../engine/explore/why'

/** In longer runs nobody looks for a reason: it would take seconds. */
const MOST_STEPS = 2000

/** How a run has ended, and why, as a sentence without its full stop. */
export function endWords(run: ScheduledRun): string {
  const title = endTitle(run)
  const end = run.end.kind === 'finished' ? `It ${title}` : `${title[0]!.toUpperCase()}${title.slice(1)}`
  const reason = run.steps.length <= MOST_STEPS ? why(run) : undefined
  return reason === undefined ? end : `${end}: ${reason}`
}
