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
    return value instanceof Error
      && (!isInstance.call(BaseException, value) || isInstance.call(Exception, value) || isInstance.call(ExceptionGroup, value))
  }
}

/** Raised by Stop, as Python raises it for Ctrl+C. Not an {@link Exception}. */
export class KeyboardInterrupt extends BaseException {}
/** Ends the program. Not an {@link Exception}. */
export class SystemExit extends BaseException {
  /** 0 or '0' is success; a text is printed. */
  readonly code: number | string

  constructor(code: number | string = 0) {
    super(String(code))
    this.code = code
  }
}
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
/** Raised where an iterator or a coroutine has ended; `value` is what it returned. */
export class StopIteration extends Exception {
  constructor(readonly value?: unknown) {
    super(value === undefined || value === null ? '' : String(value))
  }
}
export class StopAsyncIteration extends Exception {}
/** `input()` has come to the end of standard input. */
export class EOFError extends Exception {}
/** An error of the operating system, or here of the I/O bridge. */
export class OSError extends Exception {}
export class ConnectionError extends OSError {}
export class ConnectionResetError extends ConnectionError {}
/** Also what `asyncio.timeout`, `asyncio.wait_for` and `concurrent.futures` raise, as since Python 3.11. */
export class TimeoutError extends OSError {}

/** Tells which exceptions to pick: those of a class, of one of several classes, or those for which a function gives true. */
export type ExceptionCondition
  = | (abstract new (...args: never[]) => Error)
    | readonly (abstract new (...args: never[]) => Error)[]
    | ((error: Error) => boolean)

function isErrorClass(value: unknown): value is abstract new (...args: never[]) => Error {
  return typeof value === 'function' && (value === Error || value.prototype instanceof Error)
}

function matcher(condition: ExceptionCondition): (error: Error) => boolean {
  if (isErrorClass(condition))
    return error => error instanceof condition
  if (typeof condition === 'function')
    return condition as (error: Error) => boolean
  if (Array.isArray(condition) && condition.every(isErrorClass))
    return error => condition.some(errorClass => error instanceof errorClass)
  throw new TypeError('expected an exception type, a tuple of exception types, or a callable (other than a class)')
}

/**
 * Several exceptions raised as one. Made of {@link Exception}s only, it is an {@link ExceptionGroup}.
 *
 * @see https://docs.python.org/3.14/library/exceptions.html#BaseExceptionGroup
 */
export class BaseExceptionGroup extends BaseException {
  /** The exceptions of the group. */
  readonly exceptions: readonly Error[]

  /**
   * @throws ValueError for an empty group
   * @throws TypeError for what is no exception
   */
  constructor(message: string, exceptions: readonly Error[]) {
    super(message)
    if (typeof message !== 'string')
      throw new TypeError(`argument 1 must be str, not ${typeof message}`)
    if (!Array.isArray(exceptions))
      throw new TypeError('second argument (exceptions) must be a sequence')
    if (exceptions.length === 0)
      throw new ValueError('second argument (exceptions) must be a non-empty sequence')
    const stranger = exceptions.findIndex(exception => !(exception instanceof Error))
    if (stranger >= 0)
      throw new TypeError(`Item ${stranger} of second argument (exceptions) is not an exception`)
    this.exceptions = [...exceptions as Error[]]
    if (new.target === BaseExceptionGroup && this.exceptions.every(exception => exception instanceof Exception)) {
      Object.setPrototypeOf(this, ExceptionGroup.prototype)
      this.name = ExceptionGroup.name
    }
  }

  /** A group of the same class and message with other exceptions. A derived class may make its own. */
  derive(exceptions: readonly Error[]): BaseExceptionGroup {
    return new BaseExceptionGroup(this.message, exceptions)
  }

  /**
   * The part of the group that matches, groups inside it kept; null if nothing does.
   *
   * @see https://docs.python.org/3.14/library/exceptions.html#BaseExceptionGroup.subgroup
   */
  subgroup(condition: ExceptionCondition): BaseExceptionGroup | null {
    return this.split(condition)[0]
  }

  /**
   * The part of the group that matches, and the rest.
   *
   * @see https://docs.python.org/3.14/library/exceptions.html#BaseExceptionGroup.split
   */
  split(condition: ExceptionCondition): [match: BaseExceptionGroup | null, rest: BaseExceptionGroup | null] {
    const matches = matcher(condition)
    if (matches(this))
      return [this, null]
    const match: Error[] = []
    const rest: Error[] = []
    for (const exception of this.exceptions) {
      if (exception instanceof BaseExceptionGroup) {
        const [inner, others] = exception.split(condition)
        match.push(...inner ? [inner] : [])
        rest.push(...others ? [others] : [])
      }
      else {
        (matches(exception) ? match : rest).push(exception)
      }
    }
    const part = (exceptions: Error[]): BaseExceptionGroup | null => {
      if (exceptions.length === 0)
        return null
      const group = this.derive(exceptions)
      group.stack = this.stack
      group.cause = this.cause
      return group
    }
    return [part(match), part(rest)]
  }

  override toString(): string {
    return `${this.message} (${this.exceptions.length} sub-exception${this.exceptions.length === 1 ? '' : 's'})`
  }
}

/**
 * A group of {@link Exception}s, and so one itself.
 *
 * @see https://docs.python.org/3.14/library/exceptions.html#ExceptionGroup
 */
export class ExceptionGroup extends BaseExceptionGroup {
  /** @throws TypeError for what is no {@link Exception} */
  constructor(message: string, exceptions: readonly Error[]) {
    super(message, exceptions)
    if (!this.exceptions.every(exception => exception instanceof Exception))
      throw new TypeError(`Cannot nest BaseExceptions in an ${new.target.name}`)
  }
}
