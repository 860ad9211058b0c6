/** Creating tasks and finding them: Lib/asyncio/tasks.py. */
import type { Awaitable } from '../../kernel/coroutine'
import type { BaseEventLoop } from './base-loop'
import type { AbstractEventLoop } from './events'
import type { AnyAwaitable, TaskOptions } from './task'
import { AWAIT, Coroutine, isAwaitable } from '../../kernel/coroutine'
import { RuntimeError, ValueError } from '../../kernel/errors'
import { makesCoroutine } from '../../kernel/functions'
import { checkOptions } from '../../kernel/options'
import { getEventLoop, getRunningLoop } from './events'
import { Future } from './future'
import { Task, TASK_NAMES } from './task'

const LOOP_NAMES: readonly string[] = ['loop']

/**
 * The future of an awaitable: itself if it is one, a new task for a coroutine.
 *
 * @throws TypeError for anything else
 * @see https://docs.python.org/3.14/library/asyncio-future.html#asyncio.ensure_future
 */
export function ensureFuture<T>(awaitable: AnyAwaitable<T>, options: {
  /** @default the running loop */
  loop?: AbstractEventLoop | null
} = {}): Future<T> {
  checkOptions('ensure_future', options, LOOP_NAMES)
  const { loop } = options
  if (awaitable instanceof Future) {
    if (loop && loop !== awaitable.getLoop())
      throw new ValueError('The future belongs to a different loop than the one specified as the loop argument')
    return awaitable
  }
  const isCoroutine = awaitable instanceof Coroutine
  const coro = isCoroutine ? awaitable : wrapAwaitable(awaitable)
  try {
    return makeTask('ensure_future', loop ?? getEventLoop(), coro, {})
  }
  catch (error) {
    if (isCoroutine && error instanceof RuntimeError)
      coro.close()
    throw error
  }
}

/**
 * Wraps an awaitable in a coroutine.
 *
 * @throws TypeError for a value that can't be awaited
 */
export function wrapAwaitable<T>(awaitable: AnyAwaitable<T>): Coroutine<T> {
  if (!isAwaitable(awaitable))
    throw new TypeError('An asyncio.Future, a coroutine or an awaitable is required')
  const iterable = { [Symbol.iterator]: () => (awaitable as Awaitable<T>)[AWAIT]() }
  return new Coroutine((function* () {
    return yield* iterable
  })(), '_wrap_awaitable')
}

/**
 * Creates a task of a loop, with its factory if it has one; a factory may take options of its own.
 *
 * @param call the name of the called function, for errors
 * @internal
 */
export function makeTask<T>(call: string, loop: AbstractEventLoop, coro: Coroutine<T>, options: TaskOptions): Task<T> {
  loop.check()
  const { taskFactory } = loop.scheduler
  if (taskFactory)
    return taskFactory(loop, coro, options) as Task<T>
  checkOptions(call, options, TASK_NAMES)
  return new Task(coro, { ...options, loop })
}

/**
 * Wraps a coroutine in a task: the running loop starts it in its next iteration.
 *
 * @throws RuntimeError when no loop runs in this thread
 * @throws TypeError for anything that is not a coroutine
 * @see https://docs.python.org/3.14/library/asyncio-task.html#asyncio.create_task
 */
export function createTask<T>(coro: Coroutine<T> | PromiseLike<T>, options: TaskOptions = {}): Task<T> {
  return makeTask('create_task', getRunningLoop(), coro as Coroutine<T>, options)
}

/**
 * The running task; null in a callback.
 *
 * @throws RuntimeError when no loop is given and none runs in this thread
 * @see https://docs.python.org/3.14/library/asyncio-task.html#asyncio.current_task
 */
export function currentTask(options: {
  /** @default the running loop */
  loop?: AbstractEventLoop | null
} = {}): Task | null {
  checkOptions('current_task', options, LOOP_NAMES)
  return (options.loop ?? getRunningLoop()).scheduler.currentTask
}

/**
 * The tasks of a loop that are not done.
 *
 * @throws RuntimeError when no loop is given and none runs in this thread
 * @see https://docs.python.org/3.14/library/asyncio-task.html#asyncio.all_tasks
 */
export function allTasks(options: {
  /** @default the running loop */
  loop?: AbstractEventLoop | null
} = {}): Set<Task> {
  checkOptions('all_tasks', options, LOOP_NAMES)
  return new Set<Task>((options.loop ?? getRunningLoop()).scheduler.tasks)
}

/**
 * Whether something is a coroutine.
 *
 * @see https://docs.python.org/3.14/library/asyncio-task.html#asyncio.iscoroutine
 */
export function iscoroutine(value: unknown): value is Coroutine {
  return value instanceof Coroutine
}

/**
 * Whether a function is an async function, whose calls return coroutines. Deprecated in Python, in favour of `inspect`.
 *
 * @see https://docs.python.org/3.14/whatsnew/3.14.html#deprecated
 */
export function iscoroutinefunction(value: unknown): boolean {
  return makesCoroutine(value)
}

/** Forgets the tasks of a closed loop, and warns about those that are pending. @internal */
export function destroyPending(loop: BaseEventLoop): void {
  const { tasks } = loop.scheduler
  for (const task of tasks) {
    tasks.delete(task)
    if (task.logDestroyPending)
      loop.callExceptionHandler({ message: 'Task was destroyed but it is pending!', task })
  }
}
