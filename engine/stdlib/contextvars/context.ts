/** Contexts, their variables, and the tokens that undo setting one: Python/context.c with a plain copied map, since contexts here are small. */
import { current as kernel } from '../../kernel/current'
import { KeyError, LookupError, RuntimeError, ValueError } from '../../kernel/errors'
import { onFreshRun } from '../../kernel/fresh-run'
import { atAddress } from '../../kernel/identity'
import { checkFinal, checkNoArguments, checkOptions } from '../../kernel/options'
import { onThreadBegin } from '../../kernel/thread-life'
import { repr } from '../builtins/functions'

const NO_ARGUMENTS = 'Context() does not accept any arguments'
const REFUSALS = { positional: () => NO_ARGUMENTS, keyword: () => NO_ARGUMENTS }

let current: Context

function setCurrent(context: Context): Context {
  const previous = current
  current = context
  return previous
}

/**
 * A mapping of context variables to their values.
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
   * Calls a function with this as the current context, and returns its result.
   *
   * @throws RuntimeError when the context is already entered
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
   * Makes this the current context; returns the previous one.
   *
   * @throws RuntimeError when it is already entered
   * @internal
   */
  enter(): Context {
    if (this.#entered)
      throw new RuntimeError(`cannot enter context: ${this.toString()} is already entered`)
    this.#entered = true
    return setCurrent(this)
  }

  /**
   * Restores the previous context.
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
   * A copy, in constant time: the map is replaced, never changed.
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
    /** The result for a variable that has no value here. @default null */
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
   * Sets a variable, or removes its value.
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

// A new thread starts with an empty context: it doesn't see what the top level or this worker's last thread has set.
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

/**
 * Undoes a `set`. `using _ = variable.set(value)` restores the old value at the end of the block, as `with` does.
 *
 * @see https://docs.python.org/3.14/library/contextvars.html#contextvars.Token
 */
export class Token<T> implements Disposable {
  /** The {@link oldValue} of a variable that had no value. */
  static readonly MISSING: unique symbol = Symbol('Token.MISSING')
  /** The variable that was set. */
  readonly var: ContextVar<T>
  /** @internal */
  readonly previous: { set: unknown } | undefined
  /** @internal */
  readonly context: Context
  /** @internal */
  used = false

  /** @internal */
  constructor(variable: ContextVar<T>, previous: { set: unknown } | undefined, context: Context) {
    checkFinal(new.target, Function.prototype, '_contextvars.Token')
    this.var = variable
    this.previous = previous
    this.context = context
  }

  /** The variable's previous value; {@link Token.MISSING} if it had none. */
  get oldValue(): T | typeof Token.MISSING {
    return this.previous ? this.previous.set as T : Token.MISSING
  }

  /** Restores the old value at the end of the block. */
  [Symbol.dispose](): void {
    this.var.reset(this)
  }

  toString(): string {
    return `<Token${this.used ? ' used' : ''} var=${this.var.toString()}${atAddress(this)}>`
  }
}

function isDefaultOption(value: unknown): value is { default: unknown } {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
    && Object.keys(value).join() === 'default'
}

/** Variables created at a module's top level, in order of creation, which is the same in all threads. */
const topLevel: ContextVar<unknown>[] = []

/**
 * A variable whose value belongs to the current context: each task has its own.
 *
 * @see https://docs.python.org/3.14/library/contextvars.html#contextvars.ContextVar
 */
export class ContextVar<T> {
  /** For debugging. */
  readonly name: string
  readonly #default: { value: T } | undefined

  /** @throws TypeError when the name is not a string */
  constructor(name: string, options?: {
    /** The result of `get` when the variable has no value. */
    default: T
  }) {
    checkFinal(new.target, Function.prototype, '_contextvars.ContextVar')
    if (typeof name !== 'string')
      throw new TypeError('context variable name must be a str')
    checkOptions('ContextVar', options, ['default'])
    this.name = name
    this.#default = options && 'default' in options ? { value: options.default } : undefined
    if (kernel.evaluating)
      topLevel.push(this as ContextVar<unknown>)
  }

  /**
   * The value in the current context, else the default given here, else the variable's own.
   *
   * @param fallback `{ default: value }`, or the value itself, as Python takes it
   * @throws LookupError when there is none
   * @see https://docs.python.org/3.14/library/contextvars.html#contextvars.ContextVar.get
   */
  get(...fallback: [(T | { default: T })?]): T {
    const context = currentContext()
    if (context.has(this))
      return context.at(this)
    if (fallback.length > 0)
      return isDefaultOption(fallback[0]) ? fallback[0].default as T : fallback[0] as T
    if (this.#default)
      return this.#default.value
    throw new LookupError(this)
  }

  /**
   * Sets the value in the current context.
   *
   * @see https://docs.python.org/3.14/library/contextvars.html#contextvars.ContextVar.set
   */
  set(value: T): Token<T> {
    const context = currentContext()
    const previous = context.has(this) ? { set: context.at(this) } : undefined
    context.assign(this as ContextVar<unknown>, { set: value })
    return new Token(this, previous, context)
  }

  /**
   * Restores the value that the variable had before the `set` that returned the token.
   *
   * @throws RuntimeError when the token has been used before
   * @throws ValueError when it belongs to another variable or context
   * @see https://docs.python.org/3.14/library/contextvars.html#contextvars.ContextVar.reset
   */
  reset(token: Token<T>): void {
    if (!(token instanceof Token))
      throw new TypeError(`expected an instance of Token, got ${repr(token)}`)
    if (token.used)
      throw new RuntimeError(`${token.toString()} has already been used once`)
    if (token.var !== this)
      throw new ValueError(`${token.toString()} was created by a different ContextVar`)
    if (token.context !== currentContext())
      throw new ValueError(`${token.toString()} was created in a different Context`)
    token.used = true
    token.context.assign(this as ContextVar<unknown>, token.previous)
  }

  toString(): string {
    return `<ContextVar name=${repr(this.name)}${this.#default ? ` default=${repr(this.#default.value)}` : ''}${atAddress(this)}>`
  }
}

/** A number that identifies a variable of the module's top level in other threads; -1 for any other. */
export function numberOfVariable(variable: ContextVar<unknown>): number {
  return topLevel.indexOf(variable)
}

/** The variable with that number. */
export function variableOfNumber(number: number): ContextVar<unknown> | undefined {
  return topLevel[number]
}

onFreshRun(() => {
  topLevel.length = 0
  setCurrent(new Context())
})
