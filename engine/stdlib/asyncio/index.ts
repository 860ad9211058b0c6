/**
 * `asyncio`: coroutines, tasks and the event loop.
 *
 * @see https://docs.python.org/3.14/library/asyncio.html
 */
export { asCompleted } from './as-completed'
export { Barrier } from './barrier'
export { Condition } from './condition'
export { createEagerTaskFactory, eagerTaskFactory, type TaskConstructor } from './eager'
export { Event } from './event'
export type { ExceptionContext, ExceptionHandler } from './exception-handler'
export { BrokenBarrierError, CancelledError, InvalidStateError, QueueEmpty, QueueFull, QueueShutDown, TimeoutError } from './exceptions'
export { Future, isfuture } from './future'
export { gather, type GatherOptions } from './gather'
export { Handle, TimerHandle } from './handles'
export { Lock } from './lock'
export { EventLoop as AbstractEventLoop, type CallOptions, EventLoop, newEventLoop } from './loop'
export { LifoQueue, PriorityQueue, Queue, type QueueOptions } from './queue'
export { run, Runner, type RunnerOptions } from './runners'
export { getEventLoop, getRunningLoop, setEventLoop } from './running'
export { BoundedSemaphore, Semaphore, type SemaphoreOptions } from './semaphore'
export { shield } from './shield'
export { sleep } from './sleep'
export { allTasks, createTask, currentTask, ensureFuture, iscoroutine, Task, type TaskFactory, type TaskOptions } from './task'
export { TaskGroup } from './task-group'
export { Timeout, timeout, timeoutAt } from './timeouts'
export { ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION, type ReturnWhen, wait, waitFor, type WaitOptions } from './wait'
