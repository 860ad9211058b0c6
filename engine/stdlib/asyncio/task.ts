/** Tasks: Lib/asyncio/tasks.py. */
import type { Awaitable, Suspension } from '../../kernel/coroutine'
import type { DeadlockMember } from '../../protocol/run'
import type { Context } from '../contextvars/context'
import type { AbstractEventLoop } from './events'
import { Coroutine } from '../../kernel/coroutine'
import { current } from '../../kernel/current'
import { KeyboardInterrupt, RuntimeError, SystemExit } from '../../kernel/errors'
import { words } from '../../kernel/memory'
import { checkOptions } from '../../kernel/options'
import { nextLane } from '../../kernel/process'
import { nameLane } from '../../kernel/text-writer'
import { currentThreadName } from '../../kernel/thread-record'
import { asException } from '../../kernel/thrown'
import { traceLaneEnd, traceLaneStart, traceState } from '../../kernel/trace-writer'
import { typeName } from '../../kernel/type-name'
import { Word } from '../../protocol/layout'
import { LaneEnd, LaneKind, LOOP_HELPERS, State } from '../../protocol/trace'
import { repr } from '../builtins/functions'
import { copyContext } from '../contextvars/context'
import { registerLocalClass } from './crossing'
import { runningLoop } from './events'
import { CancelledError, cancelledError, InvalidStateError } from './exceptions'
import { CANCEL_NAMES, Future } from './future'
import { forget, instant, stamp } from './instant'
import { Step } from './step'

/** Anything that can be awaited; to TypeScript the call of an async function is a promise. */
export type AnyAwaitable<T> = Future<T> | Coroutine<T> | Awaitable<T> | PromiseLike<T>

/** Options of {@link createTask}. */
export interface TaskOptions {
  /** @default `Task-N` */
  name?: string | null
  /** @default a copy of the current one */
  context?: Context | null
  /** Whether it runs at once, up to its first suspension. @default false */
  eagerStart?: boolean | null
}

/** Names of {@link TaskOptions}. */
export const TASK_NAMES: readonly string[] = ['name', 'context', 'eagerStart']
const CONSTRUCTOR_NAMES: readonly string[] = [...TASK_NAMES, 'loop']

/** Creates tasks in place of `new Task`: `eagerTaskFactory` is one. */
export type TaskFactory = (loop: AbstractEventLoop, coro: Coroutine<unknown>, options: TaskOptions) => Task

/**
 * A coroutine that its event loop runs.
 *
 * @see https://docs.python.org/3.14/library/asyncio-task.html#asyncio.Task
 */
export class Task<T = unknown> extends Future<T> {
  readonly #coro: Coroutine<T>
  #name: string
  readonly #step: Step
  #waitingFor: Future | undefined
  #mustCancel = false
  #cancelMessageToGive: unknown
  #cancelRequests = 0
  /** The source line where it is suspended. */
  #line: number
  /**
   * Whether to warn if it never finishes.
   * @internal
   */
  logDestroyPending = true

  /**
   * @throws TypeError for anything that is not a coroutine
   * @see https://docs.python.org/3.14/library/asyncio-task.html#asyncio.Task
   */
  constructor(coro: Coroutine<T> | PromiseLike<T>, options: TaskOptions & {
    /** @default the running loop */
    loop?: AbstractEventLoop | null
  } = {}) {
    checkOptions('Task', options, CONSTRUCTOR_NAMES)
    super({ loop: options.loop })
    if (!(coro instanceof Coroutine))
      throw new TypeError(`a coroutine was expected, got ${repr(coro)}`)
    const loop = this.getLoop()
    this.#coro = coro
    this.#name = options.name === undefined || options.name === null
      ? `Task-${Atomics.add(words, Word.LastTaskNumber, 1) + 1}`
      : String(options.name)
    this.#step = new Step(this, options.context ?? copyContext())
    this.#line = coro.line
    this.waitPeer = nextLane()
    this.#emitName()
    traceLaneStart(this.waitPeer, LaneKind.Task, coro.line)
    loop.scheduler.tasks.add(this as Task)
    if (options.eagerStart && runningLoop() === loop)
      this.#startEagerly()
    else
      loop.scheduler.push(this.#step)
  }

  /** Its lane on the timeline; a task that awaits this one is shown waiting for it. */
  get #lane(): number {
    return this.waitPeer
  }

  #emitName(): void {
    const { name } = this.#coro
    nameLane(this.#lane, LOOP_HELPERS.has(name) ? name : this.#name, currentThreadName())
  }

  #startEagerly(): void {
    const { scheduler } = this.getLoop()
    const { currentTask } = scheduler
    const { lane, line } = current
    const previous = this.#step.context.enter()
    forget()
    try {
      this.step$loop(this.#step)
    }
    finally {
      this.#step.context.leave(previous)
      scheduler.currentTask = currentTask
      current.lane = lane
      current.line = line
      traceState(lane, State.Running)
      forget()
    }
  }

  /**
   * Its name.
   *
   * @see https://docs.python.org/3.14/library/asyncio-task.html#asyncio.Task.get_name
   */
  getName(): string {
    return this.#name
  }

  /**
   * Sets its name, on the timeline too.
   *
   * @see https://docs.python.org/3.14/library/asyncio-task.html#asyncio.Task.set_name
   */
  setName(name: unknown): void {
    this.#name = String(name)
    this.#emitName()
  }

  /**
   * The coroutine that it runs.
   *
   * @see https://docs.python.org/3.14/library/asyncio-task.html#asyncio.Task.get_coro
   */
  getCoro(): Coroutine<T> {
    return this.#coro
  }

  /**
   * The context that it runs in.
   *
   * @see https://docs.python.org/3.14/library/asyncio-task.html#asyncio.Task.get_context
   */
  getContext(): Context {
    return this.#step.context
  }

  /** @throws RuntimeError always: a task's result is what its coroutine returns */
  override setResult(_result: T): void {
    throw new RuntimeError('Task does not support set_result operation')
  }

  /** @throws RuntimeError always: a task's exception is what its coroutine raises */
  override setException(_exception: Error | (new () => Error)): void {
    throw new RuntimeError('Task does not support set_exception operation')
  }

  /**
   * Requests that a CancelledError be raised in the coroutine, at the await where it is suspended.
   *
   * @returns false when it is already done
   * @see https://docs.python.org/3.14/library/asyncio-task.html#asyncio.Task.cancel
   */
  override cancel(options: { msg?: unknown } = {}): boolean {
    checkOptions('cancel', options, CANCEL_NAMES)
    this.retrieved()
    if (this.done())
      return false
    this.#cancelRequests++
    if (this.#waitingFor?.cancel(options))
      return true
    this.#mustCancel = true
    this.#cancelMessageToGive = options.msg
    return true
  }

  /**
   * The number of cancellation requests, less those that `uncancel` withdrew.
   *
   * @see https://docs.python.org/3.14/library/asyncio-task.html#asyncio.Task.cancelling
   */
  cancelling(): number {
    return this.#cancelRequests
  }

  /**
   * Withdraws a cancellation request; returns how many are left.
   *
   * @see https://docs.python.org/3.14/library/asyncio-task.html#asyncio.Task.uncancel
   */
  uncancel(): number {
    if (this.#cancelRequests > 0 && --this.#cancelRequests === 0)
      this.#mustCancel = false
    return this.#cancelRequests
  }

  /**
   * Schedules its next step; the timeline shows it as ready from now on.
   * @internal
   */
  makeReady(): void {
    traceState(this.#lane, State.Ready, 0, current.lane, current.line, instant())
    this.getLoop().scheduler.push(this.#step)
  }

  /** The exception that its next step has to raise in the coroutine; undefined for none. */
  #errorToRaise(step: Step): unknown {
    let { error } = step
    step.error = undefined
    if (step.future) {
      error = step.future.failure() ?? error
      step.future = undefined
    }
    if (this.#mustCancel) {
      if (!(error instanceof CancelledError))
        error = cancelledError(this.#cancelMessageToGive)
      this.#mustCancel = false
    }
    return error
  }

  /**
   * Runs the coroutine to its next suspension (`__step`). kernel/traceback.ts recognizes the name.
   * @internal
   */
  step$loop(step: Step): void {
    if (this.done())
      throw new InvalidStateError(`__step(): already done: ${this.toString()}`)
    const error = this.#errorToRaise(step)
    this.#waitingFor = undefined
    const { scheduler } = this.getLoop()
    const { lane } = current
    scheduler.currentTask = this as Task
    current.lane = this.#lane
    current.line = this.#line
    traceState(this.#lane, State.Running, 0, 0, this.#line, instant())
    forget()
    try {
      const result = error === undefined ? this.#coro.next() : this.#coro.throw(error)
      if (result.done)
        this.#finish(result.value)
      else
        this.#suspend(result.value)
    }
    catch (raised) {
      this.#fail(raised)
    }
    finally {
      scheduler.currentTask = null
      current.lane = lane
    }
  }

  #finish(value: T): void {
    if (this.#mustCancel) {
      this.#mustCancel = false
      this.#end(LaneEnd.Cancelled)
      super.cancel({ msg: this.#cancelMessageToGive })
      return
    }
    this.#end(LaneEnd.Returned)
    super.setResult(value)
  }

  #fail(raised: unknown): void {
    if (raised instanceof CancelledError) {
      this.#end(LaneEnd.Cancelled)
      this.cancelledWith(raised)
      return
    }
    this.#end(LaneEnd.Raised)
    super.setException(asException(raised))
    if (raised instanceof KeyboardInterrupt || raised instanceof SystemExit) {
      if (raised instanceof KeyboardInterrupt)
        this.retrieved()
      throw raised
    }
  }

  #end(how: LaneEnd): void {
    this.getLoop().scheduler.tasks.delete(this as Task)
    traceLaneEnd(this.#lane, how, stamp())
  }

  #suspend(yielded: Suspension): void {
    this.#line = current.line
    const problem = yielded === undefined ? undefined : this.#whyNotWaitFor(yielded)
    if (yielded === undefined || problem !== undefined) {
      this.#step.error = problem && new RuntimeError(problem)
      traceState(this.#lane, State.Ready, 0, 0, this.#line, stamp())
      this.getLoop().scheduler.push(this.#step)
      return
    }
    const future = yielded as Future
    future.blocking = false
    traceState(this.#lane, future.waitState, future.waitSubject, future.waitPeer, this.#line, stamp())
    future.addWaiter(this.#step)
    this.#waitingFor = future
    if (this.#mustCancel && future.cancel({ msg: this.#cancelMessageToGive }))
      this.#mustCancel = false
  }

  #whyNotWaitFor(yielded: object): string | undefined {
    if (!(yielded instanceof Future))
      return `Task got bad yield: ${typeName(yielded)}`
    if (yielded.getLoop() !== this.getLoop())
      return `Task ${this.toString()} got Future ${yielded.toString()} attached to a different loop`
    if (!yielded.blocking)
      return `yield was used instead of yield from in task ${this.toString()} with ${yielded.toString()}`
    if (yielded as unknown === this)
      return `Task cannot await on itself: ${this.toString()}`
    return undefined
  }

  /**
   * What it waits for, for a deadlock's report.
   * @internal
   */
  waitsForever(): DeadlockMember {
    return { lane: this.#lane, subject: this.#waitingFor?.waitSubject ?? 0, heldBy: this.#waitingFor?.waitPeer ?? 0, line: this.#line }
  }

  protected override info(): string[] {
    const [state, ...others] = super.info()
    return [
      this.#cancelRequests > 0 && !this.done() ? 'cancelling' : state!,
      `name=${repr(this.#name)}`,
      `coro=<${this.#describeCoroutine()}>`,
      ...this.#waitingFor ? [`wait_for=${this.#waitingFor.toString()}`] : [],
      ...others,
    ]
  }

  #describeCoroutine(): string {
    const line = this.#coro.running ? current.line : this.#line
    return `${this.#coro.name}() ${this.done() ? 'done' : 'running'}${line > 0 && !this.done() ? ` at line ${line}` : ''}`
  }
}

registerLocalClass(Task, [])
