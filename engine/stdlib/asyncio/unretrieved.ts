/** Futures whose exception no code has retrieved. Python reports one when the future is collected. */
import type { LoopCore } from './events'
import { onFreshRun } from '../../kernel/fresh-run'

/** The part of such a future that reports it. */
interface ReportingFuture {
  getLoop: () => LoopCore
  reportUnretrieved: () => void
}

/** Those of this thread. */
export const unretrieved = new Set<ReportingFuture>()

/**
 * Reports the exceptions that no code has retrieved.
 *
 * @param loop only futures of this loop; all futures of this thread if omitted
 */
export function reportUnretrieved(loop?: LoopCore): void {
  for (const future of unretrieved) {
    if (loop === undefined || future.getLoop() === loop)
      future.reportUnretrieved()
  }
}

onFreshRun(() => unretrieved.clear())
