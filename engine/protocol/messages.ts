/**
 * Every message of the engine, a union for each direction:
 *
 * ```
 * compiler (worker) <-> host (page) <-> sandbox (frame of opaque origin) <-> workers (one for each thread)
 * ```
 */
import type { ExplorationOptions, ExplorationReport } from './exploration'
import type { IoAnswer, IoRequest, WorkerIo } from './io'
import type { HostToPython, PythonProgram, PythonToHost } from './python'
import type { Mode, Outcome, Place, ProgramOutcome } from './run'
import type { ScheduledRun, ScheduleRequest } from './schedule'

// ── host <-> compiler ────────────────────────────────────────────────────────────────────────────

export type HostToCompiler
  /** `controlled`: for Controlled runs, of which each evaluates the program anew. */
  = | { type: 'compile', id: number, source: string, name: string, controlled: boolean }

export type CompilerToHost
  = | { type: 'ready' }
    | { type: 'compiled', id: number, program: Program }
    | { type: 'rejected', id: number, problems: CompileProblem[] }
    /** Something unexpected was raised while it compiled: esbuild may be damaged, so this worker is not to be used again. */
    | { type: 'broken', id: number, reason: string }

/** A compiled module, ready for the threads of a run. */
export interface Program {
  /** The name under which stacks speak of it, as `lost-update.ts`. */
  name: string
  code: string
  /** Source map from `code` to what the person wrote, as JSON. */
  map: string
  /** What compiles, and does something else than was meant. */
  warnings: CompileProblem[]
  /** Whether it can start threads: the pool then gets some ready beside the main thread's worker. */
  startsThreads: boolean
  /** Whether it makes requests: what answers them is then woken up beside the program's start. */
  asksWeb: boolean
}

export interface CompileProblem extends Place {
  type: string
  message: string
  hint?: string
}

// ── host <-> sandbox ─────────────────────────────────────────────────────────────────────────────

/** How scripts reach the workers of the frame: by addresses of blobs, or in `data:` addresses where a browser refuses those. */
export type ScriptScheme = 'blob' | 'data'

/** What the frame lacks to run threads. */
export type SandboxFault
  /** Its workers can't start. */
  = | 'workers'
    /** There is no SharedArrayBuffer, or its workers can't get one. */
    | 'shared-memory'
    /** It did not answer in time after it was set up. */
    | 'silent'

export type HostToSandbox
  /** Where the frame's heart answers each message, and beats once to begin with. */
  = | { type: 'heart', port: MessagePort }
    | { type: 'run', run: number, program: Program, mode: Mode, switchInterval: number, threads: number, debug: boolean, trace: boolean }
    /** The script of workers for Controlled runs; once, before the first of those messages. */
    | { type: 'controlled-script', source: string }
    /** Controlled runs of a program, one after the other, of which each begins from fresh state. */
    | { type: 'schedule', run: number, program: Program | PythonProgram, requests: ScheduleRequest[], threads: number }
    /** Explores the schedules of a program. */
    | { type: 'explore', run: number, program: Program | PythonProgram, options: ExplorationOptions, threads: number }
    | { type: 'stop', run: number }
    /** How many workers the next run will want: they are made ready while nothing runs. */
    | { type: 'expect', workers: number }
    /** Asks the frame's own thread, which has then handled all that came before. */
    | { type: 'ping', id: number }
    | IoAnswer
    | HostToPython

export type SandboxToHost
  = | { type: 'pong', id: number }
    /** No run will start. */
    | { type: 'broken', fault: SandboxFault, reason: string }
    /** What the engine itself says about a run that it ends as failed. */
    | { type: 'fault', run: number, message: string }
    /** The pool has a warm worker for the next run's main thread. */
    | { type: 'warm', workers: number }
    | { type: 'text', run: number, batch: ArrayBuffer[] }
    | { type: 'trace', run: number, batch: ArrayBuffer }
    | { type: 'ended', run: number, outcome: Outcome, counters: RunCounters }
    /** Controlled runs are over: all that were asked for, or fewer if they were stopped. */
    | { type: 'scheduled', run: number, runs: ScheduledRun[] }
    /** What an exploration has found so far, now and then while it goes on, or when it is over. */
    | { type: 'explored', run: number, report: ExplorationReport, isOver: boolean }
    | IoRequest
    | PythonToHost

/** What the sandbox counts for the summary of a run. */
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
    /** None when the run is not traced. */
    trace: SharedArrayBuffer | undefined
    text: SharedArrayBuffer
    /** The run's epoch: `performance.timeOrigin + performance.now()` when it began. */
    epoch: number
    debug: boolean
    /** Set for workers of a further process. */
    process?: ProcessInfo
  }

/** Messages to a worker for Controlled runs. */
export type SandboxToControlled
  /** Imports the program's module, which gives a function, and waits for threads to run. */
  = | { type: 'prepare-controlled', worker: number, moduleUrl: string, memory: SharedArrayBuffer, control: SharedArrayBuffer }
  /** To the first worker. */
    | ControlledRequest

/** What the first worker is to do; the id names the answers. */
export type ControlledRequest
  = | { type: 'schedule', id: number, requests: ScheduleRequest[] }
    | { type: 'explore', id: number, options: ExplorationOptions }

/** What a worker of a further process knows of the others. */
export interface ProcessInfo {
  /** Which process of the run it is; the first one is 0. */
  number: number
  /** The memory of the run's first process. */
  first: SharedArrayBuffer
  /** Ties the worker that makes the process's calls to the process that started it. */
  link?: ProcessLink
}

export interface ProcessLink {
  /** The memory of the process that started this one. */
  memory: SharedArrayBuffer
  /** This worker's index there. */
  worker: number
  /** Where that process notes whether this one has ended. */
  record: number
  /** The executor that it works for. */
  executor: number
}

export type WorkerToSandbox
  = | { type: 'booted' }
  /** The main thread's worker has evaluated the module and calls `main`. */
    | { type: 'evaluated', run: number }
  /** `main` and all non-daemon threads are over. */
    | { type: 'main-ended', run: number, outcome: ProgramOutcome, wall: number }
  /** Asks for a further process. */
    | { type: 'process', run: number, request: ProcessRequest }
  /** The calls of a further process are over, and all its non-daemon threads. */
    | { type: 'process-ended', run: number }
  /** An error that no handler of the engine caught: a bug of ours. */
    | { type: 'engine-error', run: number, message: string }
    | { type: 'io', run: number, worker: number, operation: WorkerIo }
  /** A worker for Controlled runs has imported the program. */
    | { type: 'prepared', worker: number }
  /** All so many workers for Controlled runs have threads, and another one is to begin. */
    | { type: 'more-workers', ready: number }
    | { type: 'scheduled', id: number, runs: ScheduledRun[] }
    | { type: 'explored', id: number, report: ExplorationReport, isOver: boolean }

/** A further process, as one that runs asks for it. */
export interface ProcessRequest {
  /** Where the asking process notes whether it has ended. */
  record: number
  /** The executor that it is to work for. */
  executor: number
  /** Lane of its main thread. */
  lane: number
  /** Whether it is asked for in the name of the process that started the asking one. */
  isSibling: boolean
}
