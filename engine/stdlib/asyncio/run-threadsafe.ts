/** `asyncio.run_coroutine_threadsafe`: a coroutine for the event loop of another thread. */
import type { AnyFunction } from '../../kernel/functions'
import type { EventLoop } from './loop'
import { Coroutine } from '../../kernel/coroutine'
import { registerFunction } from '../../kernel/functions'
import { Future as SharedFuture } from '../concurrent.futures/future'
import { setSharedState, whenDone } from './chain'
import { crossingCoroutine } from './crossing'
import { getRunningLoop, runningLoop } from './events'
import { ensureFuture } from './tasks'
import { leaveCall } from './threadsafe'

/** Makes a coroutine a task of the running loop and lets a shared future have what comes of it. */
function runHere(future: SharedFuture, make: () => unknown): void {
  const loop = getRunningLoop()
  try {
    const task = ensureFuture(make() as Coroutine, { loop })
    task.addDoneCallback(() => {
      if (!future.done())
        setSharedState(task, future)
    })
    whenDone(future, loop, () => {
      if (future.cancelled())
        task.cancel()
    })
  }
  catch (error) {
    if (future.setRunningOrNotifyCancel())
      future.setException(error as Error)
    throw error
  }
}

function runCoroutine(future: SharedFuture, callee: AnyFunction, args: never[]): void {
  runHere(future, () => callee(...args))
}

registerFunction('asyncio.runCoroutine', runCoroutine, false)

/**
 * Has a coroutine run by the event loop of another thread: one of an async function at the module's top level, of a
 * function of the standard modules (`asyncio.sleep(1)`), or of what belongs to that loop (`queue.put(item)`). What the
 * function was called with has to cross to that thread, where the coroutine is made anew.
 *
 * @returns a future of concurrent.futures, whose result can be waited for; cancelling it cancels the task
 * @throws TypeError for what is no coroutine, and for one that can't cross
 * @throws RuntimeError for a coroutine that was started, and for a loop that is closed
 * @see https://docs.python.org/3.14/library/asyncio-task.html#asyncio.run_coroutine_threadsafe
 */
export function runCoroutineThreadsafe<T>(coro: Coroutine<T> | PromiseLike<T>, loop: EventLoop): SharedFuture<T> {
  if (!(coro instanceof Coroutine))
    throw new TypeError('A coroutine object is required')
  const future = new SharedFuture<T>()
  if (runningLoop() === loop) {
    loop.callSoon(() => runHere(future as SharedFuture, () => coro))
    return future
  }
  loop.checkOpen()
  try {
    const { callee, args } = crossingCoroutine(coro)
    leaveCall(loop.inbox, { callee: runCoroutine as AnyFunction, args: [future, callee, args] })
  }
  finally {
    // It runs there or nowhere.
    if (coro.unstarted)
      coro.close()
  }
  return future
}
