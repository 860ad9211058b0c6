/** What Python calls while it runs under a schedule that is chosen: lib/steps.py, as the module `deck`. */
import type { ScheduleRequest, ThreadNumber } from '../protocol/schedule'
import type { Chooser } from '../protocol/schedule-policy'
import type { PyodideModule, PythonFunction } from './pyodide-module'
import { createChooser } from '../protocol/schedule-policy'

/** Lets one thread at a time go on. Its code is suspended as that of every green thread, see scheduler.ts. */
export class ScheduleBridge {
  readonly #module: PyodideModule
  readonly #isStopped: () => boolean
  /** By thread, the function that resumes or starts it. */
  readonly #waiting = new Map<ThreadNumber, () => void>()
  #chooser: Chooser | undefined
  #giver: ThreadNumber = 0
  #fail: (error: unknown) => void = () => {}

  constructor(module: PyodideModule, isStopped: () => boolean) {
    this.#module = module
    this.#isStopped = isStopped
  }

  /** Serves one run, until its main thread is over. */
  async during(request: ScheduleRequest, main: Promise<string>): Promise<string> {
    this.#waiting.clear()
    this.#chooser = createChooser(request.policy)
    return new Promise<string>((resolve, reject) => {
      this.#fail = reject
      main.then(resolve, reject)
    })
  }

  /** Writes a number to an address of the interpreter's memory. */
  poke(address: number, value: number): void {
    this.#module.HEAPU32[address >>> 2] = value
  }

  /** Whether the runs are to end. */
  get isStopping(): boolean {
    return this.#isStopped()
  }

  /** A promise that is never kept: what waits for it does not go on. */
  get never(): Promise<never> {
    return new Promise(() => {})
  }

  /** A promise, by whose type Python's side knows promises. */
  get kept(): Promise<void> {
    return Promise.resolve()
  }

  /** Chooses by the run's policy; the threads are numbers with commas between, -1 stands for none. */
  choose(enabled: string, running: ThreadNumber, step: number): ThreadNumber {
    return this.#chooser!({ enabled: enabled.split(',').map(Number), ...running >= 0 && { running }, step })
  }

  /** A thread begins when it first gets the turn. */
  spawn(thread: ThreadNumber, body: PythonFunction): void {
    // A copy, since Pyodide takes back what it lent for a call.
    const code = body.copy()
    this.#waiting.set(thread, () => {
      code.callPromising().catch(this.#fail).finally(() => code.destroy())
    })
  }

  /** A thread gives the turn to another one, and then waits for its own, or has ended. */
  give(from: ThreadNumber, to: ThreadNumber): void {
    this.#giver = from
    const go = this.#waiting.get(to)
    this.#waiting.delete(to)
    // Not in this turn: the thread that gives it is still on the stack.
    queueMicrotask(() => go?.())
  }

  /** Kept when the thread that gave the turn away has it again. A property: Pyodide makes a Future of what a method gives. */
  get turn(): Promise<void> {
    return new Promise(resolve => void this.#waiting.set(this.#giver, resolve))
  }

  /** The main thread can't be made to leave a run. */
  lost(reason: string): void {
    this.#fail(new Error(reason))
  }
}
