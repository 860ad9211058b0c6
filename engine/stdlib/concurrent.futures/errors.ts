import { Exception, RuntimeError } from '../../kernel/errors'
import { registerFunction } from '../../kernel/functions'

export { TimeoutError } from '../../kernel/errors'

/** The base class of this module's exceptions. */
class FuturesError extends Exception {}

/**
 * The future was cancelled.
 *
 * @see https://docs.python.org/3.14/library/concurrent.futures.html#concurrent.futures.CancelledError
 */
export class CancelledError extends FuturesError {}

/**
 * The state of the future does not allow the operation.
 *
 * @see https://docs.python.org/3.14/library/concurrent.futures.html#concurrent.futures.InvalidStateError
 */
export class InvalidStateError extends FuturesError {}

/**
 * The executor can't be used any more.
 *
 * @see https://docs.python.org/3.14/library/concurrent.futures.html#concurrent.futures.BrokenExecutor
 */
export class BrokenExecutor extends RuntimeError {}

/**
 * A thread of a ThreadPoolExecutor failed in its initializer.
 *
 * @see https://docs.python.org/3.14/library/concurrent.futures.html#concurrent.futures.thread.BrokenThreadPool
 */
export class BrokenThreadPool extends BrokenExecutor {}

/**
 * A worker of a ProcessPoolExecutor failed in its initializer, or ended unexpectedly.
 *
 * @see https://docs.python.org/3.14/library/concurrent.futures.html#concurrent.futures.process.BrokenProcessPool
 */
export class BrokenProcessPool extends BrokenExecutor {}

// Registered under the module's name: asyncio has other exceptions of the same names.
for (const errorClass of [CancelledError, InvalidStateError, BrokenExecutor, BrokenThreadPool, BrokenProcessPool])
  registerFunction(`concurrent.futures.${errorClass.name}`, errorClass, false)
