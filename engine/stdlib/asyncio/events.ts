/**
 * What futures, tasks and callbacks need of their event loop, and which loop is this thread's: Lib/asyncio/events.py.
 * The loop itself, which creates futures and tasks, is in loop.ts.
 */
import type { Context } from '../contextvars/context'
import type { Callback, Handle, Runnable, TimerHandle } from './handles'
import { RuntimeError } from '../../kernel/errors'
import { onFreshRun } from '../../kernel/fresh-run'
import { currentThreadRecord, threadName } from '../../kernel/thread-record'

/** The part of a loop's scheduler that its futures, tasks and callbacks need. */
export interface LoopScheduler {
  /** The tasks that are not done. */
  readonly tasks: Set<object>
  /** The running task. */
  currentTask: object | null
  callSoon: (callback: Callback, args: readonly unknown[], context: Context) => Handle
  /** Appends to the ready queue. */
  push: (runnable: Runnable) => void
  /** Completes a future at a time of the loop's clock, unless it was cancelled. */
  setResultAt: <T>(when: number, future: SettableFuture<T>, result: T) => TimerHandle
}

/** The part of a future that a timer needs. */
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
 * A loop's public methods. loop.ts adds them, since their types refer to futures and tasks.
 * @public
 */
export interface LoopMethods {}

/** The event loop, as returned by a future, a task or {@link getRunningLoop}. */
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

/** The event loop that runs in this thread, if any. */
export function runningLoop(): AbstractEventLoop | undefined {
  return running
}

/** @internal */
export function setRunningLoop(loop: AbstractEventLoop | undefined): void {
  running = loop
}

/**
 * The event loop that runs in this thread, or else the one passed to `setEventLoop`.
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
 * Sets this thread's loop, for `getEventLoop`.
 *
 * @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.set_event_loop
 */
export function setEventLoop(loop: AbstractEventLoop | null): void {
  set = loop ?? undefined
}

/** Whether `setEventLoop` has set a loop for this thread. @internal */
export function eventLoopIsSet(): boolean {
  return set !== undefined
}

onFreshRun(() => running = set = undefined)
