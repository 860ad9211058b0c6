/** Context variables and the tokens that undo setting them. */
import type { Context } from './context'
import { current } from '../../kernel/current'
import { LookupError, RuntimeError, ValueError } from '../../kernel/errors'
import { atAddress } from '../../kernel/identity'
import { checkFinal, checkOptions } from '../../kernel/options'
import { repr } from '../builtins/functions'
import { currentContext } from './context'

/**
 * What undoes a `set`. `using _ = variable.set(value)` undoes it at the end of the block, as `with` does.
 *
 * @see https://docs.python.org/3.14/library/contextvars.html#contextvars.Token
 */
export class Token<T> implements Disposable {
  /** What {@link oldValue} is for a variable that had no value. */
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

  /** What the variable was set to before; {@link Token.MISSING} if it had no value. */
  get oldValue(): T | typeof Token.MISSING {
    return this.previous ? this.previous.set as T : Token.MISSING
  }

  /** Sets the variable back at the end of the block. */
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

/** Variables made at a module's top level, in the order of their making, which is the same in all threads. */
const topLevel: ContextVar<unknown>[] = []

/**
 * A variable whose value belongs to the current context: each task has its own.
 *
 * @see https://docs.python.org/3.14/library/contextvars.html#contextvars.ContextVar
 */
export class ContextVar<T> {
  /** For people who debug. */
  readonly name: string
  readonly #default: { value: T } | undefined

  /** @throws TypeError when the name is no string */
  constructor(name: string, options?: {
    /** What `get` gives when the variable has no value. */
    default: T
  }) {
    checkFinal(new.target, Function.prototype, '_contextvars.ContextVar')
    if (typeof name !== 'string')
      throw new TypeError('context variable name must be a str')
    checkOptions('ContextVar', options, ['default'])
    this.name = name
    this.#default = options && 'default' in options ? { value: options.default } : undefined
    if (current.evaluating)
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
   * Sets the value back to what it was before the `set` that gave the token.
   *
   * @throws RuntimeError when the token was used before
   * @throws ValueError when it is of another variable or context
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

/** The number under which other threads know a variable that was made at the module's top level; -1 for any other. */
export function numberOfVariable(variable: ContextVar<unknown>): number {
  return topLevel.indexOf(variable)
}

/** The variable of that number. */
export function variableOfNumber(number: number): ContextVar<unknown> | undefined {
  return topLevel[number]
}
