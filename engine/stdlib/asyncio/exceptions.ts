/** The exceptions of asyncio: Lib/asyncio/exceptions.py. */
import { BaseException, Exception, RuntimeError } from '../../kernel/errors'
import { registerFunction } from '../../kernel/functions'

export { TimeoutError } from '../../kernel/errors'

/**
 * The operation has been cancelled. Not an `Exception`, so that code which handles those lets it pass; JavaScript's
 * `catch` catches it all the same, and should raise it again.
 *
 * @see https://docs.python.org/3.14/library/asyncio-exceptions.html#asyncio.CancelledError
 */
export class CancelledError extends BaseException {}

/** What a cancellation raises: with the message that `cancel` was given, if it was. */
export function cancelledError(message: unknown): CancelledError {
  return message === undefined || message === null ? new CancelledError() : new CancelledError(message)
}

/**
 * A future or task is not in a state that allows this.
 *
 * @see https://docs.python.org/3.14/library/asyncio-exceptions.html#asyncio.InvalidStateError
 */
export class InvalidStateError extends Exception {}

/**
 * The barrier is broken, so nobody can wait for it any more.
 *
 * @see https://docs.python.org/3.14/library/asyncio-sync.html#asyncio.BrokenBarrierError
 */
export class BrokenBarrierError extends RuntimeError {}

/**
 * Raised by `getNowait` of an empty queue.
 *
 * @see https://docs.python.org/3.14/library/asyncio-queue.html#asyncio.QueueEmpty
 */
export class QueueEmpty extends Exception {}

/**
 * Raised by `putNowait` of a full queue.
 *
 * @see https://docs.python.org/3.14/library/asyncio-queue.html#asyncio.QueueFull
 */
export class QueueFull extends Exception {}

/**
 * Raised by `put` and `get` of a queue that was shut down.
 *
 * @see https://docs.python.org/3.14/library/asyncio-queue.html#asyncio.QueueShutDown
 */
export class QueueShutDown extends Exception {}

// By these names they keep their class when they cross to another thread: other modules have classes of the same name.
for (const errorClass of [CancelledError, InvalidStateError, BrokenBarrierError, QueueEmpty, QueueFull, QueueShutDown])
  registerFunction(`asyncio.${errorClass.name}`, errorClass, false)
