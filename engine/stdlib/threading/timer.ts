import { crossingName, isCoroutineFunction, registerFunction } from '../../kernel/functions'
import { checkOptions } from '../../kernel/options'
import { Event } from './event'
import { Thread } from './thread'

/**
 * A thread that calls a function after a time, unless it is cancelled before.
 *
 * @see https://docs.python.org/3.14/library/threading.html#timer-objects
 */
export class Timer<const Args extends readonly unknown[] = readonly never[]> extends Thread {
  /** Seconds from the start to the call. */
  interval: number
  /** What is called. */
  function: (...args: Args) => unknown
  /** What it is called with. */
  args: Args
  /** Set once the function was called, or the timer cancelled. */
  finished: Event

  /**
   * @param interval seconds from the start to the call
   * @param fn a function at the module's top level
   * @param options what it is called with
   * @param options.args plain data, shared objects and primitives
   * @throws TypeError when the function is a closure or an async function
   */
  constructor(interval: number, fn: (...args: Args) => unknown, options: { args?: Args } = {}) {
    checkOptions('Timer', options, ['args'])
    const name = crossingName(fn, 'the function of a Timer')
    if (isCoroutineFunction(fn))
      throw new TypeError(`the function of a Timer can't be the async function '${name}': calling it only makes a coroutine`)
    super()
    this.interval = interval
    this.function = fn
    this.args = options.args ?? [] as unknown as Args
    this.finished = new Event()
  }

  /**
   * Keeps the function from being called, if it wasn't yet.
   *
   * @see https://docs.python.org/3.14/library/threading.html#threading.Timer.cancel
   */
  cancel(): void {
    this.finished.set()
  }

  /** Waits, and calls the function. */
  override run(): void {
    this.finished.wait({ timeout: this.interval })
    if (!this.finished.isSet())
      this.function(...this.args)
    this.finished.set()
  }
}

// As a program's own class derived from Thread: its fields cross when it is started.
registerFunction('threading.Timer', Timer, false)
