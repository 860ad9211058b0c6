/**
 * Python's built-in exceptions, with the hierarchy of
 * https://docs.python.org/3.14/library/exceptions.html.
 * `TypeError` is JavaScript's own, so that errors thrown by the language and by programs share one class.
 */
import { copyMembers, splitArguments } from './exception-members'
import { formatRepr, formatStr } from './format'
import { typeName } from './type-name'

declare global {
  interface Error {
    /**
     * The arguments that the exception was created with.
     *
     * @see https://docs.python.org/3.14/library/exceptions.html#BaseException.args
     */
    args: readonly unknown[]
    /**
     * The lines added by `addNote`; undefined if none: Python's `__notes__`.
     *
     * @see https://docs.python.org/3.14/library/exceptions.html#BaseException.__notes__
     */
    notes?: readonly string[]
    /**
     * Adds a line to show below the exception's message.
     *
     * @throws TypeError for anything that is not a string
     * @see https://docs.python.org/3.14/library/exceptions.html#BaseException.add_note
     */
    addNote: (note: string) => void
  }
}

/** The base class of all exceptions that a program can define or raise. */
export class BaseException extends Error {
  /**
   * @param args the exception's `args`: usually one message. A final `{ cause }` is not an argument but what Python's
   * `raise … from cause` sets
   */
  constructor(...args: unknown[]) {
    const { values, options } = splitArguments(args)
    super(new.target.messageOf(values), options)
    this.name = new.target.name
    if (values.length > 1 || (values.length === 1 && values[0] !== this.message))
      this.args = values
  }

  /**
   * The `str` of an exception created with these arguments.
   * @internal
   */
  static messageOf(args: readonly unknown[]): string {
    return args.length > 1 ? `(${args.map(formatRepr).join(', ')})` : args.length === 1 ? formatStr(args[0]) : ''
  }
}

const isInstance = Function.prototype[Symbol.hasInstance]

/**
 * The base class of exceptions that programs catch and derive from. JavaScript's own errors (`TypeError`, `RangeError`,
 * …) count as instances, as errors raised by the language do in Python.
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
  /** null and 0 mean success, any other number failure; anything else is printed and means failure too. */
  readonly code: unknown

  constructor(...args: unknown[]) {
    super(...args)
    this.code = this.args.length > 1 ? this.args : this.args[0] ?? null
  }
}
/** Raised inside a generator or coroutine that is being closed. Not an {@link Exception}. */
export class GeneratorExit extends BaseException {}

export class RuntimeError extends Exception {}
/** Raised where the engine can't do what Python does. */
export class NotImplementedError extends RuntimeError {}
/** Raised when calls nest too deeply, in place of JavaScript's RangeError: see `translated` in recursion.ts. */
export class RecursionError extends RuntimeError {}
export class ValueError extends Exception {}
export class AssertionError extends Exception {}
export class ArithmeticError extends Exception {}
export class OverflowError extends ArithmeticError {}
export class ZeroDivisionError extends ArithmeticError {}
export class LookupError extends Exception {}
export class IndexError extends LookupError {}
export class KeyError extends LookupError {
  /** @internal */
  static override messageOf(args: readonly unknown[]): string {
    return args.length === 1 ? formatRepr(args[0]) : super.messageOf(args)
  }
}
export class MemoryError extends Exception {}
export class ImportError extends Exception {}
export class ModuleNotFoundError extends ImportError {}
export class AttributeError extends Exception {}
export class NameError extends Exception {}
/** Raised when an iterator or a coroutine has ended; `value` is its return value. */
export class StopIteration extends Exception {
  readonly value: unknown

  constructor(...args: unknown[]) {
    super(...args)
    this.value = this.args[0]
  }
}
export class StopAsyncIteration extends Exception {}
/** `input()` reached the end of standard input. */
export class EOFError extends Exception {}
/** An error of the operating system, or here of the I/O bridge. */
export class OSError extends Exception {
  /** @internal */
  static override messageOf(args: readonly unknown[]): string {
    return args.length === 2 ? `[Errno ${formatStr(args[0])}] ${formatStr(args[1])}` : super.messageOf(args)
  }
}
export class ConnectionError extends OSError {}
export class ConnectionResetError extends ConnectionError {}
/** Also what `asyncio.timeout`, `asyncio.wait_for` and `concurrent.futures` raise, as since Python 3.11. */
export class TimeoutError extends OSError {}

/** Selects exceptions: those of a class, of one of several classes, or those for which a function returns true. */
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
 * Several exceptions raised as one. If all are {@link Exception}s, it is an {@link ExceptionGroup}.
 *
 * @see https://docs.python.org/3.14/library/exceptions.html#BaseExceptionGroup
 */
export class BaseExceptionGroup extends BaseException {
  /** The exceptions of the group. */
  readonly exceptions: readonly Error[]

  /**
   * @throws ValueError for an empty group, and for anything that is not an exception
   */
  constructor(message: string, exceptions: readonly Error[]) {
    super(message)
    if (typeof message !== 'string')
      throw new TypeError(`BaseExceptionGroup.__new__() argument 1 must be str, not ${typeName(message)}`)
    if (!Array.isArray(exceptions))
      throw new TypeError('second argument (exceptions) must be a sequence')
    if (exceptions.length === 0)
      throw new ValueError('second argument (exceptions) must be a non-empty sequence')
    const stranger = exceptions.findIndex(exception => !(exception instanceof Error))
    if (stranger >= 0)
      throw new ValueError(`Item ${stranger} of second argument (exceptions) is not an exception`)
    this.exceptions = [...exceptions as Error[]]
    this.args = [message, this.exceptions]
    if (new.target === BaseExceptionGroup && this.exceptions.every(exception => exception instanceof Exception)) {
      Object.setPrototypeOf(this, ExceptionGroup.prototype)
      this.name = ExceptionGroup.name
    }
  }

  /** A group of the same class and message with other exceptions. Subclasses may override it. */
  derive(exceptions: readonly Error[]): BaseExceptionGroup {
    return new BaseExceptionGroup(this.message, exceptions)
  }

  /**
   * The matching part of the group, nested groups kept; null if nothing matches.
   *
   * @see https://docs.python.org/3.14/library/exceptions.html#BaseExceptionGroup.subgroup
   */
  subgroup(condition: ExceptionCondition): BaseExceptionGroup | null {
    return this.split(condition)[0]
  }

  /**
   * The matching part of the group, and the rest.
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
      copyMembers(this, group)
      return group
    }
    return [part(match), part(rest)]
  }

  override toString(): string {
    return `${this.message} (${this.exceptions.length} sub-exception${this.exceptions.length === 1 ? '' : 's'})`
  }
}

/**
 * A group of {@link Exception}s, and one itself.
 *
 * @see https://docs.python.org/3.14/library/exceptions.html#ExceptionGroup
 */
export class ExceptionGroup extends BaseExceptionGroup {
  /** @throws TypeError for anything that is not an {@link Exception} */
  constructor(message: string, exceptions: readonly Error[]) {
    super(message, exceptions)
    if (!this.exceptions.every(exception => exception instanceof Exception))
      throw new TypeError(`Cannot nest BaseExceptions in an ${new.target.name}`)
  }
}
