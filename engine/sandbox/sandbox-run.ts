/** One run in the frame, with its processes. */
import type { IoAnswer } from '../protocol/io'
import type { HostToSandbox, ProcessRequest, SandboxToHost, WorkerToSandbox } from '../protocol/messages'
import type { Outcome } from '../protocol/run'
import type { WorkerPool } from './pool'
import type { RunContext } from './process'
import { MAIN_LANE, Word } from '../protocol/layout'
import { ProcessInFrame } from './process'
import { CORRUPT_RING, Relay } from './relay'
import { scriptUrl } from './scripts'

type RunMessage = Extract<HostToSandbox, { type: 'run' }>

/** How long a thread may take to heed Stop before its worker is terminated. */
const STOP_GRACE_MS = 500
/** Interval between two wake-ups of all waiting threads while the run is being stopped. */
const STOP_WAKE_INTERVAL_MS = 5
/** Beyond that the timeline's object ids wrap around: they have 32 bits. */
const MAX_PROCESS_NUMBER = 63
/** How long to wait before trying again to allocate a process's memory. */
const MEMORY_RETRY_MS = 100
/** How long the pool is left as it is after a run: booting workers would delay drawing the run's results. */
const REFILL_DELAY_MS = 200
/** How many times threads are woken before their workers are terminated. */
const DISCARD_ROUNDS = 10

/** A run, from its module's text to its end. */
export class RunInFrame {
  readonly id: number
  readonly #context: RunContext
  readonly #first: ProcessInFrame
  /** All processes that have not ended, including the first one. */
  readonly #processes = new Set<ProcessInFrame>()
  #processCount = 0
  /** Requests for processes that wait until a worker's index is free in the requesting process's memory. */
  #waiting: [request: ProcessRequest, from: ProcessInFrame][] = []
  #workerCount = 0
  #ended = false
  #stopTimer: ReturnType<typeof setInterval> | undefined

  constructor(message: RunMessage, pool: WorkerPool, send: (message: SandboxToHost, transfer?: Transferable[]) => void) {
    const { run, program, mode, switchInterval, threads, debug, environment, trace } = message
    this.id = run
    if (program.startsThreads)
      pool.expect(1 + threads)
    let epoch: number | undefined
    this.#context = {
      run,
      program,
      moduleUrl: scriptUrl(program.code, pool.scripts),
      epoch: () => epoch ??= performance.timeOrigin + performance.now(),
      debug,
      environment,
      trace,
      gil: mode === 'gil',
      switchInterval: Math.max(1, Math.round(switchInterval * 1e6)),
      pool,
      relay: new Relay(run, send, () => this.#fail(CORRUPT_RING)),
      send,
      receive: (said, from) => this.#receive(said, from),
    }
    this.#first = new ProcessInFrame(this.#context, { mainLane: MAIN_LANE, threads: program.startsThreads ? threads : 0, number: 0 })
    this.#processes.add(this.#first)
    this.#context.relay.start()
  }

  #receive(message: WorkerToSandbox, from: ProcessInFrame): void {
    switch (message.type) {
      case 'evaluated':
        from.mainIsEvaluated()
        break
      case 'main-ended':
        this.end(this.#stopTimer === undefined ? message.outcome : 'stopped', message.wall)
        break
      case 'process':
        this.#startProcess(message.request, from)
        break
      case 'process-ended':
        this.#endProcess(from)
        break
      case 'engine-error':
        this.#fail(message.message)
    }
  }

  /** Ends the run for a reason that no thread has reported. */
  #fail(reason: string): void {
    if (this.#ended)
      return
    this.#context.send({ type: 'fault', run: this.id, message: reason })
    this.end('failed')
  }

  #startProcess(request: ProcessRequest, from: ProcessInFrame): void {
    const { record, executor, lane, isSibling } = request
    const parent = isSibling ? from.parent : from
    if (this.#ended || this.#stopTimer !== undefined || !parent)
      return
    if (!parent.hasIndex) {
      this.#waiting.push([request, from])
      return
    }
    try {
      this.#processes.add(new ProcessInFrame(this.#context, {
        mainLane: lane,
        threads: 0,
        parent: { process: parent, link: { record, executor } },
        first: this.#first.memory,
        number: 1 + this.#processCount++ % MAX_PROCESS_NUMBER,
      }))
    }
    catch (error) {
      // The memory of ended processes is only reclaimed some time later.
      if (!(error instanceof RangeError))
        throw error
      setTimeout(() => this.#startProcess(request, from), MEMORY_RETRY_MS)
    }
  }

  #endProcess(process: ProcessInFrame): void {
    if (!this.#processes.delete(process))
      return
    this.#workerCount += process.workers
    process.end()
    this.#context.relay.forget(process.memory)
    discard([process])
    const waiting = this.#waiting
    this.#waiting = []
    for (const [request, from] of waiting)
      this.#startProcess(request, from)
  }

  /** Handles the page's answer to a request. */
  answer(answer: IoAnswer): void {
    for (const process of this.#processes)
      process.io.answer(answer)
  }

  /** Whether it has not ended. */
  get active(): boolean {
    return !this.#ended
  }

  /** Asks every thread to stop, at its next checkpoint or in its wait; a thread that does not is terminated. */
  stop(): void {
    if (this.#ended || this.#stopTimer !== undefined)
      return
    const deadline = performance.now() + STOP_GRACE_MS
    this.#stopTimer = setInterval(() => {
      if (performance.now() > deadline) {
        this.end('stopped')
        return
      }
      for (const process of this.#processes)
        process.wakeWaiters()
    }, STOP_WAKE_INTERVAL_MS)
    for (const process of this.#processes)
      process.raiseStop()
  }

  /** Milliseconds since the run's epoch, which is now if it has no worker yet. */
  #wall(): number {
    const epoch = this.#context.epoch()
    return performance.timeOrigin + performance.now() - epoch
  }

  /** Ends the run: reads the rest, lets daemon threads stop, and terminates the workers. */
  end(outcome: Outcome, wall = this.#wall()): void {
    if (this.#ended)
      return
    this.#ended = true
    clearInterval(this.#stopTimer)
    const { relay, send, moduleUrl, pool } = this.#context
    const processes = [...this.#processes]
    relay.close()
    for (const process of processes)
      process.end()
    const { words } = this.#first
    send({
      type: 'ended',
      run: this.id,
      outcome,
      counters: {
        wall,
        peakThreads: words[Word.LivePeak]!,
        gilSwitches: Math.max(0, Atomics.load(words, Word.GilSwitches) - 1),
        gilRequests: Atomics.load(words, Word.GilRequests),
        droppedRecords: relay.dropped,
      },
    })
    URL.revokeObjectURL(moduleUrl)
    discard(processes)
    pool.remember(processes.reduce((sum, process) => sum + process.workers, this.#workerCount))
    setTimeout(() => pool.refill(), REFILL_DELAY_MS)
  }
}

/**
 * Discards the workers of processes. Parked ones see the stop bit and leave their wait, so that `terminate` does not have to
 * break it by force, which takes Chromium two seconds.
 */
function discard(processes: readonly ProcessInFrame[]): void {
  let rounds = 0
  const timer = setInterval(() => {
    for (const process of processes)
      process.wakeWaiters()
    if (++rounds < DISCARD_ROUNDS)
      return
    clearInterval(timer)
    for (const process of processes)
      process.terminate()
  }, STOP_WAKE_INTERVAL_MS)
}
