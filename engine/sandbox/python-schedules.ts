/** Controlled runs of Python in the frame: one interpreter makes all runs of one program. */
import type { HostToSandbox, SandboxToHost } from '../protocol/messages'
import type { InterpreterToSandbox, PythonProgram, SandboxToInterpreter } from '../protocol/python'
import type { Interpreters } from './interpreters'

type ScheduleMessage = Extract<HostToSandbox, { type: 'schedule' | 'explore' }>

/** How long an interpreter may take to heed Stop before it is thrown away. */
const STOP_GRACE_MS = 1000

/** The Python program that Controlled runs were asked for last, with its interpreter. */
export class PythonSchedulesInFrame {
  readonly #interpreters: Interpreters
  readonly #send: (message: SandboxToHost) => void
  #program: PythonProgram | undefined
  #worker: Promise<Worker> | undefined
  #stop = stopWord()
  /** The number of the runs that go on. */
  #pending: number | undefined
  #stopTimer: ReturnType<typeof setTimeout> | undefined

  /**
   * @param interpreters where one is had
   * @param send sends a message to the page
   */
  constructor(interpreters: Interpreters, send: (message: SandboxToHost) => void) {
    this.#interpreters = interpreters
    this.#send = send
  }

  /** Makes the runs and reports them to the page. */
  run(message: ScheduleMessage, program: PythonProgram): void {
    const { run: id } = message
    if (this.#pending !== undefined || this.#program?.source !== program.source || this.#program.name !== program.name)
      this.close('newer runs took the place of these')
    this.#pending = id
    this.#program = program
    Atomics.store(this.#stop, 0, 0)
    const asked: SandboxToInterpreter = message.type === 'schedule'
      ? { type: 'schedule', id, program, requests: message.requests, stop: this.#stop }
      : { type: 'explore', id, program, options: message.options, stop: this.#stop }
    const worker = this.#worker ??= this.#take()
    worker.then((interpreter) => {
      if (this.#worker === worker)
        interpreter.postMessage(asked)
    }, (error: unknown) => this.#fail(id, error instanceof Error ? error.message : String(error)))
  }

  async #take(): Promise<Worker> {
    const worker = await this.#interpreters.take()
    worker.onmessage = ({ data }: MessageEvent<InterpreterToSandbox>) => this.#receive(data)
    worker.onerror = ({ message }) => this.close(message || 'the interpreter has died')
    return worker
  }

  #receive(message: InterpreterToSandbox): void {
    switch (message.type) {
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
      case 'schedules-failed':
        if (message.id === this.#pending)
          this.close(message.message)
        break
      case 'engine-error':
        this.close(message.message)
    }
  }

  #answer(answer: SandboxToHost): void {
    this.#pending = undefined
    clearTimeout(this.#stopTimer)
    this.#send(answer)
    setTimeout(() => this.#interpreters.prepare(), 0)
  }

  #fail(run: number, reason: string): void {
    if (this.#pending === run)
      this.#answer({ type: 'fault', run, message: reason })
  }

  /** Ends the runs: at their next step, or soon after, with the interpreter. */
  stop(run: number): void {
    if (this.#pending !== run)
      return
    Atomics.store(this.#stop, 0, 1)
    this.#stopTimer = setTimeout(() => this.close(`the program did not heed Stop for ${STOP_GRACE_MS / 1000} s`), STOP_GRACE_MS)
  }

  /**
   * Throws the interpreter away.
   *
   * @param reason what is said of runs that are not over
   */
  close(reason: string): void {
    if (this.#pending !== undefined)
      this.#fail(this.#pending, reason)
    if (!this.#worker)
      return
    this.#worker.then(worker => worker.terminate(), () => {})
    this.#worker = undefined
    this.#program = undefined
    this.#stop = stopWord()
  }
}

/** The interpreter gets a copy where memory can't be shared, and is thrown away when it must stop. */
function stopWord(): Int32Array {
  return new Int32Array(typeof SharedArrayBuffer === 'undefined' ? new ArrayBuffer(4) : new SharedArrayBuffer(4))
}
