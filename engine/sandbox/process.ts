/** One process of a run in the frame: its memory and its workers. */
import type { ProcessInfo, ProcessLink, Program, SandboxToHost, WorkerToSandbox } from '../protocol/messages'
import type { WorkerPool } from './pool'
import type { Relay } from './relay'
import { Breaker, MAX_THREADS, MEMORY_BYTES, PROCESS_MEMORY_BYTES, Table, waitAddressOf, Word } from '../protocol/layout'
import { MAIN_TRACE_RING_BYTES, RING_HEADER_BYTES, TEXT_RING_BYTES, TRACE_RING_BYTES } from '../protocol/ring'
import { FrameIo } from './frame-io'

/** Shared by the processes of a run. */
export interface RunContext {
  readonly run: number
  readonly program: Program
  readonly moduleUrl: string
  /** The run's time zero, in milliseconds of the page's clock: when its first worker was taken. */
  readonly epoch: () => number
  readonly debug: boolean
  readonly environment: Readonly<Record<string, string>>
  readonly trace: boolean
  readonly gil: boolean
  /** In microseconds. */
  readonly switchInterval: number
  readonly pool: WorkerPool
  readonly relay: Relay
  readonly send: (message: SandboxToHost, transfer?: Transferable[]) => void
  /** Handles the workers' messages, except I/O. */
  readonly receive: (message: WorkerToSandbox, from: ProcessInFrame) => void
}

/** How to create a process. */
export interface ProcessOptions {
  mainLane: number
  /** How many threads it is known to start. */
  threads: number
  /** For a further process, the link to its parent. */
  parent?: { process: ProcessInFrame, link: Omit<ProcessLink, 'memory' | 'worker'> }
  first?: SharedArrayBuffer
  /** The process's number in the run. */
  number: number
}

/** A process from its memory to the end of its workers. */
export class ProcessInFrame {
  readonly memory: SharedArrayBuffer
  readonly words: Int32Array<SharedArrayBuffer>
  readonly io: FrameIo
  /** The parent process. */
  readonly parent: ProcessInFrame | undefined
  readonly #context: RunContext
  readonly #workers: Worker[] = []
  readonly #expectedThreads: number
  readonly #info: Omit<ProcessInfo, 'link'> | undefined
  readonly #link: ProcessLink | undefined
  /** How many indexes have been given to workers: its own, and those of further processes, which wait in its memory too. */
  #indexes = 0
  /** Indexes of processes that have ended. */
  readonly #freeIndexes: number[] = []
  #ended = false
  /** Until `main` is called no other worker evaluates the module, so that nothing competes with the first line. */
  #mainEvaluated = false

  constructor(context: RunContext, { mainLane, threads, parent, first, number }: ProcessOptions) {
    this.memory = new SharedArrayBuffer(first ? PROCESS_MEMORY_BYTES : MEMORY_BYTES)
    this.words = new Int32Array(this.memory)
    this.#context = context
    this.#expectedThreads = threads
    this.parent = parent?.process
    this.#info = first && { number, first }
    this.#link = parent && { ...parent.link, memory: parent.process.memory, worker: parent.process.takeIndex() }
    const { words } = this
    words[Word.HeapTop] = Table.Heap
    words[Word.GilEnabled] = Number(context.gil)
    words[Word.SwitchInterval] = context.switchInterval
    words[Word.MainLane] = words[Word.LastLane] = mainLane
    this.io = new FrameIo(context.run, this.memory, context.send)
    context.relay.listen(this.memory, () => this.keepAhead())
  }

  /** Whether another worker can wait in this process's memory. */
  get hasIndex(): boolean {
    return this.#freeIndexes.length > 0 || this.#indexes < MAX_THREADS
  }

  /** An index with which a worker can wait in this process's memory. */
  takeIndex(): number {
    return this.#freeIndexes.pop() ?? this.#indexes++
  }

  /** The number of workers it has taken. */
  get workers(): number {
    return this.#workers.length
  }

  /** `main` is about to be called: now threads can get their workers. */
  mainIsEvaluated(): void {
    this.#mainEvaluated = true
    this.keepAhead()
  }

  /**
   * Gives the process workers until it has some more than threads: the first runs `main`, and each new thread finds a worker
   * that has evaluated the module. As many as expected come at once; beyond that, the more threads there were, the further
   * ahead.
   */
  keepAhead(): void {
    if (this.#ended || this.#awaitsSpares())
      return
    // Threads that wait for a worker are included.
    const alive = Atomics.load(this.words, Word.LivePeak)
    const wanted = this.#mainEvaluated ? Math.min(MAX_THREADS, this.#wanted(alive)) : 1
    const { pool } = this.#context
    while (this.#workers.length < wanted && this.hasIndex) {
      const worker = pool.take()
      if (!worker) {
        pool.refill(wanted - this.#workers.length)
        pool.onNextReady(() => this.keepAhead())
        return
      }
      this.#prepare(worker)
    }
  }

  /** @param alive the most threads alive at a time, main included */
  #wanted(alive: number): number {
    const expected = 1 + this.#expectedThreads
    if (alive <= expected && this.#expectedThreads > 0)
      return expected
    return alive + (alive > 1 ? Math.max(2, alive) : 0)
  }

  /**
   * A run whose threads would have to wait for the pool, which refills after the last run, starts once the pool is full:
   * otherwise its first thread could finish before the second has a worker, and the threads' interplay would not show.
   */
  #awaitsSpares(): boolean {
    const { pool } = this.#context
    if (this.#workers.length > 0 || this.#expectedThreads === 0 || pool.ready >= Math.min(1 + this.#expectedThreads, pool.target))
      return false
    pool.refill()
    pool.onNextReady(() => this.keepAhead())
    return true
  }

  #prepare(worker: Worker): void {
    const { run, moduleUrl, epoch, debug, environment, trace: isTraced, relay, receive } = this.#context
    const isMain = this.#workers.push(worker) === 1
    const traceBytes = isMain && !this.#info ? MAIN_TRACE_RING_BYTES : TRACE_RING_BYTES
    const trace = isTraced ? new SharedArrayBuffer(RING_HEADER_BYTES + traceBytes) : undefined
    const text = new SharedArrayBuffer(RING_HEADER_BYTES + TEXT_RING_BYTES)
    relay.add(this.memory, trace, text)
    worker.onmessage = ({ data }: MessageEvent<WorkerToSandbox>) => {
      if (data.type !== 'io')
        receive(data, this)
      else if (!this.#ended)
        this.io.request(data.operation)
    }
    worker.onerror = ({ message }) => receive({ type: 'engine-error', run, message }, this)
    worker.postMessage({
      type: 'prepare',
      run,
      worker: this.takeIndex(),
      moduleUrl,
      memory: this.memory,
      trace,
      text,
      epoch: epoch(),
      debug,
      environment,
      process: this.#info && { ...this.#info, link: isMain ? this.#link : undefined },
    })
  }

  /** Asks every thread to stop, at its next checkpoint or in its wait. */
  raiseStop(): void {
    Atomics.or(this.words, Word.EvalBreaker, Breaker.Stop)
    this.wakeWaiters()
  }

  /** Wakes every waiting thread, to check whether it has to stop. */
  wakeWaiters(): void {
    for (let index = 0; index < this.#indexes; index++) {
      const address = Atomics.load(this.words, waitAddressOf(index))
      if (address !== 0)
        Atomics.notify(this.words, address)
    }
  }

  /** Gives the process no more workers. */
  end(): void {
    this.#ended = true
    this.raiseStop()
    if (this.parent && this.#link)
      this.parent.#freeIndexes.push(this.#link.worker)
  }

  /** Terminates the workers, once they have left their waits. */
  terminate(): void {
    for (const worker of this.#workers)
      worker.terminate()
  }
}
