/** Futures with an exception that no code has asked for. Python reports one when it is collected. */
import type { LoopCore } from './events'
import { onFreshRun } from '../../kernel/fresh-run'

/** A future as far as it is needed here. */
interface ReportingFuture {
  getLoop: () => LoopCore
  reportUnretrieved: () => void
}

/** Those of this thread. */
export const unretrieved = new Set<ReportingFuture>()

/**
 * Reports the exceptions that no code has asked for.
 *
 * @param loop whose futures; all that this thread has, if it is left out
 */
export function reportUnretrieved(loop?: LoopCore): void {
  for (const future of unretrieved) {
    if (loop === undefined || future.getLoop() === loop)
      future.reportUnretrieved()
  }
}

onFreshRun(() => unretrieved.clear())
