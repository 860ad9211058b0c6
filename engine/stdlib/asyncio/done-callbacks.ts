/** What a future calls when it is done. */
import type { Context } from '../contextvars/context'

/** The part of a finished future that a task needs. */
export interface DoneFuture {
  failure: () => Error | undefined
}

/** The part of a waiting task that a future needs. */
export interface Waiter {
  /** The future is done: schedules the task's next step. */
  wake: (future: DoneFuture) => void
}

/** A callback of `addDoneCallback`. */
export interface DoneCallback {
  call: (future: never) => unknown
  context: Context
}
