import { RuntimeError, StopIteration } from '../../kernel/errors'

/**
 * The exception that `Future.set_exception` sets: the one passed in, or a new instance of the class passed in.
 *
 * @throws TypeError for anything that is not an exception
 */
export function exceptionToSet(exception: Error | (new () => Error)): Error {
  const ErrorClass = exception
  const error: unknown = typeof ErrorClass === 'function' ? new ErrorClass() : ErrorClass
  if (!(error instanceof Error))
    throw new TypeError('invalid exception object')
  return error instanceof StopIteration
    ? new RuntimeError('StopIteration interacts badly with generators and cannot be raised into a Future', { cause: error })
    : error
}
