/**
 * Messages about CPython, which also runs in a worker of the sandbox's frame: one interpreter for each run.
 *
 * ```
 * host (page) <-> sandbox (frame of opaque origin) <-> interpreter (worker)
 * ```
 */
import type { ExplorationOptions } from './exploration'
import type { IoAnswer, IoRequest } from './io'
import type { PackedReport, PackedRun } from './packed-run'
import type { ProgramOutcome } from './run'
import type { ScheduleRequest } from './schedule'

/** Pyodide's files, fetched by the page: the frame can fetch nothing. Blobs pass between processes without a copy. */
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

/** A run of a Python program. */
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
  /** Makes the run Controlled: this number determines its interleaving. */
  seed?: number
}

export type HostToPython
  /** Starts interpreters ahead from now on. The snapshot of a started one makes the others start quickly. */
  = | { type: 'python-boot', workerSource: string, files: PythonFiles, snapshot?: Blob }
  /** And `pyodide.asm.wasm`, the slowest to arrive. */
    | { type: 'python-code', wasm: Blob }
    | { type: 'python-run' } & PythonRun

export type PythonToHost
  /** An interpreter is ready. */
  = | { type: 'python-ready', version: string }
  /** The image of an interpreter that has just started and has run nothing: to be cached, and sent with the next boot. */
    | { type: 'python-snapshot', snapshot: Blob }
    /** No interpreter can start; or the one of this run has died. */
    | { type: 'python-broken', reason: string, run?: number }

// ── sandbox <-> interpreter ──────────────────────────────────────────────────────────────────────

/** The memory of a run, which the frame reads. */
export interface SharedRings {
  memory: SharedArrayBuffer
  /** Undefined when the run is not traced. */
  trace: SharedArrayBuffer | undefined
  text: SharedArrayBuffer
}

export type SandboxToInterpreter
  = | {
    type: 'boot'
    /** Addresses of blobs. */
    loaderUrl: string
    runtimeUrl: string
    library: Blob
    snapshot?: Blob
    /** Whether to send a snapshot once it has started. */
    makesSnapshot: boolean
  }
  /** The compiled interpreter; everything else gets ready before it arrives. */
  | { type: 'module', wasm: WebAssembly.Module }
  | {
    type: 'run'
    /** Undefined where memory can't be shared: then the interpreter sends what it writes. */
    shared: SharedRings | undefined
    /** The run's epoch: `performance.timeOrigin + performance.now()` at its start. */
    epoch: number
    program: PythonRun
  }
  /** Controlled runs of a program, and of no other afterwards; `stop` becomes non-zero when they must end, where memory is shared. */
  | { type: 'schedule', id: number, program: PythonProgram, requests: ScheduleRequest[], stop: Int32Array }
  | { type: 'explore', id: number, program: PythonProgram, options: ExplorationOptions, stop: Int32Array }
  /** Check the eval breaker: Stop was pressed. */
  | { type: 'stop' }
  | IoAnswer

export type InterpreterToSandbox
  = | { type: 'booted', version: string }
    | { type: 'snapshot', snapshot: Blob }
    | { type: 'main-ended', outcome: ProgramOutcome, wall: number, peakThreads: number, gilSwitches: number, gilRequests: number, exitStatus?: number }
    /** Where memory can't be shared: whole records of text and trace, and how many of the trace did not fit so far. */
    | { type: 'written', text: ArrayBuffer | undefined, trace: ArrayBuffer | undefined, dropped: number }
    /** An error that no handler caught: a bug of ours, or the interpreter is dead. */
    | { type: 'engine-error', message: string }
    | { type: 'scheduled', id: number, runs: PackedRun[] }
    | { type: 'explored', id: number, report: PackedReport, isOver: boolean }
    /** The program can't be run this way: for example, it does not compile. */
    | { type: 'schedules-failed', id: number, message: string }
    | IoRequest
