/** Controlled runs in the frame: the workers of one program are kept from run to run. */
import type { ControlledRequest, HostToSandbox, Program, SandboxToControlled, SandboxToHost, ScriptScheme, WorkerToSandbox } from '../protocol/messages'
import { Control, CONTROL_BYTES, ControlTable } from '../protocol/baton-layout'
import { Breaker, MAX_THREADS, PROCESS_MEMORY_BYTES, Word } from '../protocol/layout'
import { scriptUrl } from './scripts'

type ScheduleMessage = Extract<HostToSandbox, { type: 'schedule' | 'explore' }>

/** How long workers may take to heed Stop before they are discarded. */
const STOP_GRACE_MS = 1000
/** How long workers may take to leave their waits before they are terminated. */
const LEAVE_MS = 50

/** The program of the last requested Controlled runs, with its workers. */
export class ControlledPrograms {
  readonly #url: string
  readonly #scripts: ScriptScheme
  readonly #send: (message: SandboxToHost) => void
  #program: ControlledProgram | undefined

  /**
   * @param source the script of the workers
   * @param scripts how to load it
   * @param send sends a message to the page
   */
  constructor(source: string, scripts: ScriptScheme, send: (message: SandboxToHost) => void) {
    this.#url = scriptUrl(source, scripts)
    this.#scripts = scripts
    this.#send = send
  }

  /** Makes the runs and reports them to the page. */
  run(message: ScheduleMessage, program: Program): void {
    if (this.#program?.code !== program.code || this.#program.isBusy) {
      this.#program?.close()
      this.#program = new ControlledProgram(program, this.#url, scriptUrl(program.code, this.#scripts), this.#send)
    }
    this.#program.run(message)
  }

  /** Ends requested runs. */
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
  /** The number of the runs in progress. */
  #pending: number | undefined
  /** The request to send to the first worker once it is ready. */
  #request: ControlledRequest | undefined
  #stopTimer: ReturnType<typeof setTimeout> | undefined

  constructor(program: Program, url: string, moduleUrl: string, send: (message: SandboxToHost) => void) {
    this.code = program.code
    this.#url = url
    this.#moduleUrl = moduleUrl
    this.#send = send
  }

  /** Whether any run is in progress. */
  get isBusy(): boolean {
    return this.#pending !== undefined
  }

  run(message: ScheduleMessage): void {
    const { run: id } = message
    this.#pending = id
    this.#request = message.type === 'schedule' ? { type: 'schedule', id, requests: message.requests } : { type: 'explore', id, options: message.options }
    Atomics.store(this.#words, Control.Stop, 0)
    this.#grow(1 + message.threads)
    this.#begin()
  }

  /** The first worker has imported the program: sends it the request. */
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

  /** Workers become ready in order, so that the same threads get the same workers in each run. */
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
        if (message.id === this.#pending)
          this.#answer({ type: 'scheduled', run: message.id, runs: message.runs })
        break
      case 'explored':
        if (message.id !== this.#pending)
          break
        if (message.isOver)
          this.#answer({ type: 'explored', run: message.id, report: message.report, isOver: true })
        else
          this.#send({ type: 'explored', run: message.id, report: message.report, isOver: false })
        break
      case 'engine-error':
        this.#fail(message.message)
    }
  }

  #answer(answer: SandboxToHost): void {
    this.#pending = undefined
    clearTimeout(this.#stopTimer)
    this.#send(answer)
  }

  #fail(reason: string): void {
    if (this.#pending !== undefined)
      this.#answer({ type: 'fault', run: this.#pending, message: reason })
  }

  /** Ends the runs: each thread exits at its next step or checkpoint; if one doesn't, all are terminated. */
  stop(run: number): void {
    if (this.#pending !== run)
      return
    this.#raiseStop()
    this.#stopTimer = setTimeout(() => {
      this.close(`a thread did not heed Stop for ${STOP_GRACE_MS / 1000} s`)
    }, STOP_GRACE_MS)
  }

  #raiseStop(): void {
    Atomics.store(this.#words, Control.Stop, 1)
    Atomics.or(new Int32Array(this.#memory), Word.EvalBreaker, Breaker.Stop)
  }

  /**
   * Discards the workers.
   *
   * @param reason the error for runs that are not over
   */
  close(reason = 'newer runs took the place of these'): void {
    this.#fail(reason)
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
