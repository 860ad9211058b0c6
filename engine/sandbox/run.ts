import type { HostToSandbox, SandboxToHost, WorkerToSandbox } from '../protocol/messages'
import type { Outcome } from '../protocol/run'
import type { WorkerPool } from './pool'
/** One run in the frame: its memory, its workers, its end. */
import { Breaker, MAX_THREADS, MEMORY_BYTES, Table, waitAddressOf, Word } from '../protocol/layout'
import { MAIN_TRACE_RING_BYTES, RING_HEADER_BYTES, TEXT_RING_BYTES, TRACE_RING_BYTES } from '../protocol/ring'
import { FrameIo } from './io'
import { Relay } from './relay'

type RunMessage = Extract<HostToSandbox, { type: 'run' }>

/** How long a thread may take to heed Stop before its worker is terminated. */
const STOP_GRACE_MS = 500
/** Between two wake-ups of all waiting threads while the run is being stopped. */
const STOP_WAKE_INTERVAL_MS = 5

/** A run from its module's text to its end. */
export class RunInFrame {
  readonly id: number
  readonly io: FrameIo
  readonly #memory = new SharedArrayBuffer(MEMORY_BYTES)
  readonly #words = new Int32Array(this.#memory)
  readonly #moduleUrl: string
  readonly #epoch = performance.timeOrigin + performance.now()
  readonly #pool: WorkerPool
  readonly #relay: Relay
  readonly #send: (message: SandboxToHost, transfer?: Transferable[]) => void
  readonly #debug: boolean
  readonly #trace: boolean
  readonly #workers: Worker[] = []
  readonly #expectedThreads: number
  #ended = false
  /** Before `main` is called no other worker evaluates the module, so that nothing competes with the first line. */
  #mainEvaluated = false
  #stopTimer: ReturnType<typeof setInterval> | undefined

  constructor(message: RunMessage, pool: WorkerPool, send: (message: SandboxToHost, transfer?: Transferable[]) => void) {
    const { run, program, mode, switchInterval, threads, debug, trace } = message
    this.id = run
    this.#pool = pool
    this.#send = send
    this.#debug = debug
    this.#trace = trace
    this.#expectedThreads = program.startsThreads ? threads : 0
    this.#words[Word.HeapTop] = Table.Heap
    this.#words[Word.GilEnabled] = Number(mode === 'gil')
    this.#words[Word.SwitchInterval] = Math.max(1, Math.round(switchInterval * 1e6))
    this.#moduleUrl = URL.createObjectURL(new Blob([program.code], { type: 'text/javascript' }))
    this.io = new FrameIo(run, this.#memory, send)
    this.#relay = new Relay(run, this.#memory, send, () => this.#keepAhead())
    this.#relay.start()
  }

  /**
   * Gives workers to the run until there are some more than threads: the first runs `main`, and a thread that is
   * started finds one that has evaluated the module. The more threads there were, the further ahead.
   */
  #keepAhead(): void {
    if (this.#ended)
      return
    const started = this.#words[Word.LastLane] === 0 ? 0 : this.#words[Word.LivePeak]!
    const pending = Atomics.load(this.#words, Word.PendingCount)
    const ahead = this.#expectedThreads > 0 || pending > 0 || started > 1 ? Math.max(2, started) : 0
    const wanted = this.#mainEvaluated ? Math.min(MAX_THREADS, Math.max(1 + this.#expectedThreads, started + pending + ahead)) : 1
    while (this.#workers.length < wanted) {
      const worker = this.#pool.take()
      if (!worker) {
        this.#pool.refill(wanted - this.#workers.length)
        this.#pool.onNextReady(() => this.#keepAhead())
        return
      }
      this.#prepare(worker)
    }
  }

  #prepare(worker: Worker): void {
    const index = this.#workers.push(worker) - 1
    const trace = this.#trace ? new SharedArrayBuffer(RING_HEADER_BYTES + (index === 0 ? MAIN_TRACE_RING_BYTES : TRACE_RING_BYTES)) : undefined
    const text = new SharedArrayBuffer(RING_HEADER_BYTES + TEXT_RING_BYTES)
    this.#relay.add(trace, text)
    worker.onmessage = ({ data }: MessageEvent<WorkerToSandbox>) => this.#receive(data)
    worker.postMessage({
      type: 'prepare',
      run: this.id,
      worker: index,
      moduleUrl: this.#moduleUrl,
      memory: this.#memory,
      trace,
      text,
      epoch: this.#epoch,
      debug: this.#debug,
    })
  }

  #receive(message: WorkerToSandbox): void {
    switch (message.type) {
      case 'evaluated':
        this.#mainEvaluated = true
        this.#keepAhead()
        break
      case 'main-ended':
        this.end(this.#stopTimer === undefined ? message.outcome : 'stopped', message.wall)
        break
      case 'io':
        if (!this.#ended)
          this.io.request(message.operation)
        break
      case 'engine-error':
        console.error(message.message)
        this.end('failed')
    }
  }

  /** Whether it has not ended. */
  get active(): boolean {
    return !this.#ended
  }

  /** Asks every thread to stop, at its next checkpoint or in its wait; who does not heed that is terminated. */
  stop(): void {
    if (this.#ended || this.#stopTimer !== undefined)
      return
    const deadline = performance.now() + STOP_GRACE_MS
    this.#stopTimer = setInterval(() => {
      if (performance.now() > deadline)
        this.end('stopped')
      else
        this.#wakeWaiters()
    }, STOP_WAKE_INTERVAL_MS)
    this.#raiseStop()
  }

  #raiseStop(): void {
    Atomics.or(this.#words, Word.EvalBreaker, Breaker.Stop)
    this.#wakeWaiters()
  }

  #wakeWaiters(): void {
    for (let worker = 0; worker < this.#workers.length; worker++) {
      const address = Atomics.load(this.#words, waitAddressOf(worker))
      if (address !== 0)
        Atomics.notify(this.#words, address)
    }
  }

  /** Ends the run: reads what is left, lets daemon threads stop, and throws the workers away. */
  end(outcome: Outcome, wall = performance.timeOrigin + performance.now() - this.#epoch): void {
    if (this.#ended)
      return
    this.#ended = true
    clearInterval(this.#stopTimer)
    this.#relay.close()
    this.#raiseStop()
    const words = this.#words
    this.#send({
      type: 'ended',
      run: this.id,
      outcome,
      counters: {
        wall,
        peakThreads: words[Word.LivePeak]!,
        gilSwitches: Math.max(0, Atomics.load(words, Word.GilSwitches) - 1),
        gilRequests: Atomics.load(words, Word.GilRequests),
        droppedRecords: this.#relay.dropped,
      },
    })
    URL.revokeObjectURL(this.#moduleUrl)
    this.#discardWorkers()
    this.#pool.expect(this.#workers.length)
    setTimeout(() => this.#pool.refill(), 0)
  }

  /**
   * Parked workers see the stop bit and leave their wait, so that `terminate` does not have to break it by force,
   * which takes Chromium two seconds.
   */
  #discardWorkers(): void {
    let rounds = 0
    const timer = setInterval(() => {
      this.#wakeWaiters()
      if (++rounds < 10)
        return
      clearInterval(timer)
      for (const worker of this.#workers)
        worker.terminate()
    }, STOP_WAKE_INTERVAL_MS)
  }
}
