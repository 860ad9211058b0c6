/** The exceptions of asyncio: Lib/asyncio/exceptions.py. */
import { BaseException, Exception, RuntimeError } from '../../kernel/errors'
import { registerFunction } from '../../kernel/functions'

export { TimeoutError } from '../../kernel/errors'

/**
 * The operation has been cancelled. Not an `Exception`, so code that catches those lets it through; JavaScript's `catch`
 * catches it all the same, and should raise it again.
 *
 * @see https://docs.python.org/3.14/library/asyncio-exceptions.html#asyncio.CancelledError
 */
export class CancelledError extends BaseException {}

/** The error that a cancellation raises, with the message passed to `cancel`, if any. */
export function cancelledError(message: unknown): CancelledError {
  return message === undefined || message === null ? new CancelledError() : new CancelledError(message)
}

/**
 * The state of a future or task does not allow the operation.
 *
 * @see https://docs.python.org/3.14/library/asyncio-exceptions.html#asyncio.InvalidStateError
 */
export class InvalidStateError extends Exception {}

/**
 * The barrier is broken, so no task can wait for it.
 *
 * @see https://docs.python.org/3.14/library/asyncio-sync.html#asyncio.BrokenBarrierError
 */
export class BrokenBarrierError extends RuntimeError {}

/**
 * Raised by `getNowait` on an empty queue.
 *
 * @see https://docs.python.org/3.14/library/asyncio-queue.html#asyncio.QueueEmpty
 */
export class QueueEmpty extends Exception {}

/**
 * Raised by `putNowait` on a full queue.
 *
 * @see https://docs.python.org/3.14/library/asyncio-queue.html#asyncio.QueueFull
 */
export class QueueFull extends Exception {}

/**
 * Raised by `put` and `get` on a queue that was shut down.
 *
 * @see https://docs.python.org/3.14/library/asyncio-queue.html#asyncio.QueueShutDown
 */
export class QueueShutDown extends Exception {}

// Registered by name, since other modules have classes of the same names; so they keep their class across threads.
for (const errorClass of [CancelledError, InvalidStateError, BrokenBarrierError, QueueEmpty, QueueFull, QueueShutDown])
  registerFunction(`asyncio.${errorClass.name}`, errorClass, false)
