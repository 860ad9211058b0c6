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
/** The same in a Controlled run: so many reads, so many checks apart. */
const QUIET_READS = 2
const QUIET_CHECKS = 30
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
  /** Reads that are let pass after a signal in a Controlled run. */
  #quietReads = 0

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
    this.#quietReads = 0
    this.#setClock(CHECKS_SET)
  }

  /** No thread is interrupted any more: the program is over. */
  disable(): void {
    this.#enabled = false
  }

  #read(): number {
    if (!this.#enabled)
      return 0
    // It is also read in passing, see signal-gate.ts: then no check was used up.
    const inPassing = this.#module.HEAPU32[this.#module.__Py_emscripten_signal_clock >>> 2] !== CHECKS_SET
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
    this.#setClock(QUIET_CHECKS)
    this.noticeStop()
    if (this.#quietReads > 0) {
      this.#quietReads--
      return 0
    }
    const { running, main } = this.#scheduler
    const signal = this.#interruptsMain && running === main ? SIGINT : this.#interruptsMain || this.#scheduler.mustTurn(controlled.time) ? SIGUSR1 : 0
    if (signal === SIGINT)
      this.#interruptsMain = false
    if (signal === 0)
      this.#setClock(controlled.slice())
    else
      this.#quietReads = QUIET_READS
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

  /** Looks whether Stop was pressed; a main thread that waits is told at once. */
  noticeStop(): void {
    if (!this.#stopSeen && (Atomics.load(words, Word.EvalBreaker) & Breaker.Stop) !== 0)
      this.#stopSeen = this.#interruptsMain = true
    if (this.#interruptsMain && this.#scheduler.interruptMain())
      this.#interruptsMain = false
  }
}
