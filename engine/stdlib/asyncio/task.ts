/** Tasks: Lib/asyncio/tasks.py. */
import { LaneKind, State } from '../../protocol/trace'
import { Word } from '../../protocol/layout'
import { AWAIT, type Awaitable, Coroutine, isAwaitable, type Suspension } from '../../kernel/coroutine'
import { current } from '../../kernel/current'
import { KeyboardInterrupt, RuntimeError, SystemExit, ValueError } from '../../kernel/errors'
import { describe } from '../../kernel/functions'
import { words } from '../../kernel/memory'
import { nameLane } from '../../kernel/text'
import { currentThreadRecord, threadName } from '../../kernel/threads'
import { LaneEnd, traceLaneEnd, traceLaneStart, traceState } from '../../kernel/trace'
import { type Context, copyContext } from '../contextvars/context'
import { CancelledError } from './exceptions'
import { Future } from './future'
import type { EventLoop } from './loop'
import { getRunningLoop, runningLoop } from './running'

/** Tasks that are not done, in the order of their making. */
const tasks = new Set<Task>()
/** Tasks that raised what nobody has asked for. */
const unretrieved = new Set<Task>()
const runningTasks = new Map<EventLoop, Task>()

/** Anything that can be awaited; TypeScript sees the call of an async function as a promise. */
export type AnyAwaitable<T> = Future<T> | Coroutine<T> | Awaitable<T> | PromiseLike<T>

/** Options of {@link createTask}. */
export interface TaskOptions {
  /** @default `Task-N` */
  name?: string
  /** @default a copy of the current one */
  context?: Context
}

/**
 * A coroutine that its event loop runs.
 *
 * @see https://docs.python.org/3.14/library/asyncio-task.html#asyncio.Task
 */
export class Task<T = unknown> extends Future<T> {
  readonly #coro: Coroutine<T>
  #name: string
  readonly #context: Context
  #waitingFor: Future | undefined
  #mustCancel = false
  #cancelMessage: string | undefined
  #cancelRequests = 0
  readonly #lane = Atomics.add(words, Word.LastLane, 1) + 1

  /**
   * @throws TypeError when it is no coroutine
   * @internal
   */
  constructor(coro: Coroutine<T>, options: TaskOptions & { loop?: EventLoop, eagerStart?: boolean } = {}) {
    super({ loop: options.loop })
    if (!(coro instanceof Coroutine))
      throw new TypeError(`a coroutine was expected, got ${describe(coro)}`)
    this.#coro = coro
    this.#name = options.name === undefined ? `Task-${Atomics.add(words, Word.LastTaskNumber, 1) + 1}` : String(options.name)
    this.#context = options.context ?? copyContext()
    this.waitsFor = { state: State.Waiting, subject: 0, peer: this.#lane }
    this.#tellName()
    traceLaneStart(this.#lane, LaneKind.Task, coro.line)
    tasks.add(this as Task)
    if (options.eagerStart && runningLoop() === this.getLoop())
      this.#startEagerly()
    else
      this.#schedule()
  }

  #tellName(): void {
    nameLane(this.#lane, `${this.#name}\n${threadName(currentThreadRecord())}`)
  }

  #schedule(error?: unknown): void {
    this.getLoop().callSoon(this.#stepCallback, [error], { context: this.#context })
  }

  readonly #stepCallback = Object.assign((error?: unknown): void => this.#step(error), { task: this as unknown })

  #startEagerly(): void {
    const interrupted = runningTasks.get(this.getLoop())
    const { lane } = current
    this.#context.copy().run(() => this.#step(undefined))
    if (interrupted)
      runningTasks.set(this.getLoop(), interrupted)
    current.lane = lane
  }

  getName(): string {
    return this.#name
  }

  setName(name: string): void {
    this.#name = String(name)
    this.#tellName()
  }

  getCoro(): Coroutine<T> {
    return this.#coro
  }

  getContext(): Context {
    return this.#context
  }

  /** @throws RuntimeError always: a task's result is what its coroutine returns */
  override setResult(_result: T): void {
    throw new RuntimeError('Task does not support set_result operation')
  }

  /** @throws RuntimeError always: a task's exception is what its coroutine raises */
  override setException(_exception: Error): void {
    throw new RuntimeError('Task does not support set_exception operation')
  }

  /**
   * Asks for a CancelledError to be raised in the coroutine, at the await where it is suspended.
   *
   * @returns false when it is done already
   * @see https://docs.python.org/3.14/library/asyncio-task.html#asyncio.Task.cancel
   */
  override cancel(options: { msg?: string } = {}): boolean {
    this.logTraceback = false
    if (this.done())
      return false
    this.#cancelRequests++
    if (this.#waitingFor?.cancel(options))
      return true
    this.#mustCancel = true
    this.#cancelMessage = options.msg
    return true
  }

  /** How many requests to cancel it there are, less those that `uncancel` took back. */
  cancelling(): number {
    return this.#cancelRequests
  }

  /**
   * Takes a request to cancel it back; gives how many are left.
   *
   * @see https://docs.python.org/3.14/library/asyncio-task.html#asyncio.Task.uncancel
   */
  uncancel(): number {
    if (this.#cancelRequests > 0 && --this.#cancelRequests === 0)
      this.#mustCancel = false
    return this.#cancelRequests
  }

  /** Runs the coroutine to its next suspension (`__step`). */
  #step(error: unknown): void {
    if (this.done())
      throw new RuntimeError(`_step(): already done: ${this.toString()}`)
    if (this.#mustCancel) {
      if (!(error instanceof CancelledError))
        error = new CancelledError(this.#cancelMessage)
      this.#mustCancel = false
    }
    this.#waitingFor = undefined
    const loop = this.getLoop()
    const { lane, line } = current
    runningTasks.set(loop, this as Task)
    current.lane = this.#lane
    traceState(this.#lane, State.Running)
    let result: IteratorResult<Suspension, T> | undefined
    try {
      result = error === undefined ? this.#coro.next() : this.#coro.throw(error)
      if (result.done)
        this.#finish(result.value)
      else
        this.#suspend(result.value)
    }
    catch (raised) {
      this.#fail(raised)
    }
    finally {
      runningTasks.delete(loop)
      current.lane = lane
      current.line = line
    }
  }

  #finish(value: T): void {
    if (this.#mustCancel) {
      this.#mustCancel = false
      this.#end(LaneEnd.Cancelled)
      super.cancel({ msg: this.#cancelMessage })
      return
    }
    this.#end(LaneEnd.Returned)
    super.setResult(value)
  }

  #fail(raised: unknown): void {
    if (raised instanceof CancelledError) {
      this.#end(LaneEnd.Cancelled)
      super.cancel({ msg: raised.message })
      return
    }
    this.#end(LaneEnd.Raised)
    const exception = raised instanceof Error ? raised : new TypeError(`exceptions must derive from BaseException: ${String(raised)} was thrown`)
    super.setException(exception)
    if (raised instanceof KeyboardInterrupt)
      this.logTraceback = false
    unretrieved.add(this as Task)
    if (raised instanceof KeyboardInterrupt || raised instanceof SystemExit)
      throw raised
  }

  #end(how: LaneEnd): void {
    tasks.delete(this as Task)
    traceLaneEnd(this.#lane, how)
  }

  #suspend(yielded: Suspension): void {
    if (yielded === undefined) {
      traceState(this.#lane, State.Ready)
      this.#schedule()
      return
    }
    const problem = this.#cannotWaitFor(yielded)
    if (problem !== undefined) {
      traceState(this.#lane, State.Ready)
      this.#schedule(new RuntimeError(problem))
      return
    }
    const future = yielded as Future
    future.blocking = false
    const { state, subject, peer } = future.waitsFor
    traceState(this.#lane, state, subject, peer)
    future.waiter = this.#lane
    future.addDoneCallback(this.#wakeUpCallback, { context: this.#context })
    this.#waitingFor = future
    if (this.#mustCancel && future.cancel({ msg: this.#cancelMessage }))
      this.#mustCancel = false
  }

  #cannotWaitFor(yielded: object): string | undefined {
    if (!(yielded instanceof Future))
      return `Task got bad yield: ${describe(yielded)}`
    if (yielded.getLoop() !== this.getLoop())
      return `Task ${this.toString()} got Future ${yielded.toString()} attached to a different loop`
    if (yielded as unknown === this)
      return `Task cannot await on itself: ${this.toString()}`
    if (!yielded.blocking)
      return `yield was used instead of yield from in task ${this.toString()}`
    return undefined
  }

  readonly #wakeUpCallback = Object.assign((future: Future): void => {
    let error: unknown
    try {
      future.result()
    }
    catch (raised) {
      error = raised
    }
    this.#step(error)
  }, { task: this as unknown })

  override toString(): string {
    const state = this.done() ? (this.cancelled() ? 'cancelled' : 'finished') : this.#cancelRequests > 0 ? 'cancelling' : 'pending'
    return `<Task ${state} name='${this.#name}' coro=<${this.#coro.name}()>>`
  }
}

/**
 * The future of something that can be awaited: itself if it is one, a task for a coroutine.
 *
 * @throws TypeError for anything else
 * @see https://docs.python.org/3.14/library/asyncio-future.html#asyncio.ensure_future
 */
export function ensureFuture<T>(awaitable: AnyAwaitable<T>, options: { loop?: EventLoop } = {}): Future<T> {
  if (awaitable instanceof Future) {
    if (options.loop && options.loop !== awaitable.getLoop())
      throw new ValueError('The future belongs to a different loop than the one specified as the loop argument')
    return awaitable
  }
  if (awaitable instanceof Coroutine)
    return makeTask(options.loop ?? getRunningLoop(), awaitable, {}) as Future<T>
  if (isAwaitable(awaitable)) {
    const wrapped = new Coroutine((function* () {
      return yield* { [Symbol.iterator]: () => awaitable[AWAIT]() } as Iterable<Suspension, T, unknown>
    })(), '_wrap_awaitable')
    return makeTask(options.loop ?? getRunningLoop(), wrapped, {})
  }
  throw new TypeError('An asyncio.Future, a coroutine or an awaitable is required')
}

/** Makes tasks instead of `new Task`: `eagerTaskFactory` is one. */
export type TaskFactory = (loop: EventLoop, coro: Coroutine<unknown>, options: TaskOptions) => Task

const factories = new WeakMap<EventLoop, TaskFactory>()

/** @internal */
export function setFactory(loop: EventLoop, factory: TaskFactory | undefined): void {
  if (factory)
    factories.set(loop, factory)
  else
    factories.delete(loop)
}

/**
 * Makes a task of a loop, by its factory if it has one.
 * @internal
 */
export function makeTask<T>(loop: EventLoop, coro: Coroutine<T>, options: TaskOptions): Task<T> {
  const factory = factories.get(loop)
  return factory ? factory(loop, coro, options) as Task<T> : new Task(coro, { ...options, loop })
}

/**
 * Makes a coroutine a task: the running loop starts it in its next round.
 *
 * @throws RuntimeError when no loop runs in this thread
 * @throws TypeError when it is no coroutine
 * @see https://docs.python.org/3.14/library/asyncio-task.html#asyncio.create_task
 */
export function createTask<T>(coro: Coroutine<T> | PromiseLike<T>, options: TaskOptions = {}): Task<T> {
  return makeTask(getRunningLoop(), coro as Coroutine<T>, options)
}

/**
 * The task that runs; null in a callback.
 *
 * @throws RuntimeError when no loop is given and none runs in this thread
 * @see https://docs.python.org/3.14/library/asyncio-task.html#asyncio.current_task
 */
export function currentTask(options: { loop?: EventLoop } = {}): Task | null {
  return runningTasks.get(options.loop ?? getRunningLoop()) ?? null
}

/**
 * The tasks of a loop that are not done.
 *
 * @see https://docs.python.org/3.14/library/asyncio-task.html#asyncio.all_tasks
 */
export function allTasks(options: { loop?: EventLoop } = {}): Set<Task> {
  const loop = options.loop ?? getRunningLoop()
  return new Set([...tasks].filter(task => task.getLoop() === loop))
}

/**
 * Reports the tasks that raised what nobody has asked for. Python does so when such a task is collected; here it is
 * when the loop ends.
 * @internal
 */
export function reportUnretrieved(loop: EventLoop): void {
  for (const task of unretrieved) {
    if (task.getLoop() !== loop)
      continue
    unretrieved.delete(task)
    if (task.logTraceback)
      loop.callExceptionHandler({ message: 'Task exception was never retrieved', exception: task.exception()!, task })
  }
}

/** Forgets the tasks of a loop that is closed, and warns of those that are pending. @internal */
export function destroyPending(loop: EventLoop): void {
  for (const task of tasks) {
    if (task.getLoop() !== loop)
      continue
    tasks.delete(task)
    loop.callExceptionHandler({ message: `Task was destroyed but it is pending!\ntask: ${task.toString()}`, task })
  }
}
