/** The event loop that runs in this thread: Lib/asyncio/events.py. */
import { RuntimeError } from '../../kernel/errors'
import type { EventLoop } from './loop'

let running: EventLoop | undefined

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
