/** Task groups: Lib/asyncio/taskgroups.py. */
import type { Coroutine, Suspension } from '../../kernel/coroutine'
import type { Future } from './future'
import type { AsyncResult } from './internal'
import type { EventLoop } from './loop'
import type { Task, TaskOptions } from './task'
import { ENTER, EXIT } from '../../kernel/context-manager'
import { BaseExceptionGroup, KeyboardInterrupt, RuntimeError, SystemExit } from '../../kernel/errors'
import { LocalSubject } from '../../kernel/objects'
import { checkNoArguments, checkOptions } from '../../kernel/options'
import { State } from '../../protocol/trace'
import { getRunningLoop } from './events'
import { CancelledError } from './exceptions'
import { futureFor } from './future-for'
import { coroutine, exiting, wait } from './internal'
import { TASK_NAMES } from './task'
import { currentTask, iscoroutine } from './tasks'

function isBaseError(error: unknown): error is Error {
  return error instanceof SystemExit || error instanceof KeyboardInterrupt
}

/**
 * Tasks that belong together: the block `await using group = new asyncio.TaskGroup()` ends once all of them are done, and
 * the first exception cancels the other tasks. Their exceptions are raised together, as an ExceptionGroup.
 *
 * @see https://docs.python.org/3.14/library/asyncio-task.html#asyncio.TaskGroup
 */
export class TaskGroup extends LocalSubject implements AsyncDisposable {
  #entered = false
  #exiting = false
  #aborting = false
  #loop: EventLoop | undefined
  #parent: Task | undefined
  #parentCancelRequested = false
  readonly #tasks = new Set<Task>()
  #errors: Error[] = []
  #baseError: Error | undefined
  #onCompleted: Future<void> | undefined

  constructor()
  constructor(...given: unknown[]) {
    checkNoArguments('TaskGroup', given)
    super()
  }

  /**
   * Makes a coroutine a task of the group.
   *
   * @throws RuntimeError when the group has not been entered, is shutting down because of an exception, or has finished
   * @see https://docs.python.org/3.14/library/asyncio-task.html#asyncio.TaskGroup.create_task
   */
  createTask<T>(coro: Coroutine<T> | PromiseLike<T>, options: TaskOptions = {}): Task<T> {
    checkOptions('TaskGroup.create_task', options, TASK_NAMES)
    const refuse = (why: string): never => {
      if (iscoroutine(coro))
        coro.close()
      throw new RuntimeError(`TaskGroup ${this.toString()} ${why}`)
    }
    if (!this.#entered)
      refuse('has not been entered')
    if (this.#exiting && this.#tasks.size === 0)
      refuse('is finished')
    if (this.#aborting)
      refuse('is shutting down')
    const task = this.#loop!.createTask(coro, options)
    this.#tasks.add(task as Task)
    task.addDoneCallback(this.#onTaskDone as (task: Task<T>) => void)
    return task
  }

  /**
   * @throws RuntimeError when the group has been entered before, or no task is running
   * @internal
   */
  [ENTER](): void {
    if (this.#entered)
      throw new RuntimeError(`TaskGroup ${this.toString()} has already been entered`)
    this.#loop = getRunningLoop()
    const parent = currentTask()
    if (!parent)
      throw new RuntimeError(`TaskGroup ${this.toString()} cannot determine the parent task`)
    this.#parent = parent
    this.#entered = true
  }

  /** @internal */
  [EXIT](error: unknown): Coroutine<void> {
    return coroutine('__aexit__', () => this.#exit(error))
  }

  /** Leaves the block. */
  [Symbol.asyncDispose](): AsyncResult<void> {
    return exiting(this)
  }

  * #exit(error: unknown): Generator<Suspension, void, unknown> {
    this.#exiting = true
    if (isBaseError(error))
      this.#baseError ??= error
    let cancellation = error instanceof CancelledError ? error : undefined
    if (error !== undefined && !this.#aborting)
      this.#abort()

    // The parent may be cancelled more than once while it waits here.
    while (this.#tasks.size > 0) {
      this.#onCompleted ??= futureFor<void>(this.#loop!, State.Waiting, this)
      try {
        yield* wait<void>(this.#onCompleted)
      }
      catch (raised) {
        if (!(raised instanceof CancelledError))
          throw raised
        if (!this.#aborting) {
          cancellation = raised
          this.#abort()
        }
      }
      this.#onCompleted = undefined
    }

    if (this.#baseError)
      throw this.#baseError
    const parent = this.#parent!
    if (this.#parentCancelRequested && parent.uncancel() === 0)
      cancellation = undefined
    if (cancellation && this.#errors.length === 0)
      throw cancellation
    if (error instanceof Error && !(error instanceof CancelledError))
      this.#errors.push(error)
    const errors = this.#errors
    this.#errors = []
    if (errors.length === 0)
      return
    // If the parent is being cancelled from outside the group as well, it gets that cancellation at its next await.
    if (parent.cancelling() > 0) {
      parent.uncancel()
      parent.cancel()
    }
    throw new BaseExceptionGroup('unhandled errors in a TaskGroup', errors)
  }

  #abort(): void {
    this.#aborting = true
    for (const task of this.#tasks) {
      if (!task.done())
        task.cancel()
    }
  }

  readonly #onTaskDone = (task: Task): void => {
    this.#tasks.delete(task)
    if (this.#onCompleted && this.#tasks.size === 0 && !this.#onCompleted.done())
      this.#onCompleted.setResult()
    if (task.cancelled())
      return
    const exception = task.exception()
    if (!exception)
      return
    this.#errors.push(exception)
    if (isBaseError(exception))
      this.#baseError ??= exception
    const parent = this.#parent!
    if (parent.done()) {
      this.#loop!.callExceptionHandler({
        message: `Task ${task.toString()} has errored out but its parent task ${parent.toString()} is already completed`,
        exception,
        task,
      })
      return
    }
    if (!this.#aborting && !this.#parentCancelRequested) {
      this.#abort()
      this.#parentCancelRequested = true
      parent.cancel()
    }
  }

  override toString(): string {
    const info = ['TaskGroup']
    if (this.#tasks.size > 0)
      info.push(`tasks=${this.#tasks.size}`)
    if (this.#errors.length > 0)
      info.push(`errors=${this.#errors.length}`)
    if (this.#aborting)
      info.push('cancelling')
    else if (this.#entered)
      info.push('entered')
    return `<${info.join(' ')}>`
  }
}
