/** Controlled runs as the page asks for them: the frame makes them, in workers of their own script. */
import type { ExplorationOptions, ExplorationReport } from '../protocol/exploration'
import type { HostToSandbox, Program, SandboxToHost } from '../protocol/messages'
import type { PythonProgram } from '../protocol/python'
import type { ScheduledRun, ScheduleRequest } from '../protocol/schedule'
import type { SandboxFrame } from './sandbox-frame'

/** What the sandbox says of Controlled runs. */
type Answer = Extract<SandboxToHost, { type: 'scheduled' | 'explored' }>

/** What was asked for and is not over. */
interface Pending {
  /** Gets what the sandbox says; true when that was the last. */
  take: (message: Answer) => boolean
  reject: (error: Error) => void
}

/** What can run so: a program of TypeScript that was compiled for it, or one of Python. */
export type ControllableProgram = Program | PythonProgram

/** How runs are made. */
export interface ControlledOptions {
  /** How many threads get their workers ahead. @default 2 */
  threads?: number
  /** Ends them early: what they have come to is given. */
  signal?: AbortSignal
}

const DEFAULT_THREADS = 2

/** Asks the frame for Controlled runs. */
export class ControlledHost {
  readonly #frame: Pick<SandboxFrame, 'isReady' | 'start' | 'send' | 'watch'>
  readonly #nextRun: () => number
  readonly #onIdle: () => void
  readonly #pending = new Map<number, Pending>()
  readonly #warmPython: () => Promise<void>
  /** Whether the frame has the workers' script. */
  #hasScript = false

  /**
   * @param frame the engine's
   * @param nextRun gives a number that no run has had
   * @param onIdle called when none of these runs goes on any more
   * @param warmPython resolves when the frame has an interpreter of Python
   */
  constructor(frame: Pick<SandboxFrame, 'isReady' | 'start' | 'send' | 'watch'>, nextRun: () => number, onIdle: () => void, warmPython: () => Promise<void>) {
    this.#frame = frame
    this.#nextRun = nextRun
    this.#onIdle = onIdle
    this.#warmPython = warmPython
  }

  /** Whether runs go on. */
  get isRunning(): boolean {
    return this.#pending.size > 0
  }

  /**
   * Makes Controlled runs, one after the other, each from fresh state.
   *
   * @param program what runs
   * @param requests what each run is to be
   * @param use how
   * @returns what the runs came to; fewer than were asked for when they were stopped
   * @throws SandboxError when the frame can't run anything
   * @throws Error when the workers can't make the runs, or their frame has died
   */
  async run(program: ControllableProgram, requests: readonly ScheduleRequest[], use: ControlledOptions = {}): Promise<ScheduledRun[]> {
    const { threads = DEFAULT_THREADS, signal } = use
    const { promise, resolve, reject } = Promise.withResolvers<ScheduledRun[]>()
    const take = (message: Answer): boolean => {
      if (message.type === 'scheduled')
        resolve(message.runs)
      return true
    }
    const asked = await this.#ask(program, run => ({ type: 'schedule', run, program, requests: [...requests], threads }), { take, reject }, promise, signal)
    return asked ?? []
  }

  /**
   * Explores the schedules of a program.
   *
   * @param program what runs
   * @param options how far it goes
   * @param use how, and `progress`, which hears now and then what has been found so far
   * @returns what has been found, up to the end or until it was stopped; none when it was stopped before it began
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
        resolve(message.report)
      else
        progress?.(message.report)
      return message.isOver
    }
    return this.#ask(program, run => ({ type: 'explore', run, program, options, threads }), { take, reject }, promise, signal)
  }

  async #ask<T>(program: ControllableProgram, make: (run: number) => HostToSandbox, pending: Pending, promise: Promise<T>, signal: AbortSignal | undefined): Promise<T | undefined> {
    if (!this.#frame.isReady)
      await this.#frame.start()
    await ('language' in program ? this.#warmPython() : this.#sendScript())
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

  /** The sandbox has said something of runs. */
  take(message: Answer): void {
    if (this.#pending.get(message.run)?.take(message))
      this.#pending.delete(message.run)
  }

  /** The engine can't make runs that were asked for. */
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
