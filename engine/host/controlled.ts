/** The page's side of Controlled runs: the frame makes them, in workers with a script of their own. */
import type { ExplorationOptions, ExplorationReport } from '../protocol/exploration'
import type { HostToSandbox, Program, SandboxToHost } from '../protocol/messages'
import type { PythonProgram } from '../protocol/python'
import type { ScheduledRun, ScheduleRequest } from '../protocol/schedule'
import type { SandboxFrame } from './sandbox-frame'
import { unpackReport, unpackRun } from '../protocol/packed-run'

/** The sandbox's messages about Controlled runs. */
type Answer = Extract<SandboxToHost, { type: 'scheduled' | 'explored' }>

/** A request that is not over. */
interface Pending {
  /** Takes a message of the sandbox; returns true if it was the last. */
  take: (message: Answer) => boolean
  reject: (error: Error) => void
}

/** A program for Controlled runs: TypeScript that was compiled for them, or Python. */
export type ControllableProgram = Program | PythonProgram

/** How to make the runs. */
export interface ControlledOptions {
  /** How many threads to prepare workers for. @default 2 */
  threads?: number
  /** Ends them early: the results so far are returned. */
  signal?: AbortSignal
}

const DEFAULT_THREADS = 2

/** Requests Controlled runs from the frame. */
export class ControlledHost {
  readonly #frame: Pick<SandboxFrame, 'start' | 'startForThreads' | 'send' | 'watch'>
  readonly #nextRun: () => number
  readonly #onIdle: () => void
  readonly #pending = new Map<number, Pending>()
  readonly #warmPython: () => Promise<void>
  /** Whether the frame has the workers' script. */
  #hasScript = false

  /**
   * @param frame the engine's
   * @param nextRun returns an unused run number
   * @param onIdle called when the last of these runs has ended
   * @param warmPython resolves once the frame has a Python interpreter
   */
  constructor(frame: Pick<SandboxFrame, 'start' | 'startForThreads' | 'send' | 'watch'>, nextRun: () => number, onIdle: () => void, warmPython: () => Promise<void>) {
    this.#frame = frame
    this.#nextRun = nextRun
    this.#onIdle = onIdle
    this.#warmPython = warmPython
  }

  /** Whether any run is in progress. */
  get isRunning(): boolean {
    return this.#pending.size > 0
  }

  /**
   * Makes Controlled runs, one after the other, each from a fresh state.
   *
   * @param program the program
   * @param requests one for each run
   * @param use how to make the runs
   * @returns the results of the runs; fewer than requested when they were stopped
   * @throws SandboxError when the frame can't run anything
   * @throws Error when the workers can't make the runs, or their frame has died
   */
  async run(program: ControllableProgram, requests: readonly ScheduleRequest[], use: ControlledOptions = {}): Promise<ScheduledRun[]> {
    const { threads = DEFAULT_THREADS, signal } = use
    const { promise, resolve, reject } = Promise.withResolvers<ScheduledRun[]>()
    const take = (message: Answer): boolean => {
      if (message.type === 'scheduled')
        resolve(message.runs.map(unpackRun))
      return true
    }
    const asked = await this.#ask(program, run => ({ type: 'schedule', run, program, requests: [...requests], threads }), { take, reject }, promise, signal)
    return asked ?? []
  }

  /**
   * Explores the schedules of a program.
   *
   * @param program the program
   * @param options the limits of the exploration
   * @param use how to make the runs, and `progress`, which is called now and then with the results so far
   * @returns the results up to the end or until it was stopped; undefined when it was stopped before it began
   * @throws SandboxError when the frame can't run anything
   * @throws Error when the workers can't make the runs, or their frame has died
   */
  async explore(program: ControllableProgram, options: ExplorationOptions, use: ControlledOptions & { progress?: (report: ExplorationReport) => void } = {}): Promise<ExplorationReport | undefined> {
    const { threads = DEFAULT_THREADS, signal, progress } = use
    const { promise, resolve, reject } = Promise.withResolvers<ExplorationReport>()
    const take = (message: Answer): boolean => {
      if (message.type !== 'explored')
        return true
      if (message.isOver)
        resolve(unpackReport(message.report))
      else
        progress?.(unpackReport(message.report))
      return message.isOver
    }
    return this.#ask(program, run => ({ type: 'explore', run, program, options, threads }), { take, reject }, promise, signal)
  }

  async #ask<T>(program: ControllableProgram, make: (run: number) => HostToSandbox, pending: Pending, promise: Promise<T>, signal: AbortSignal | undefined): Promise<T | undefined> {
    if ('language' in program) {
      await this.#frame.start()
      await this.#warmPython()
    }
    else {
      await this.#frame.startForThreads()
      await this.#sendScript()
    }
    if (signal?.aborted)
      return undefined
    const run = this.#nextRun()
    const stop = (): void => this.#frame.send({ type: 'stop', run })
    this.#pending.set(run, pending)
    signal?.addEventListener('abort', stop)
    this.#frame.watch(true)
    this.#frame.send(make(run))
    try {
      return await promise
    }
    finally {
      signal?.removeEventListener('abort', stop)
      if (!this.isRunning)
        this.#onIdle()
    }
  }

  async #sendScript(): Promise<void> {
    const { default: source } = await import('../controlled-worker.ts?bundled')
    if (!this.#hasScript)
      this.#frame.send({ type: 'controlled-script', source })
    this.#hasScript = true
  }

  /** Handles a message of the sandbox about these runs. */
  take(message: Answer): void {
    if (this.#pending.get(message.run)?.take(message))
      this.#pending.delete(message.run)
  }

  /** Handles runs that the engine can't make. */
  fail(run: number, reason: string): void {
    this.#pending.get(run)?.reject(new Error(reason))
    this.#pending.delete(run)
  }

  /** The frame is gone, and with it the script and the runs. */
  reset(reason: string): void {
    this.#hasScript = false
    for (const run of [...this.#pending.keys()])
      this.fail(run, reason)
  }
}
