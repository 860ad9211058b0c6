/**
 * `asyncio`: coroutines, tasks and the event loop.
 *
 * @see https://docs.python.org/3.14/library/asyncio.html
 */
export { CancelledError, InvalidStateError, TimeoutError } from './exceptions'
export { Future } from './future'
export { gather, type GatherOptions } from './gather'
export { Handle, TimerHandle } from './handles'
export { EventLoop, type ExceptionContext } from './loop'
export { run, Runner, type RunnerOptions } from './runners'
export { getRunningLoop } from './running'
export { sleep } from './sleep'
export { allTasks, createTask, currentTask, ensureFuture, Task, type TaskOptions } from './task'
