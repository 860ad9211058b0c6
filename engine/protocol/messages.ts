/**
 * Every message of the engine, a union for each direction:
 *
 * ```
 * compiler (worker) <-> host (page) <-> sandbox (frame of opaque origin) <-> workers (one for each thread)
 * ```
 */
import type { ExplorationOptions } from './exploration'
import type { IoAnswer, IoRequest, WorkerIo } from './io'
import type { PackedReport, PackedRun } from './packed-run'
import type { HostToPython, PythonProgram, PythonToHost } from './python'
import type { Mode, Outcome, Place, ProgramOutcome } from './run'
import type { ScheduleRequest } from './schedule'

// ── host <-> compiler ────────────────────────────────────────────────────────────────────────────

export type HostToCompiler
  /** `controlled`: for Controlled runs, each of which evaluates the program anew. */
  = | { type: 'compile', id: number, source: string, name: string, controlled: boolean }

export type CompilerToHost
  = | { type: 'ready' }
    | { type: 'compiled', id: number, program: Program }
    | { type: 'rejected', id: number, problems: CompileProblem[] }
    /** Compiling raised an unexpected error: esbuild may be damaged, so this worker must not be used again. */
    | { type: 'broken', id: number, reason: string }

/** A compiled module, ready for the threads of a run. */
export interface Program {
  /** The program's name in stacks, such as `lost-update.ts`. */
  name: string
  code: string
  /** Source map from `code` to the program's source, as JSON. */
  map: string
  /** Code that compiles, but does something else than intended. */
  warnings: CompileProblem[]
  /** Whether it can start threads: then the pool prepares some besides the main thread's worker. */
  startsThreads: boolean
  /** Whether it makes requests: then the service worker is woken while the program starts. */
  asksWeb: boolean
}

export interface CompileProblem extends Place {
  type: string
  message: string
  hint?: string
}

// ── host <-> sandbox ─────────────────────────────────────────────────────────────────────────────

/** How scripts reach the frame's workers: by blob addresses, or in `data:` addresses where a browser refuses those. */
export type ScriptScheme = 'blob' | 'data'

/** The reason why the frame can't run threads. */
export type SandboxFault
  /** Its workers can't start. */
  = | 'workers'
    /** There is no SharedArrayBuffer, or its workers can't get one. */
    | 'shared-memory'
    /** It did not answer in time after it was set up. */
    | 'silent'

export type HostToSandbox
  /** The port of the frame's heart, which answers each message, and beats once at first. */
  = | { type: 'heart', port: MessagePort }
    | { type: 'run', run: number, program: Program, mode: Mode, switchInterval: number, threads: number, debug: boolean, environment: Readonly<Record<string, string>>, trace: boolean }
    /** The script of workers for Controlled runs; once, before the first of the messages below. */
    | { type: 'controlled-script', source: string }
    /** Controlled runs of a program, one after the other, each from a fresh state. */
    | { type: 'schedule', run: number, program: Program | PythonProgram, requests: ScheduleRequest[], threads: number }
    /** Explores the schedules of a program. */
    | { type: 'explore', run: number, program: Program | PythonProgram, options: ExplorationOptions, threads: number }
    | { type: 'stop', run: number }
    /** How many workers the next run will need: they are prepared while nothing runs. */
    | { type: 'expect', workers: number }
    /** Asks the frame's own thread to answer once it has handled everything before. */
    | { type: 'ping', id: number }
    | IoAnswer
    | HostToPython

export type SandboxToHost
  = | { type: 'pong', id: number }
    /** No run will start. */
    | { type: 'broken', fault: SandboxFault, reason: string }
    /** The engine's own report about a run that it ends as failed. */
    | { type: 'fault', run: number, message: string }
    /** The pool has a warm worker for the next run's main thread. */
    | { type: 'warm', workers: number }
    | { type: 'text', run: number, batch: ArrayBuffer[] }
    | { type: 'trace', run: number, batch: ArrayBuffer }
    | { type: 'ended', run: number, outcome: Outcome, counters: RunCounters }
    /** Controlled runs are over: all that were requested, or fewer if they were stopped. */
    | { type: 'scheduled', run: number, runs: PackedRun[] }
    /** The results of an exploration: now and then while it goes on, and when it is over. */
    | { type: 'explored', run: number, report: PackedReport, isOver: boolean }
    | IoRequest
    | PythonToHost

/** The sandbox's counters, for the summary of a run. */
export interface RunCounters {
  wall: number
  peakThreads: number
  gilSwitches: number
  gilRequests: number
  droppedRecords: number
  /** See `RunSummary`. */
  exitStatus?: number
}

// ── sandbox <-> worker ───────────────────────────────────────────────────────────────────────────

export type SandboxToWorker
  /** Evaluates the module of a run, then waits for a thread to run (or runs `main`). */
  = | {
    type: 'prepare'
    run: number
    /** Index of this worker in the run: 0 runs `main`. */
    worker: number
    moduleUrl: string
    memory: SharedArrayBuffer
    /** Undefined when the run is not traced. */
    trace: SharedArrayBuffer | undefined
    text: SharedArrayBuffer
    /** The run's epoch: `performance.timeOrigin + performance.now()` at its start. */
    epoch: number
    debug: boolean
    environment: Readonly<Record<string, string>>
    /** Set for workers of a further process. */
    process?: ProcessInfo
  }

/** Messages to a worker for Controlled runs. */
export type SandboxToControlled
  /** Imports the program's module, which exports a function, and waits for threads to run. */
  = | { type: 'prepare-controlled', worker: number, moduleUrl: string, memory: SharedArrayBuffer, control: SharedArrayBuffer }
  /** To the first worker. */
    | ControlledRequest

/** A request to the first worker; the answers carry its id. */
export type ControlledRequest
  = | { type: 'schedule', id: number, requests: ScheduleRequest[] }
    | { type: 'explore', id: number, options: ExplorationOptions }

/** What a worker of a further process knows about the others. */
export interface ProcessInfo {
  /** The process's number in the run; the first one is 0. */
  number: number
  /** The memory of the run's first process. */
  first: SharedArrayBuffer
  /** Links the worker that makes the process's calls to the parent process. */
  link?: ProcessLink
}

export interface ProcessLink {
  /** The memory of the parent process. */
  memory: SharedArrayBuffer
  /** This worker's index there. */
  worker: number
  /** Where the parent process notes whether this one has ended. */
  record: number
  /** The executor to work for. */
  executor: number
}

export type WorkerToSandbox
  = | { type: 'booted' }
  /** The main thread's worker has evaluated the module and calls `main`. */
    | { type: 'evaluated', run: number }
  /** `main` and all non-daemon threads are over. */
    | { type: 'main-ended', run: number, outcome: ProgramOutcome, wall: number }
  /** Requests a further process. */
    | { type: 'process', run: number, request: ProcessRequest }
  /** The calls of a further process are done, and all its non-daemon threads have ended. */
    | { type: 'process-ended', run: number }
  /** An error that no handler of the engine caught: a bug of ours. */
    | { type: 'engine-error', run: number, message: string }
    | { type: 'io', run: number, worker: number, operation: WorkerIo }
  /** A worker for Controlled runs has imported the program. */
    | { type: 'prepared', worker: number }
  /** All ready workers for Controlled runs have threads, and another thread is about to start. */
    | { type: 'more-workers', ready: number }
    | { type: 'scheduled', id: number, runs: PackedRun[] }
    | { type: 'explored', id: number, report: PackedReport, isOver: boolean }

/** A running process's request for a further one. */
export interface ProcessRequest {
  /** Where the requesting process notes whether the new one has ended. */
  record: number
  /** The executor to work for. */
  executor: number
  /** Lane of its main thread. */
  lane: number
  /** Whether it is requested on behalf of the requesting process's parent. */
  isSibling: boolean
}
