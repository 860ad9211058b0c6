/** Context variables: Python/context.c with a plain copied map, since contexts here are small. */
import { LookupError, RuntimeError, ValueError } from '../../kernel/errors'

/**
 * What each context variable is set to.
 *
 * @see https://docs.python.org/3.14/library/contextvars.html#contextvars.Context
 */
export class Context {
  #values: ReadonlyMap<ContextVar<unknown>, unknown> = new Map()
  #entered = false

  /**
   * Calls a function with this as the current context.
   *
   * @throws RuntimeError when the context is entered already
   */
  run<Args extends unknown[], T>(callable: (...args: Args) => T, ...args: Args): T {
    if (this.#entered)
      throw new RuntimeError('cannot enter context: it is already entered')
    const previous = current
    this.#entered = true
    current = this
    try {
      return callable(...args)
    }
    finally {
      current = previous
      this.#entered = false
    }
  }

  /** A copy, at once: the map is replaced, never changed. */
  copy(): Context {
    const copy = new Context()
    copy.#values = this.#values
    return copy
  }

  /** The value of a variable, or undefined if it has none here. */
  get<T>(variable: ContextVar<T>): T | undefined {
    return this.#values.get(variable as ContextVar<unknown>) as T | undefined
  }

  /** Whether a variable has a value here. */
  has(variable: ContextVar<never> | ContextVar<unknown>): boolean {
    return this.#values.has(variable as ContextVar<unknown>)
  }

  /** @internal */
  assign(variable: ContextVar<unknown>, value: { set: unknown } | undefined): void {
    const values = new Map(this.#values)
    if (value)
      values.set(variable, value.set)
    else
      values.delete(variable)
    this.#values = values
  }
}

let current = new Context()

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
 * What undoes a `set`.
 *
 * @see https://docs.python.org/3.14/library/contextvars.html#contextvars.Token
 */
export class Token<T> {
  /** @internal */
  used = false

  /** @internal */
  constructor(
    /** The variable that was set. */
    readonly var_: ContextVar<T>,
    /** @internal */
    readonly previous: { set: unknown } | undefined,
    /** @internal */
    readonly context: Context,
  ) {}

  /** What the variable was set to before; undefined if it had no value. */
  get oldValue(): T | undefined {
    return this.previous?.set as T | undefined
  }
}

/**
 * A variable whose value belongs to the current context: each task has its own.
 *
 * @see https://docs.python.org/3.14/library/contextvars.html#contextvars.ContextVar
 */
export class ContextVar<T> {
  readonly #default: { value: T } | undefined

  /** @param name for people who debug */
  constructor(readonly name: string, options?: {
    /** What `get` gives when the variable has no value. */
    default: T
  }) {
    this.#default = options && { value: options.default }
  }

  /**
   * The value in the current context, else the default given here, else the variable's own.
   *
   * @throws LookupError when there is none
   */
  get(...fallback: [T?]): T {
    if (current.has(this as ContextVar<unknown>))
      return current.get(this) as T
    if (fallback.length > 0)
      return fallback[0] as T
    if (this.#default)
      return this.#default.value
    throw new LookupError(`<ContextVar name='${this.name}'>`)
  }

  /** Sets the value in the current context. */
  set(value: T): Token<T> {
    const previous = current.has(this as ContextVar<unknown>) ? { set: current.get(this) } : undefined
    current.assign(this as ContextVar<unknown>, { set: value })
    return new Token(this, previous, current)
  }

  /**
   * Sets the value back to what it was before the `set` that gave the token.
   *
   * @throws RuntimeError when the token was used before
   * @throws ValueError when it is of another variable or context
   */
  reset(token: Token<T>): void {
    if (token.used)
      throw new RuntimeError(`${this.name}: Token has already been used once`)
    if (token.var_ !== this)
      throw new ValueError(`${this.name}: Token was created by a different ContextVar`)
    if (token.context !== current)
      throw new ValueError(`${this.name}: Token was created in a different Context`)
    token.used = true
    current.assign(this as ContextVar<unknown>, token.previous)
  }
}
