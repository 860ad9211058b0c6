import type { ScheduledRun } from '../../engine/protocol/schedule'
import { endTitle } from '../../engine/explore/report'

/** How a run has ended, as the beginning of a sentence. */
export function endWords(run: Pick<ScheduledRun, 'end' | 'output'>): string {
  const title = endTitle(run)
  return run.end.kind === 'finished' ? `It ${title}` : `${title[0]!.toUpperCase()}${title.slice(1)}`
}
