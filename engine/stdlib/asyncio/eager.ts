import type { Coroutine } from '../../kernel/coroutine'
import type { AbstractEventLoop } from './events'
import type { TaskFactory, TaskOptions } from './task'
import { Task } from './task'

/** A class derived from Task, or a function like its constructor. */
export type TaskConstructor = new (coro: Coroutine<unknown>, options: TaskOptions & { loop?: AbstractEventLoop | null }) => Task

/**
 * A task factory that makes tasks of a class, which run at once to where they first have to wait.
 *
 * @see https://docs.python.org/3.14/library/asyncio-task.html#asyncio.create_eager_task_factory
 */
export function createEagerTaskFactory(CustomTask: TaskConstructor): TaskFactory {
  return (loop, coro, options) => new CustomTask(coro, { eagerStart: true, ...options, loop })
}

/**
 * A task factory whose tasks run at once to where they first have to wait; one that never does is done without the
 * event loop: `loop.setTaskFactory(asyncio.eagerTaskFactory)`.
 *
 * @see https://docs.python.org/3.14/library/asyncio-task.html#asyncio.eager_task_factory
 */
export const eagerTaskFactory: TaskFactory = createEagerTaskFactory(Task)
