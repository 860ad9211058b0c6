/** Contexts: Python/context.c with a plain copied map, since contexts here are small. */
import type { ContextVar } from './variable'
import { KeyError, RuntimeError } from '../../kernel/errors'
import { atAddress } from '../../kernel/identity'
import { checkFinal, checkNoArguments, checkOptions } from '../../kernel/options'
import { onThreadBegin } from '../../kernel/thread-life'

const NO_ARGUMENTS = 'Context() does not accept any arguments'
const REFUSALS = { positional: () => NO_ARGUMENTS, keyword: () => NO_ARGUMENTS }

let current: Context

function setCurrent(context: Context): Context {
  const previous = current
  current = context
  return previous
}

/**
 * What each context variable is set to.
 *
 * @see https://docs.python.org/3.14/library/contextvars.html#contextvars.Context
 */
export class Context {
  #values: ReadonlyMap<ContextVar<unknown>, unknown> = new Map()
  #entered = false

  constructor()
  constructor(...given: unknown[]) {
    checkNoArguments('Context', given, REFUSALS)
    checkFinal(new.target, Function.prototype, '_contextvars.Context')
  }

  /**
   * Calls a function with this as the current context, and gives what it returns.
   *
   * @throws RuntimeError when the context is entered already
   * @see https://docs.python.org/3.14/library/contextvars.html#contextvars.Context.run
   */
  run<Args extends readonly unknown[], T>(callable: (...args: [...Args]) => T, ...args: Args): T {
    const previous = this.enter()
    try {
      return callable(...args)
    }
    finally {
      this.leave(previous)
    }
  }

  /**
   * Makes this the current context; gives the one that was.
   *
   * @throws RuntimeError when it is entered already
   * @internal
   */
  enter(): Context {
    if (this.#entered)
      throw new RuntimeError(`cannot enter context: ${this.toString()} is already entered`)
    this.#entered = true
    return setCurrent(this)
  }

  /**
   * Makes the one that was the current context again.
   * @internal
   */
  leave(previous: Context): void {
    this.#entered = false
    setCurrent(previous)
  }

  /**
   * Whether it can be entered.
   * @internal
   */
  isFree(): boolean {
    return !this.#entered
  }

  /**
   * A copy, at once: the map is replaced, never changed.
   *
   * @see https://docs.python.org/3.14/library/contextvars.html#contextvars.Context.copy
   */
  copy(): Context {
    const copy = new Context()
    copy.#values = this.#values
    return copy
  }

  /** The value of a variable, or else the default. `context[variable]` in Python raises a KeyError instead: see {@link at}. */
  get<T>(variable: ContextVar<T>, options: {
    /** What to give for a variable that has no value here. @default null */
    default?: T | null
  } = {}): T | null {
    checkOptions('Context.get', options, ['default'])
    return this.has(variable) ? this.#values.get(variable as ContextVar<unknown>) as T : options.default ?? null
  }

  /**
   * The value of a variable: `context[variable]`.
   *
   * @throws KeyError when it has none here
   */
  at<T>(variable: ContextVar<T>): T {
    if (!this.has(variable))
      throw new KeyError(variable)
    return this.#values.get(variable as ContextVar<unknown>) as T
  }

  /** Whether a variable has a value here: `variable in context`. */
  has<T>(variable: ContextVar<T>): boolean {
    return this.#values.has(variable as ContextVar<unknown>)
  }

  /** How many variables have a value here: `len(context)`. */
  get size(): number {
    return this.#values.size
  }

  /** The variables that have a value here. */
  keys(): Iterator<ContextVar<unknown>> & Iterable<ContextVar<unknown>> {
    return this.#values.keys()
  }

  /** The values of the variables. */
  values(): Iterator<unknown> & Iterable<unknown> {
    return this.#values.values()
  }

  /** The variables with their values. */
  items(): Iterator<[ContextVar<unknown>, unknown]> & Iterable<[ContextVar<unknown>, unknown]> {
    return this.#values.entries()
  }

  [Symbol.iterator](): Iterator<ContextVar<unknown>> {
    return this.keys()
  }

  /**
   * Sets a variable, or takes its value away.
   * @internal
   */
  assign(variable: ContextVar<unknown>, value: { set: unknown } | undefined): void {
    const values = new Map(this.#values)
    if (value)
      values.set(variable, value.set)
    else
      values.delete(variable)
    this.#values = values
  }

  toString(): string {
    return `<_contextvars.Context object${atAddress(this)}>`
  }
}

current = new Context()

// What the top level has set, and another thread of this worker, is not for a new thread to see.
onThreadBegin(() => setCurrent(new Context()))

/** The current context itself, for the event loop. */
export function currentContext(): Context {
  return current
}

/**
 * A copy of the current context.
 *
 * @see https://docs.python.org/3.14/library/contextvars.html#contextvars.copy_context
 */
export function copyContext(): Context {
  return current.copy()
}
