/**
 * What futures, tasks and callbacks need of their event loop, and which loop is this thread's: Lib/asyncio/events.py.
 * The loop itself, which makes futures and tasks, stands in loop.ts.
 */
import type { Context } from '../contextvars/context'
import type { Callback, Handle, Runnable, TimerHandle } from './handles'
import { RuntimeError } from '../../kernel/errors'
import { onFreshRun } from '../../kernel/fresh-run'
import { currentThreadRecord, threadName } from '../../kernel/thread-record'

/** The ready queue and the timers of a loop, as its futures, tasks and callbacks know them. */
export interface LoopScheduler {
  /** The tasks that are not done. */
  readonly tasks: Set<object>
  /** The task that runs. */
  currentTask: object | null
  callSoon: (callback: Callback, args: readonly unknown[], context: Context) => Handle
  /** Puts something at the end of the ready queue. */
  push: (runnable: Runnable) => void
  /** Makes a future done at a time of the loop's clock, unless it was cancelled. */
  setResultAt: <T>(when: number, future: SettableFuture<T>, result: T) => TimerHandle
}

/** A future as far as a timer knows it. */
export interface SettableFuture<T> {
  done: () => boolean
  setResult: (result: T) => void
}

/** What the engine itself needs of a loop. */
export interface LoopCore {
  /** @internal */
  readonly scheduler: LoopScheduler
  /**
   * Address of its inbox.
   * @internal
   */
  readonly inbox: number
}

/**
 * The methods that programs find on a loop. loop.ts declares them here, since their types speak of futures and tasks.
 * @public
 */
export interface LoopMethods {}

/** The event loop as a future, a task or {@link getRunningLoop} gives it. */
export type AbstractEventLoop = LoopMethods & LoopCore

let running: AbstractEventLoop | undefined
let set: AbstractEventLoop | undefined

/**
 * The event loop that runs in this thread.
 *
 * @throws RuntimeError when none does
 * @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.get_running_loop
 */
export function getRunningLoop(): AbstractEventLoop {
  if (!running)
    throw new RuntimeError('no running event loop')
  return running
}

/** The event loop that runs in this thread, if one does. */
export function runningLoop(): AbstractEventLoop | undefined {
  return running
}

/** @internal */
export function setRunningLoop(loop: AbstractEventLoop | undefined): void {
  running = loop
}

/**
 * The event loop that runs in this thread, or else the one that `setEventLoop` was given.
 *
 * @throws RuntimeError when there is neither
 * @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.get_event_loop
 */
export function getEventLoop(): AbstractEventLoop {
  const loop = running ?? set
  if (!loop)
    throw new RuntimeError(`There is no current event loop in thread '${threadName(currentThreadRecord())}'.`)
  return loop
}

/**
 * Makes a loop this thread's, for `getEventLoop`.
 *
 * @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.set_event_loop
 */
export function setEventLoop(loop: AbstractEventLoop | null): void {
  set = loop ?? undefined
}

/** Whether this thread was given a loop by `setEventLoop`. @internal */
export function eventLoopIsSet(): boolean {
  return set !== undefined
}

onFreshRun(() => running = set = undefined)
