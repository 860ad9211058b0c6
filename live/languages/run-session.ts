import type { RunOptions, RunSummary } from '../../engine/protocol/run'
import type { RunListener } from '../../engine/protocol/run-event'

/** What compiles and runs the sources of one file, one after another: `Session` of engine/host, or what does the same. */
export interface RunSession {
  /**
   * Subscribes to the events of its runs; returns what ends the subscription.
   *
   * @param listener gets them
   * @param answers whether it answers a program that waits for a line of standard input
   */
  subscribe: (listener: RunListener, answers?: boolean) => () => void
  run: (source: string, options?: RunOptions) => Promise<RunSummary>
  stop: () => void
  /** Answers a program that waits for a line of standard input; none: the input is over. A recording waits for nothing. */
  answer?: (request: number, line: string | undefined) => void
}
