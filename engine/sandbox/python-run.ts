/** One run of a Python program in the frame, with its interpreter. */
import type { IoAnswer } from '../protocol/io'
import type { RunCounters, SandboxToHost } from '../protocol/messages'
import type { InterpreterToSandbox, PythonRun, SandboxToInterpreter, SharedRings } from '../protocol/python'
import type { Outcome } from '../protocol/run'
import type { Interpreters } from './interpreters'
import { Breaker, PROCESS_MEMORY_BYTES, waitAddressOf, Word } from '../protocol/layout'
import { MAIN_TRACE_RING_BYTES, RING_HEADER_BYTES, TEXT_RING_BYTES } from '../protocol/ring'
import { CORRUPT_RING, Relay } from './relay'

/** How long a program may take to heed KeyboardInterrupt before its interpreter is terminated. */
const STOP_GRACE_MS = 500
/** Interval between two wake-ups of the interpreter while it is being stopped. */
const STOP_WAKE_INTERVAL_MS = 5

/** A run, from its source to its end. */
export class PythonRunInFrame {
  readonly id: number
  readonly #program: PythonRun
  readonly #interpreters: Interpreters
  readonly #send: (message: SandboxToHost, transfer?: Transferable[]) => void
  /** Undefined where memory can't be shared. */
  readonly #shared: { memory: SharedArrayBuffer, words: Int32Array, relay: Relay } | undefined
  /** Records that an interpreter with memory of its own had to drop. */
  #dropped = 0
  #worker: Worker | undefined
  #ended = false
  #stopTimer: ReturnType<typeof setInterval> | undefined
  #epoch = performance.timeOrigin + performance.now()

  /**
   * @param program the program
   * @param interpreters where one is had
   * @param isShared whether the frame shares the interpreter's memory; else the interpreter sends what it writes
   * @param send sends a message to the page
   */
  constructor(program: PythonRun, interpreters: Interpreters, isShared: boolean, send: (message: SandboxToHost, transfer?: Transferable[]) => void) {
    this.id = program.run
    this.#program = program
    this.#interpreters = interpreters
    this.#send = send
    this.#shared = isShared ? this.#share() : undefined
    void this.#begin()
  }

  #share() {
    const memory = new SharedArrayBuffer(PROCESS_MEMORY_BYTES)
    const relay = new Relay(this.id, this.#send, () => {
      this.#send({ type: 'fault', run: this.id, message: CORRUPT_RING })
      this.end('failed')
    })
    relay.listen(memory, () => {})
    relay.start()
    return { memory, words: new Int32Array(memory), relay }
  }

  async #begin(): Promise<void> {
    try {
      const worker = await this.#interpreters.take()
      if (this.#ended) {
        worker.terminate()
        return
      }
      this.#run(worker)
    }
    catch (error) {
      this.#send({ type: 'python-broken', reason: error instanceof Error ? error.message : String(error), run: this.id })
      this.end('failed')
    }
  }

  #run(worker: Worker): void {
    this.#worker = worker
    const rings = this.#rings()
    worker.onmessage = ({ data }: MessageEvent<InterpreterToSandbox>) => this.#receive(data)
    worker.onerror = ({ message }) => this.#receive({ type: 'engine-error', message })
    this.#epoch = performance.timeOrigin + performance.now()
    this.#post({ type: 'run', shared: rings, epoch: this.#epoch, program: this.#program })
  }

  #rings(): SharedRings | undefined {
    if (!this.#shared)
      return undefined
    const { memory, relay } = this.#shared
    const trace = this.#program.trace ? new SharedArrayBuffer(RING_HEADER_BYTES + MAIN_TRACE_RING_BYTES) : undefined
    const text = new SharedArrayBuffer(RING_HEADER_BYTES + TEXT_RING_BYTES)
    relay.add(memory, trace, text)
    return { memory, trace, text }
  }

  #post(message: SandboxToInterpreter): void {
    this.#worker?.postMessage(message)
  }

  #receive(message: InterpreterToSandbox): void {
    switch (message.type) {
      case 'main-ended': {
        const { type: _, outcome, ...facts } = message
        this.end(this.#stopTimer === undefined ? outcome : 'stopped', facts)
        break
      }
      case 'written':
        this.#relayWritten(message)
        break
      case 'engine-error':
        this.#send({ type: 'python-broken', reason: message.message, run: this.id })
        this.end('failed')
        break
      case 'io-open':
      case 'io-pull':
      case 'io-cancel':
      case 'io-input':
        this.#send(message)
    }
  }

  #relayWritten({ text, trace, dropped }: Extract<InterpreterToSandbox, { type: 'written' }>): void {
    this.#dropped = dropped
    if (text)
      this.#send({ type: 'text', run: this.id, batch: [text] }, [text])
    if (trace)
      this.#send({ type: 'trace', run: this.id, batch: trace }, [trace])
  }

  /** Handles the page's answer to a request. */
  answer(answer: IoAnswer): void {
    this.#post(answer)
  }

  /** Whether it has not ended. */
  get active(): boolean {
    return !this.#ended
  }

  /** Raises KeyboardInterrupt in the main thread; an interpreter that doesn't end soon after is terminated. */
  stop(): void {
    if (this.#ended || this.#stopTimer !== undefined)
      return
    const deadline = performance.now() + STOP_GRACE_MS
    this.#stopTimer = setInterval(() => {
      if (performance.now() > deadline)
        this.end('stopped')
      else
        this.#wake()
    }, STOP_WAKE_INTERVAL_MS)
    this.#wake()
    this.#post({ type: 'stop' })
  }

  #wake(): void {
    if (!this.#shared)
      return
    const { words } = this.#shared
    Atomics.or(words, Word.EvalBreaker, Breaker.Stop)
    const address = Atomics.load(words, waitAddressOf(0))
    if (address !== 0)
      Atomics.notify(words, address)
  }

  /** Ends the run, and discards the interpreter with its memory. */
  end(outcome: Outcome, facts: Omit<RunCounters, 'droppedRecords'> = { wall: performance.timeOrigin + performance.now() - this.#epoch, peakThreads: 1, gilSwitches: 0, gilRequests: 0 }): void {
    if (this.#ended)
      return
    this.#ended = true
    clearInterval(this.#stopTimer)
    this.#shared?.relay.close()
    this.#send({ type: 'ended', run: this.id, outcome, counters: { ...facts, droppedRecords: this.#shared?.relay.dropped ?? this.#dropped } })
    // Woken first: terminating a waiting worker takes Chromium two seconds.
    this.#wake()
    this.#worker?.terminate()
    setTimeout(() => this.#interpreters.prepare(), 0)
  }
}
