/** Controlled runs in the frame: the workers of one program stay from run to run. */
import type { HostToSandbox, Program, SandboxToControlled, SandboxToHost, ScriptScheme, WorkerToSandbox } from '../protocol/messages'
import type { ScheduledRun } from '../protocol/schedule'
import { Control, CONTROL_BYTES, ControlTable } from '../protocol/baton-layout'
import { Breaker, MAX_THREADS, PROCESS_MEMORY_BYTES, Word } from '../protocol/layout'
import { scriptUrl } from './scripts'

type ScheduleMessage = Extract<HostToSandbox, { type: 'schedule' }>

/** How long workers may take to heed Stop before they are thrown away. */
const STOP_GRACE_MS = 1000
/** How long workers may take to leave their waits before they are terminated. */
const LEAVE_MS = 50

/** What has been asked for and not answered. */
interface Pending {
  run: number
  runs: ScheduledRun[] | undefined
}

/** The program that Controlled runs were asked for last, with its workers. */
export class ControlledPrograms {
  readonly #url: string
  readonly #scripts: ScriptScheme
  readonly #send: (message: SandboxToHost) => void
  #program: ControlledProgram | undefined

  /**
   * @param source the script of the workers
   * @param scripts how it reaches them
   * @param send tells the page
   */
  constructor(source: string, scripts: ScriptScheme, send: (message: SandboxToHost) => void) {
    this.#url = scriptUrl(source, scripts)
    this.#scripts = scripts
    this.#send = send
  }

  /** Makes the runs, and tells the page what came of them. */
  run({ run, program, requests, threads }: ScheduleMessage): void {
    if (this.#program?.code !== program.code || this.#program.isBusy) {
      this.#program?.close()
      this.#program = new ControlledProgram(program, this.#url, scriptUrl(program.code, this.#scripts), this.#send)
    }
    this.#program.run(run, requests, threads)
  }

  /** Ends runs that were asked for. */
  stop(run: number): void {
    this.#program?.stop(run)
  }
}

/** One program's workers. */
class ControlledProgram {
  readonly code: string
  readonly #url: string
  readonly #moduleUrl: string
  readonly #send: (message: SandboxToHost) => void
  readonly #memory = new SharedArrayBuffer(PROCESS_MEMORY_BYTES)
  readonly #control = new SharedArrayBuffer(CONTROL_BYTES)
  readonly #words = new Int32Array(this.#control)
  readonly #workers: Worker[] = []
  #pending: Pending | undefined
  #request: SandboxToControlled | undefined
  #stopTimer: ReturnType<typeof setTimeout> | undefined

  constructor(program: Program, url: string, moduleUrl: string, send: (message: SandboxToHost) => void) {
    this.code = program.code
    this.#url = url
    this.#moduleUrl = moduleUrl
    this.#send = send
  }

  /** Whether runs go on. */
  get isBusy(): boolean {
    return this.#pending !== undefined
  }

  run(run: number, requests: ScheduleMessage['requests'], threads: number): void {
    this.#pending = { run, runs: undefined }
    this.#request = { type: 'schedule', id: run, requests }
    Atomics.store(this.#words, Control.Stop, 0)
    this.#grow(1 + threads)
    this.#begin()
  }

  /** The first worker has imported the program: it gets what it is to run. */
  #begin(): void {
    if (Atomics.load(this.#words, Control.Ready) > 0 && this.#request) {
      this.#workers[0]!.postMessage(this.#request)
      this.#request = undefined
    }
  }

  #grow(wanted: number): void {
    while (this.#workers.length < Math.min(wanted, MAX_THREADS))
      this.#make()
  }

  #make(): void {
    const worker = new Worker(this.#url)
    const index = this.#workers.push(worker) - 1
    worker.onmessage = ({ data }: MessageEvent<WorkerToSandbox>) => this.#receive(data, worker, index)
    worker.onerror = ({ message }) => this.#fail(message || 'a worker for Controlled runs could not be started')
  }

  /** Workers are ready in their order, so that each run gives the same threads the same ones. */
  readonly #prepared = new Set<number>()

  #receive(message: WorkerToSandbox, worker: Worker, index: number): void {
    switch (message.type) {
      case 'booted': {
        const prepare: SandboxToControlled = { type: 'prepare-controlled', worker: index, moduleUrl: this.#moduleUrl, memory: this.#memory, control: this.#control }
        worker.postMessage(prepare)
        break
      }
      case 'prepared': {
        this.#prepared.add(message.worker)
        let ready = Atomics.load(this.#words, Control.Ready)
        while (this.#prepared.has(ready))
          ready++
        Atomics.store(this.#words, Control.Ready, ready)
        Atomics.notify(this.#words, Control.Ready)
        this.#begin()
        break
      }
      case 'more-workers':
        this.#grow(message.ready + 1 + Math.floor(message.ready / 2))
        break
      case 'scheduled':
        if (message.id === this.#pending?.run)
          this.#answer(message.runs)
        break
      case 'engine-error':
        this.#fail(message.message)
    }
  }

  #answer(runs: ScheduledRun[]): void {
    const { run } = this.#pending!
    this.#pending = undefined
    clearTimeout(this.#stopTimer)
    this.#send({ type: 'scheduled', run, runs })
  }

  #fail(reason: string): void {
    if (!this.#pending)
      return
    this.#send({ type: 'fault', run: this.#pending.run, message: reason })
    this.#answer([])
  }

  /** Ends the runs: each thread leaves at its next step or checkpoint; if one doesn't, all are terminated. */
  stop(run: number): void {
    if (this.#pending?.run !== run)
      return
    this.#raiseStop()
    this.#stopTimer = setTimeout(() => {
      this.close()
      this.#answer([])
    }, STOP_GRACE_MS)
  }

  #raiseStop(): void {
    Atomics.store(this.#words, Control.Stop, 1)
    Atomics.or(new Int32Array(this.#memory), Word.EvalBreaker, Breaker.Stop)
  }

  /** Throws the workers away. */
  close(): void {
    this.#raiseStop()
    Atomics.store(this.#words, Control.Closed, 1)
    for (let index = 0; index < this.#workers.length; index++) {
      const go = ControlTable.Go + 32 * index
      Atomics.store(this.#words, go, 1)
      Atomics.notify(this.#words, go)
    }
    setTimeout(() => {
      for (const worker of this.#workers)
        worker.terminate()
    }, LEAVE_MS)
    URL.revokeObjectURL(this.#moduleUrl)
  }
}
