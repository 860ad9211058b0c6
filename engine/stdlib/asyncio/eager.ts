import type { Coroutine } from '../../kernel/coroutine'
import type { AbstractEventLoop } from './events'
import type { TaskFactory, TaskOptions } from './task'
import { Task } from './task'

/** A subclass of Task, or a function with the signature of its constructor. */
export type TaskConstructor = new (coro: Coroutine<unknown>, options: TaskOptions & { loop?: AbstractEventLoop | null }) => Task

/**
 * Creates a task factory for a class of tasks; each task runs at once, up to its first suspension.
 *
 * @see https://docs.python.org/3.14/library/asyncio-task.html#asyncio.create_eager_task_factory
 */
export function createEagerTaskFactory(CustomTask: TaskConstructor): TaskFactory {
  return (loop, coro, options) => new CustomTask(coro, { eagerStart: true, ...options, loop })
}

/**
 * A task factory whose tasks run at once, up to their first suspension; a task that never suspends finishes without the
 * event loop: `loop.setTaskFactory(asyncio.eagerTaskFactory)`.
 *
 * @see https://docs.python.org/3.14/library/asyncio-task.html#asyncio.eager_task_factory
 */
export const eagerTaskFactory: TaskFactory = createEagerTaskFactory(Task)
