import type { Controlled } from './controlled'

/** What the scheduler needs of its worker. */
export interface SchedulerHost {
  /** Looks whether Stop was pressed. */
  noticeStop: () => void
  /**
   * Blocks the worker, which has nothing to run, until a time or until it is woken to look for Stop. Absent where nothing
   * could wake it: then messages, Stop among them, come in between turns.
   */
  sleep?: (ms: number) => void
  /** Whether answers from outside are on their way: they come as messages, so the worker must not block. */
  isExpecting: () => boolean
  /** In a Controlled run: when the next answer is due, and what lets it in; false while it isn't there. */
  nextAnswer?: () => number
  letIn?: () => boolean
  /** None in a Real run. */
  controlled?: Controlled
  /** A thread's turn begins. */
  beginTurn?: () => void
}
