import type { RunEvent } from '../../engine/protocol/run-event'
import type { RunInfo } from './run-events'

/** Listens to the runs of this window, to pass them on to the others. */
export interface RunOutlet {
  begun: (info: RunInfo) => void
  /** `n` counts from 0. */
  event: (info: RunInfo, n: number, event: RunEvent) => void
  /** Stop was pressed here for a run in another window. */
  stop: (info: RunInfo) => void
  /** A line of standard input was typed here for a run in another window. */
  answer: (info: RunInfo, request: number, line: string | undefined) => void
}
