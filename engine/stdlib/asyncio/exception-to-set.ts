import { RuntimeError, StopIteration } from '../../kernel/errors'

/**
 * The exception that `Future.set_exception` sets: what it was given, or a new one of the class that it was given.
 *
 * @throws TypeError for what is no exception
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
