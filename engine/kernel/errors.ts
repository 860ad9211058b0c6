/**
 * Python's built-in exceptions, with the hierarchy of
 * https://docs.python.org/3.14/library/exceptions.html.
 * `TypeError` is JavaScript's own, so that what the language throws and what a program throws are one class.
 */

/** The base class of all exceptions that a program may define or raise. */
export class BaseException extends Error {
  constructor(message = '', options?: ErrorOptions) {
    super(message, options)
    this.name = new.target.name
  }
}

const isInstance = Function.prototype[Symbol.hasInstance]

/**
 * What programs catch and derive from. JavaScript's own errors (`TypeError`, `RangeError`, …) count as
 * instances, as what the language itself raises does in Python.
 */
export class Exception extends BaseException {
  static override [Symbol.hasInstance](value: unknown): boolean {
    if (this !== Exception)
      return isInstance.call(this, value)
    return value instanceof Error && (!isInstance.call(BaseException, value) || isInstance.call(Exception, value))
  }
}

/** Raised by Stop, as Python raises it for Ctrl+C. Not an {@link Exception}. */
export class KeyboardInterrupt extends BaseException {}
/** Ends the program. Not an {@link Exception}. */
export class SystemExit extends BaseException {}
/** Raised inside a generator or coroutine that is closed. Not an {@link Exception}. */
export class GeneratorExit extends BaseException {}

export class RuntimeError extends Exception {}
/** Raised where the engine can't do yet what Python does. */
export class NotImplementedError extends RuntimeError {}
export class ValueError extends Exception {}
export class AssertionError extends Exception {}
export class ArithmeticError extends Exception {}
export class OverflowError extends ArithmeticError {}
export class ZeroDivisionError extends ArithmeticError {}
export class LookupError extends Exception {}
export class IndexError extends LookupError {}
export class KeyError extends LookupError {}
export class MemoryError extends Exception {}
export class ImportError extends Exception {}
export class ModuleNotFoundError extends ImportError {}
export class AttributeError extends Exception {}
export class NameError extends Exception {}
export class StopIteration extends Exception {}
export class StopAsyncIteration extends Exception {}
/** An error of the operating system, or here of the I/O bridge. */
export class OSError extends Exception {}
export class ConnectionError extends OSError {}
export class ConnectionResetError extends ConnectionError {}
/** Also what `asyncio.timeout`, `asyncio.wait_for` and `concurrent.futures` raise, as since Python 3.11. */
export class TimeoutError extends OSError {}

/** Several exceptions raised as one: https://docs.python.org/3.14/library/exceptions.html#exception-groups. */
export class BaseExceptionGroup extends BaseException {
  /** The exceptions of the group. */
  readonly exceptions: readonly Error[]

  /** @throws ValueError for an empty group */
  constructor(message: string, exceptions: readonly Error[]) {
    super(`${message} (${exceptions.length} sub-exception${exceptions.length === 1 ? '' : 's'})`)
    if (exceptions.length === 0)
      throw new ValueError('second argument (exceptions) must be a non-empty sequence')
    this.exceptions = [...exceptions]
  }
}

/** A group of {@link Exception}s. */
export class ExceptionGroup extends BaseExceptionGroup {
  static override [Symbol.hasInstance](value: unknown): boolean {
    return isInstance.call(this, value)
  }
}
