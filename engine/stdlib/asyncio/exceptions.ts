import { BaseException, Exception, RuntimeError } from '../../kernel/errors'

export { TimeoutError } from '../../kernel/errors'

/**
 * The operation has been cancelled. Not an `Exception`, so that code which handles those lets it pass; JavaScript's
 * `catch` catches it all the same, and should raise it again.
 *
 * @see https://docs.python.org/3.14/library/asyncio-exceptions.html#asyncio.CancelledError
 */
export class CancelledError extends BaseException {}

/**
 * A future or task is not in a state that allows this.
 *
 * @see https://docs.python.org/3.14/library/asyncio-exceptions.html#asyncio.InvalidStateError
 */
export class InvalidStateError extends Exception {}

/** A waiting call can't be served any more: the barrier is broken. */
export class BrokenBarrierError extends RuntimeError {}
