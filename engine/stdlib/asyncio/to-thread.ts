/** Calls that threads make for an event loop: Lib/asyncio/threads.py, and the executors of Lib/asyncio/base_events.py. */
import type { AnyFunction } from '../../kernel/functions'
import type { CrossingContext } from '../contextvars/crossing'
import type { AsyncResult } from './internal'
import { registerFunction } from '../../kernel/functions'
import { callableName } from '../concurrent.futures/executor'
import { exportContext, importContext } from '../contextvars/crossing'
import { getRunningLoop } from './events'
import { coroutine, wait } from './internal'

function runInContext(context: CrossingContext, fn: AnyFunction, args: never[]): unknown {
  return importContext(context).run(() => fn(...args))
}

registerFunction('asyncio.runInContext', runInContext, false)

/**
 * Calls a function in a thread of the loop's default executor, so that the event loop goes on meanwhile. Context
 * variables of the module's top level come along if their values can cross.
 *
 * @param fn a function at the module's top level
 * @param args its arguments; they have to cross to another thread
 * @returns a coroutine whose result is the function's
 * @throws TypeError when the function is a closure or an async function, or an argument can't cross
 * @see https://docs.python.org/3.14/library/asyncio-task.html#asyncio.to_thread
 */
export function toThread<Args extends readonly unknown[], Result>(fn: (...args: Args) => Result, ...args: Args): AsyncResult<Result> {
  return coroutine('to_thread', function* () {
    callableName(fn, 'the function given to asyncio.toThread()')
    const loop = getRunningLoop()
    const context = exportContext()
    const future = context.length === 0
      ? loop.runInExecutor(null, fn, ...args)
      : loop.runInExecutor(null, runInContext as unknown as (...all: unknown[]) => Result, context, fn, args)
    return yield* wait<Result>(future)
  })
}
