/** The event loop that runs in this thread: Lib/asyncio/events.py. */
import type { EventLoop } from './loop'
import { RuntimeError } from '../../kernel/errors'
import { currentThreadRecord, threadName } from '../../kernel/threads'

let running: EventLoop | undefined
let set: EventLoop | undefined

/**
 * The event loop that runs in this thread.
 *
 * @throws RuntimeError when none does
 * @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.get_running_loop
 */
export function getRunningLoop(): EventLoop {
  if (!running)
    throw new RuntimeError('no running event loop')
  return running
}

/** The event loop that runs in this thread, if one does. */
export function runningLoop(): EventLoop | undefined {
  return running
}

/** @internal */
export function setRunningLoop(loop: EventLoop | undefined): void {
  running = loop
}

/**
 * The event loop that runs in this thread, or else the one that `setEventLoop` was given.
 *
 * @throws RuntimeError when there is neither
 * @see https://docs.python.org/3.14/library/asyncio-eventloop.html#asyncio.get_event_loop
 */
export function getEventLoop(): EventLoop {
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
export function setEventLoop(loop: EventLoop | null): void {
  set = loop ?? undefined
}

/** Whether this thread was given a loop by `setEventLoop`. @internal */
export function eventLoopIsSet(): boolean {
  return set !== undefined
}
