import { peekValue, putValue } from '../../kernel/codec'
import { crossingName, isCoroutineFunction, registerFunction } from '../../kernel/functions'
import { words } from '../../kernel/memory'
import { checkOptions } from '../../kernel/options'
import { ThreadWord } from '../../protocol/thread-layout'
import { Event } from './event'
import { NO_KEYWORD_ARGUMENTS, Thread } from './thread'

/** A timer's parts, kept in place of the arguments of a thread's target. */
type Parts<Args extends readonly unknown[]> = [interval: number, fn: (...args: Args) => unknown, args: Args, finished: Event]

/**
 * A thread that calls a function after a delay, unless it is cancelled before.
 *
 * @see https://docs.python.org/3.14/library/threading.html#timer-objects
 */
export class Timer<const Args extends readonly unknown[] = readonly never[]> extends Thread {
  /**
   * @param interval seconds from the start to the call
   * @param fn a function at the module's top level
   * @param options its arguments
   * @param options.args plain data, shared objects and primitives
   * @throws TypeError when the function is a closure or an async function
   */
  constructor(interval: number, fn: (...args: Args) => unknown, options: { args?: Args } = {}) {
    checkOptions('Timer.__init__', options, ['args'], { kwargs: NO_KEYWORD_ARGUMENTS })
    const name = crossingName(fn, 'the function of a Timer')
    if (isCoroutineFunction(fn))
      throw new TypeError(`the function of a Timer can't be the async function '${name}': calling it only makes a coroutine`)
    const parts: Parts<Args> = [interval, fn, options.args ?? [] as unknown as Args, new Event()]
    super({ args: parts as never })
  }

  /** @internal */
  private get _parts(): Parts<Args> {
    return peekValue(words[this.address + ThreadWord.Args]!) as Parts<Args>
  }

  /** @internal */
  private set _parts(parts: Parts<Args>) {
    words[this.address + ThreadWord.Args] = putValue(parts, 'Timer')
  }

  /** Seconds from the start to the call. */
  get interval(): number {
    return this._parts[0]
  }

  set interval(interval: number) {
    const [, ...rest] = this._parts
    this._parts = [interval, ...rest]
  }

  /** The function to call. */
  get function(): (...args: Args) => unknown {
    return this._parts[1]
  }

  /** The function's arguments. */
  get args(): Args {
    return this._parts[2]
  }

  /** Set once the function has been called, or the timer cancelled. */
  get finished(): Event {
    return this._parts[3]
  }

  /**
   * Cancels the call, if it hasn't been made.
   *
   * @see https://docs.python.org/3.14/library/threading.html#threading.Timer.cancel
   */
  cancel(): void {
    this.finished.set()
  }

  /** Waits, then calls the function. */
  override run(): void {
    const { finished } = this
    finished.wait({ timeout: this.interval })
    if (!finished.isSet())
      this.function(...this.args)
    finished.set()
  }
}

// Registered like a program's own subclass of Thread: other threads find it by its name.
registerFunction('threading.Timer', Timer, false)
