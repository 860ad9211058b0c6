/**
 * When a running thread looks up. CPython's eval breaker checks at each loop and call whether a signal has come; in
 * Pyodide it reads the signal from a buffer, every so many times. Here the buffer is an object that says, when it is
 * read, that it is time to give up the GIL: the switch points are CPython's own.
 */
import type { Controlled } from './controlled'
import type { PyodideModule } from './pyodide-module'
import type { Scheduler } from './scheduler'
import { now } from '../kernel/clock'
import { words } from '../kernel/memory'
import { Breaker, Word } from '../protocol/layout'

/** Give up the GIL: lib/green.py has a handler for it. */
const SIGUSR1 = 10
const SIGINT = 2

/** How often the buffer is to be read, in milliseconds. */
const READ_MS = 0.1
/** What CPython sets its count of checks to before it reads the buffer because they are used up. */
const CHECKS_SET = 50
/** Fewest and most checks from one read to the next. */
const MIN_CHECKS = 1
const MAX_CHECKS = 5000
/** After a signal none comes for so long: the handler's own code is checked too. */
const QUIET_MS = 0.2
/** The same in a Controlled run: for so many checks. */
const QUIET_CHECKS = 60
/** How often the end of a turn is put off in a Controlled run, while the standard library's code runs. */
const MAX_POSTPONED = 200
/** Where a thread state has its eval breaker, and the bit that says a signal is pending (pycore_ceval.h of 3.14). */
const EVAL_BREAKER_OFFSET = 12
const SIGNALS_PENDING = 2

/** Interrupts the running thread when its time is over, or when Stop was pressed. */
export class Preemption {
  readonly #module: PyodideModule
  readonly #scheduler: Scheduler
  #enabled = false
  /** Checks until the next read. */
  #checks = CHECKS_SET
  #lastRead = 0
  #lastSignal = 0
  #stopSeen = false
  #interruptsMain = false

  readonly #controlled: Controlled | undefined
  /** In a Controlled run: whether a signal was sent, so that its handler runs. */
  #isQuiet = false
  /** How often the end of this turn was put off. */
  #postponed = 0

  /** @param controlled none for a Real run */
  constructor(module: PyodideModule, scheduler: Scheduler, controlled?: Controlled) {
    this.#module = module
    this.#scheduler = scheduler
    this.#controlled = controlled
  }

  /** From now on signals are looked for. */
  enable(): void {
    const read = (): number => this.#read()
    this.#module.Py_EmscriptenSignalBuffer = {
      get 0() { return read() },
      set 0(_) {},
    }
    this.#enabled = true
    this.#module.HEAP8[this.#module._Py_EMSCRIPTEN_SIGNAL_HANDLING] = 1
    this.#setClock(CHECKS_SET)
  }

  /** The program's first line is about to run. */
  begin(): void {
    this.#controlled?.begin()
    this.#setClock(CHECKS_SET)
    this.beginTurn()
  }

  /** A thread's turn begins: in a Controlled run it is drawn how long it lasts. */
  beginTurn(): void {
    if (!this.#controlled)
      return
    this.#postponed = 0
    this.#restart(this.#controlled, this.#controlled.slice())
  }

  /**
   * The end of a turn has come in code that is not the program's. In a Controlled run it is put off to the next check, so
   * that turns end where a reader of the program sees them end; other code is interrupted when it takes long.
   *
   * @param must whether the code is the engine's, which is never interrupted
   * @returns whether the thread goes on
   */
  postpone(must: boolean): boolean {
    if (!this.#controlled || (!must && this.#postponed >= MAX_POSTPONED))
      return must
    this.#restart(this.#controlled, 1)
    this.#postponed++
    return true
  }

  /** The next read is so many checks from now. */
  #restart(controlled: Controlled, checks: number): void {
    controlled.count(Math.max(0, this.#checks - this.#clock))
    this.#isQuiet = false
    this.#setClock(checks)
  }

  /** What is left of the checks until the next read. */
  get #clock(): number {
    return this.#module.HEAPU32[this.#module.__Py_emscripten_signal_clock >>> 2]!
  }

  /** No thread is interrupted any more: the program is over. */
  disable(): void {
    this.#enabled = false
  }

  #read(): number {
    if (!this.#enabled)
      return 0
    // It is also read in passing, see signal-gate.ts: then no check was used up.
    const inPassing = this.#clock !== CHECKS_SET
    const signal = this.#controlled ? this.#count(this.#controlled, inPassing) : this.#look(inPassing)
    // Since 3.13 each thread state has a breaker of its own, and a signal sets the main one's.
    if (signal !== 0)
      this.#module.HEAPU32[(this.#module._PyThreadState_Get() + EVAL_BREAKER_OFFSET) >>> 2]! |= SIGNALS_PENDING
    return signal
  }

  #look(inPassing: boolean): number {
    const time = now()
    if (!inPassing)
      this.#adapt(time)
    // It is read once more when a signal is about to be handled, and while it is.
    if (time - this.#lastSignal < QUIET_MS)
      return 0
    this.noticeStop()
    const signal = this.#signal(time)
    if (signal !== 0)
      this.#lastSignal = time
    return signal
  }

  /** As {@link #look}, with checks in the place of time. */
  #count(controlled: Controlled, inPassing: boolean): number {
    if (inPassing)
      return 0
    controlled.count(this.#checks)
    this.noticeStop()
    const { running, main } = this.#scheduler
    const signal = this.#isQuiet ? 0 : this.#interruptsMain && running === main ? SIGINT : this.#interruptsMain || this.#scheduler.mustTurn(controlled.time) ? SIGUSR1 : 0
    if (signal === SIGINT)
      this.#interruptsMain = false
    this.#isQuiet = signal !== 0
    this.#setClock(this.#isQuiet ? QUIET_CHECKS : controlled.slice())
    return signal
  }

  #setClock(checks: number): void {
    this.#checks = checks
    this.#module.HEAPU32[this.#module.__Py_emscripten_signal_clock >>> 2] = checks
  }

  #signal(time: number): number {
    const { running, main } = this.#scheduler
    if (this.#interruptsMain && running === main) {
      this.#interruptsMain = false
      return SIGINT
    }
    return this.#interruptsMain || this.#scheduler.mustSwitch(time) ? SIGUSR1 : 0
  }

  /** Has the buffer read in good time for the switch interval, whatever the program does between two checks. */
  #adapt(time: number): void {
    const perCheck = (time - this.#lastRead) / this.#checks
    this.#lastRead = time
    this.#setClock(Math.max(MIN_CHECKS, Math.min(MAX_CHECKS, 2 * this.#checks, Math.floor(READ_MS / Math.max(perCheck, 1e-6)))))
  }

  /** Whether Stop was pressed. */
  get isStopping(): boolean {
    return this.#stopSeen
  }

  /** Checks whether Stop was pressed; a waiting main thread is woken at once. */
  noticeStop(): void {
    if (!this.#stopSeen && (Atomics.load(words, Word.EvalBreaker) & Breaker.Stop) !== 0)
      this.#stopSeen = this.#interruptsMain = true
    if (this.#interruptsMain && this.#scheduler.interruptMain())
      this.#interruptsMain = false
  }
}
