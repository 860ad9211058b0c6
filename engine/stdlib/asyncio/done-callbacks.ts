/** What a future calls when it is done. */
import type { Context } from '../contextvars/context'

/** A future that is done, as far as a task needs to know it. */
export interface DoneFuture {
  failure: () => Error | undefined
}

/** A task that waits for a future, as far as the future has to know it. */
export interface Waiter {
  /** The future is done: the task's next step is to be scheduled. */
  wake: (future: DoneFuture) => void
}

/** A callback of `addDoneCallback`. */
export interface DoneCallback {
  call: (future: never) => unknown
  context: Context
}
