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
import { postCall } from './threadsafe'

/** Makes a coroutine a task of the running loop and passes its outcome to a shared future. */
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
 * Has the event loop of another thread run a coroutine: one of an async function at the module's top level, of a function
 * of the standard modules (`asyncio.sleep(1)`), or of an object of that loop (`queue.put(item)`). The arguments of the
 * call have to cross to that thread, where the coroutine is created anew.
 *
 * @returns a concurrent.futures future of its result; cancelling it cancels the task
 * @throws TypeError for anything that is not a coroutine, and for a coroutine that can't cross
 * @throws RuntimeError for a coroutine that has started, and for a loop that is closed
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
    postCall(loop.inbox, { callee: runCoroutine as AnyFunction, args: [future, callee, args] })
  }
  finally {
    // It runs there or not at all, so it needs no "never awaited" warning here.
    if (coro.unstarted)
      coro.close()
  }
  return future
}
