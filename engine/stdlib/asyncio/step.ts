import type { Context } from '../contextvars/context'
import type { DoneFuture, Waiter } from './done-callbacks'
import type { Runnable } from './handles'

/** The part of a task that its steps need. */
interface SteppedTask {
  makeReady: () => void
  step$loop: (step: Step) => void
  toString: () => string
}

/** The next step of a task, in the ready queue at most once at a time. */
export class Step implements Runnable, Waiter {
  readonly context: Context
  readonly #task: SteppedTask
  /** The exception that the step raises in the coroutine. */
  error: unknown
  /** The future that the task waited for. */
  future: DoneFuture | undefined

  constructor(task: SteppedTask, context: Context) {
    this.#task = task
    this.context = context
  }

  wake(future: DoneFuture): void {
    this.future = future
    this.#task.makeReady()
  }

  run$loop(): void {
    this.#task.step$loop(this)
  }

  cancelled(): boolean {
    return false
  }

  describe(): string {
    return 'Task.task_step()'
  }

  toString(): string {
    return this.#task.toString()
  }
}
