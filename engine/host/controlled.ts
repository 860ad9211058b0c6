/** Controlled runs as the page asks for them: the frame makes them, in workers of their own script. */
import type { HostToSandbox, Program } from '../protocol/messages'
import type { ScheduledRun, ScheduleRequest } from '../protocol/schedule'

/** Runs that were asked for. */
interface Pending {
  resolve: (runs: ScheduledRun[]) => void
  reject: (error: Error) => void
}

/** Threads that get their workers ahead where it is not known how many a program starts. */
const DEFAULT_THREADS = 2

/** Asks the frame for Controlled runs. */
export class ControlledHost {
  readonly #send: (message: HostToSandbox) => void
  readonly #pending = new Map<number, Pending>()
  /** Whether the frame has the workers' script. */
  #hasScript = false

  /** @param send sends a message to the frame */
  constructor(send: (message: HostToSandbox) => void) {
    this.#send = send
  }

  /** Whether runs go on. */
  get isRunning(): boolean {
    return this.#pending.size > 0
  }

  /**
   * Makes Controlled runs, one after the other, each from fresh state.
   *
   * @param run a number that names them, for {@link stop}
   * @param program compiled for Controlled runs
   * @param requests what each run is to be
   * @param threads how many threads get their workers ahead
   * @returns what the runs came to; fewer than were asked for when they were stopped
   * @throws Error when the workers can't do it, or their frame has died
   */
  async run(run: number, program: Program, requests: readonly ScheduleRequest[], threads = DEFAULT_THREADS): Promise<ScheduledRun[]> {
    if (!this.#hasScript) {
      const { default: source } = await import('../controlled-worker.ts?bundled')
      this.#send({ type: 'controlled-script', source })
      this.#hasScript = true
    }
    const { promise, resolve, reject } = Promise.withResolvers<ScheduledRun[]>()
    this.#pending.set(run, { resolve, reject })
    this.#send({ type: 'schedule', run, program, requests: [...requests], threads })
    return promise
  }

  /** Ends runs early; what they have come to is given as usual. */
  stop(run: number): void {
    if (this.#pending.has(run))
      this.#send({ type: 'stop', run })
  }

  /** The runs are over. */
  take(run: number, runs: ScheduledRun[]): void {
    this.#pending.get(run)?.resolve(runs)
    this.#pending.delete(run)
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
