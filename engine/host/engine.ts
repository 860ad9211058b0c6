/** The page's engine: one compiler, one sandbox, one run at a time. */
import type { IoRequest, Program, SandboxToHost } from '../protocol/messages'
import type { Deadlock, OutputLine, Problem, RunOptions, RunSummary } from '../protocol/run'
import type { ProblemReport, TextRecord } from '../protocol/text'
import { TextKind } from '../protocol/text'
import { Compiler } from './compiler'
import { IoBridge } from './io-bridge'
import { Paced } from './paced'
import { PythonHost } from './python'
import { SandboxFrame } from './sandbox-frame'
import { deadInterpreter, pythonProblem, SourcePlaces } from './source-places'
import { TextBatches } from './text-decoder'

/** What a run tells while it goes on. Nothing comes after `end`. */
export interface RunListener {
  output: (lines: OutputLine[]) => void
  trace: (batch: ArrayBuffer) => void
  name: (of: 'lane' | 'subject', id: number, name: string) => void
  problem: (problem: Problem) => void
  deadlock: (deadlock: Deadlock) => void
  end: (summary: RunSummary) => void
}

/** Threads that are got ready for a program that starts threads and was not run before. */
const DEFAULT_THREADS = 4

interface ActiveRun {
  id: number
  /** The program's name. */
  name: string
  mode: 'gil' | 'free'
  seed?: number
  /** The version of CPython. */
  python?: string
  /** Turns what is reported into what the person sees. */
  problem: (report: ProblemReport, time: number) => Problem
  text: TextBatches
  laneNames: Map<number, { name: string, isThread: boolean, thread?: string }>
  listener: RunListener
}

/** Runs compiled programs. */
export class Engine {
  readonly compiler = new Compiler()
  readonly python: PythonHost
  readonly #frame: SandboxFrame
  readonly #io: IoBridge
  readonly #peakThreads = new Map<string, number>()
  readonly #paced = new Paced()
  #active: ActiveRun | undefined
  #lastRun = 0
  /** Workers that the pool has told to be ready. */
  #warmWorkers = 0

  /** @param base the deck's address */
  constructor(base: URL) {
    this.#frame = new SandboxFrame({ message: message => this.#receive(message), crashed: () => this.#crashed() })
    this.python = new PythonHost(base, (message, transfer) => this.#frame.send(message, transfer))
    this.#io = new IoBridge(base, (message, transfer) => this.#frame.send(message, transfer))
  }

  /** Starts the compiler, the frame and the pool; resolves when a run would start at once. */
  async warm(): Promise<void> {
    await Promise.all([this.compiler.warm(), this.#frame.start()])
  }

  /** Gets workers ready for a program that is known to start so many threads; does nothing before the frame is set up. */
  expectThreads(threads: number): void {
    this.#frame.send({ type: 'expect', workers: threads + 1 })
  }

  /**
   * Starts a run; the one that goes on ends as superseded.
   *
   * @returns the run's id, for {@link stop}
   */
  async run(program: Program, options: RunOptions, listener: RunListener): Promise<number> {
    if (!this.#frame.isReady)
      await this.#frame.start()
    this.#end('superseded')
    const id = ++this.#lastRun
    const { mode = 'gil', switchInterval = 0.005, debug = false, trace = true } = options
    const threads = options.threads ?? this.#peakThreads.get(program.name) ?? DEFAULT_THREADS
    const places = new SourcePlaces(program)
    this.#active = { id, name: program.name, mode, problem: (report, time) => places.problem(report, time), text: new TextBatches(), laneNames: new Map(), listener }
    if (program.asksWeb)
      this.#io.warm()
    this.#frame.send({ type: 'run', run: id, program, mode, switchInterval, threads, debug, trace })
    this.#frame.watch(true)
    return id
  }

  /** Fetches CPython, and resolves when a Python program would start at once. */
  async warmPython(): Promise<void> {
    await this.#frame.start()
    await this.python.warm()
  }

  /**
   * Starts a run of a Python program; the one that goes on ends as superseded.
   *
   * @param name the file's name, as tracebacks show it
   * @returns the run's id, for {@link stop}
   */
  async runPython(source: string, name: string, options: RunOptions, listener: RunListener): Promise<number> {
    await this.warmPython()
    this.#end('superseded')
    const run = ++this.#lastRun
    const { switchInterval = 0.005, debug = false, trace = true, seed } = options
    this.#active = { id: run, name, mode: 'gil', seed, python: this.python.version, problem: pythonProblem, text: new TextBatches(), laneNames: new Map(), listener }
    if (/\b(?:web|urllib)\b/.test(source))
      this.#io.warm()
    this.#frame.send({ type: 'python-run', run, name, source, switchInterval, debug, trace, seed })
    this.#frame.watch(true)
    return run
  }

  /** Stops a run. Its end is told as usual. */
  stop(run: number): void {
    if (this.#active?.id === run)
      this.#frame.send({ type: 'stop', run })
  }

  /** What is ready, so that a run would start at once: the compiler, and this many workers. */
  get readiness(): { compiler: boolean, workers: number } {
    return { compiler: this.compiler.isWarm, workers: this.#warmWorkers }
  }

  #receive(message: SandboxToHost): void {
    if (message.type === 'warm')
      this.#warmWorkers = message.workers
    if (message.type === 'warm' || message.type === 'ready' || message.type === 'pong')
      return
    const active = this.#active
    if (message.type === 'python-ready') {
      this.python.isReady(message.version)
      return
    }
    if (message.type === 'python-snapshot') {
      this.python.keep(message.snapshot)
      return
    }
    if (message.type === 'python-broken') {
      if (message.run === undefined)
        this.python.isBroken(message.reason)
      else if (message.run === active?.id)
        active.listener.problem(deadInterpreter(message.reason))
      return
    }
    if (message.type === 'broken') {
      active?.listener.problem({ severity: 'error', origin: 'engine', type: 'RuntimeError', message: `the engine's workers can't start: ${message.reason}` })
      this.#end('failed')
      return
    }
    if (message.run !== active?.id)
      return
    switch (message.type) {
      case 'text':
        this.#text(active, message.batch)
        break
      case 'trace':
        active.listener.trace(message.batch)
        break
      case 'io-open':
      case 'io-pull':
      case 'io-cancel':
        void this.#io.handle(message satisfies IoRequest)
        break
      case 'ended':
        this.#paced.do(() => {
          this.#peakThreads.set(active.name, message.counters.peakThreads - 1)
          this.#end(message.outcome, message.counters)
        })
    }
  }

  #text(active: ActiveRun, batch: ArrayBuffer[]): void {
    const lines: OutputLine[] = []
    for (const piece of batch) {
      this.#paced.do(() => {
        for (const record of active.text.decode(piece))
          this.#record(active, record, lines)
      })
    }
    this.#paced.do(() => {
      if (lines.length > 0)
        active.listener.output(lines.sort((a, b) => a.time - b.time))
    })
  }

  #record({ listener, problem, laneNames }: ActiveRun, { kind, lane, time, text }: TextRecord, lines: OutputLine[]): void {
    switch (kind) {
      case TextKind.Stdout:
      case TextKind.Stderr: {
        const who = laneNames.get(lane)
        lines.push({
          stream: kind === TextKind.Stdout ? 'stdout' : 'stderr',
          text,
          thread: who?.thread ?? who?.name ?? 'MainThread',
          task: who?.isThread === false ? who.name : undefined,
          lane,
          time,
        })
        break
      }
      case TextKind.LaneName: {
        const [name, thread] = text.split('\n') as [string, string?]
        laneNames.set(lane, { name, isThread: thread === undefined, thread })
        listener.name('lane', lane, name)
        break
      }
      case TextKind.SubjectName:
        listener.name('subject', lane, text)
        break
      case TextKind.Deadlock:
        listener.deadlock({ ...JSON.parse(text) as Omit<Deadlock, 'time'>, time })
        break
      case TextKind.Problem: {
        const report = JSON.parse(text) as ProblemReport
        const who = laneNames.get(lane)
        listener.problem(problem(report.origin === 'thread' && report.where === '' ? { ...report, where: who?.thread ?? who?.name ?? '' } : report, time))
      }
    }
  }

  #crashed(): void {
    this.python.reset()
    const active = this.#active
    active?.listener.problem({
      severity: 'error',
      origin: 'engine',
      type: 'MemoryError',
      message: 'the sandbox in which the program ran is gone: it used more memory than the browser gives',
      hint: 'A new sandbox is ready: the next run works.',
    })
    this.#end('crashed')
  }

  #end(outcome: RunSummary['outcome'], counters = { wall: 0, peakThreads: 0, gilSwitches: 0, gilRequests: 0, droppedRecords: 0 }): void {
    const active = this.#active
    if (!active)
      return
    if (outcome === 'superseded')
      this.#paced.clear()
    else
      this.#paced.flush()
    this.#active = undefined
    this.#frame.watch(false)
    this.#io.abortAll()
    active.listener.end({ outcome, mode: active.mode, ...counters, cores: navigator.hardwareConcurrency, ...active.seed !== undefined && { seed: active.seed }, ...active.python !== undefined && { python: active.python } })
  }
}
