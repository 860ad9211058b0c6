/**
 * Messages about CPython, which runs in a worker of the sandbox's frame too: one interpreter for each run.
 *
 * ```
 * host (page) <-> sandbox (frame of opaque origin) <-> interpreter (worker)
 * ```
 */
import type { ExplorationOptions, ExplorationReport } from './exploration'
import type { IoAnswer, IoRequest } from './io'
import type { ProgramOutcome } from './run'
import type { ScheduledRun, ScheduleRequest } from './schedule'

/** Pyodide's files as the page has fetched them: the frame can fetch nothing. Blobs go from process to process uncopied. */
export interface PythonFiles {
  /** `pyodide.mjs` and `pyodide.asm.mjs`. */
  loader: Blob
  runtime: Blob
  /** `python_stdlib.zip`. */
  library: Blob
}

/** A Python program for Controlled runs. */
export interface PythonProgram {
  language: 'python'
  /** The file's name, as tracebacks show it. */
  name: string
  source: string
}

/** How a Python program is to be run. */
export interface PythonRun {
  run: number
  /** The file's name, as tracebacks show it. */
  name: string
  source: string
  /** `sys.setswitchinterval`, in seconds. */
  switchInterval: number
  /** asyncio's debug mode. */
  debug: boolean
  trace: boolean
  /** Makes the run Controlled: its interleaving follows from this number. */
  seed?: number
}

export type HostToPython
  /** Gets interpreters ready from now on. A snapshot of one that has started makes the others' start short. */
  = | { type: 'python-boot', workerSource: string, files: PythonFiles, snapshot?: Blob }
  /** And `pyodide.asm.wasm`, which takes longest to come. */
    | { type: 'python-code', wasm: Blob }
    | { type: 'python-run' } & PythonRun

export type PythonToHost
  /** An interpreter is ready. */
  = | { type: 'python-ready', version: string }
  /** The image of an interpreter that has just started and has run nothing: to be kept, and given with the next boot. */
    | { type: 'python-snapshot', snapshot: Blob }
    /** No interpreter can start; or the one of this run has died. */
    | { type: 'python-broken', reason: string, run?: number }

// ── sandbox <-> interpreter ──────────────────────────────────────────────────────────────────────

export type SandboxToInterpreter
  = | {
    type: 'boot'
    /** Addresses of blobs. */
    loaderUrl: string
    runtimeUrl: string
    library: Blob
    snapshot?: Blob
    /** Whether to give a snapshot when it has started. */
    makesSnapshot: boolean
  }
  /** The interpreter, compiled: what it takes beside it is got ready meanwhile. */
  | { type: 'module', wasm: WebAssembly.Module }
  | {
    type: 'run'
    memory: SharedArrayBuffer
    /** None when the run is not traced. */
    ring: SharedArrayBuffer | undefined
    text: SharedArrayBuffer
    /** The run's epoch: `performance.timeOrigin + performance.now()` when it began. */
    epoch: number
    program: PythonRun
  }
  /** Controlled runs of a program, from then on of no other; `stop` is not 0 when they are to end. */
  | { type: 'schedule', id: number, program: PythonProgram, requests: ScheduleRequest[], stop: Int32Array }
  | { type: 'explore', id: number, program: PythonProgram, options: ExplorationOptions, stop: Int32Array }
  /** Look at the eval breaker: Stop was pressed. */
  | { type: 'stop' }
  | IoAnswer

export type InterpreterToSandbox
  = | { type: 'booted', version: string }
    | { type: 'snapshot', snapshot: Blob }
    | { type: 'main-ended', outcome: ProgramOutcome, wall: number, peakThreads: number, gilSwitches: number, gilRequests: number, exitStatus?: number }
    /** An error that nobody caught: a bug of ours, or the interpreter is dead. */
    | { type: 'engine-error', message: string }
    | { type: 'scheduled', id: number, runs: ScheduledRun[] }
    | { type: 'explored', id: number, report: ExplorationReport, isOver: boolean }
    /** The program can't be run so: it does not compile, say. */
    | { type: 'schedules-failed', id: number, message: string }
    | IoRequest
