/** The page's engine: one compiler, one sandbox, one run at a time. */
import type { Program, RunCounters } from '../protocol/messages'
import type { Outcome, OutputLine, RunOptions } from '../protocol/run'
import type { RunListener } from '../protocol/run-event'
import type { ActiveRun, RunStart } from './active-run'
import type { FrameListener } from './sandbox-frame'
import { MAX_MESSAGE_LETTERS, shortened } from '../protocol/lengths'
import { engineProblem, ignoredReports, summaryOf } from './active-run'
import { Compiler } from './compiler'
import { ControlledHost } from './controlled'
import { FrameAnswer } from './frame-answer'
import { IoBridge } from './io-bridge'
import { Paced } from './paced'
import { PythonHost } from './python'
import { RunOutput } from './run-output'
import { DEAD_AFTER_MS, SandboxFrame } from './sandbox-frame'
import { endedRun, runOf, sandboxMessage } from './shapes'
import { deadInterpreter, pythonProblem, SourcePlaces } from './source-places'
import { startWatchdog, Watchdog } from './watchdog'

/** The part of the frame that the engine uses. */
export type EngineFrame = Pick<SandboxFrame, 'start' | 'startForThreads' | 'send' | 'watch' | 'reset'>

/** How many threads to prepare for a program that starts threads and was not run before. */
const DEFAULT_THREADS = 4

/** How long the frame may take to end a run that is being stopped, before the frame is replaced. */
const STOP_LIMIT_MS = 5000

/** Runs programs. */
export class Engine {
  readonly compiler = new Compiler()
  readonly python: PythonHost
  readonly controlled: ControlledHost
  readonly #frame: EngineFrame
  readonly #io: IoBridge
  readonly #peakThreads = new Map<string, number>()
  readonly #paced = new Paced()
  #active: ActiveRun | undefined
  #lastRun = 0
  /** The number of workers that the pool has reported as ready. */
  #warmWorkers = 0
  readonly #answer = new FrameAnswer(message => this.#frame.send(message))

  /**
   * @param base the address whose `io/` programs may request
   * @param createFrame creates the frame @default that of this page
   * @param files the address of the folder that holds Python's files @default `base`
   */
  constructor(base: URL, createFrame: (listener: FrameListener) => EngineFrame = listener => new SandboxFrame(listener), files = base) {
    this.#frame = createFrame({
      message: message => this.#receive(message),
      died: () => this.#died(),
      broken: error => this.#broken(error.message),
    })
    this.python = new PythonHost(files, (message, transfer) => this.#frame.send(message, transfer))
    this.controlled = new ControlledHost(this.#frame, () => ++this.#lastRun, () => {
      if (!this.isRunning)
        this.#frame.watch(false)
    }, () => this.python.warm())
    this.#io = new IoBridge(base, (message, transfer) => this.#frame.send(message, transfer))
  }

  /**
   * Starts the frame and the pool. Resolves once a known program would start at once.
   *
   * @param threads how many threads a program in sight starts, as for {@link expectThreads}
   * @throws SandboxError when the frame can't run threads
   */
  async start(threads?: number): Promise<void> {
    await this.#frame.startForThreads()
    if (threads !== undefined)
      this.expectThreads(threads)
  }

  /**
   * Starts the frame and the pool, then the compiler: known programs run without it, and its fourteen megabytes would delay
   * the rest. Resolves once any run would start at once.
   *
   * @throws SandboxError when the frame can't run anything
   */
  async warm(): Promise<void> {
    await this.start()
    await this.compiler.warm()
  }

  /** Prepares workers for a program that is known to start so many threads; does nothing before the frame is set up. */
  expectThreads(threads: number): void {
    this.#frame.send({ type: 'expect', workers: threads + 1 })
  }

  /**
   * Starts a run; the current one ends as superseded.
   *
   * @param program a compiled program
   * @param options how to run it
   * @param listener gets its events
   * @param signal cancels the run while it has not started
   * @returns the run's id, for {@link stop}; undefined when it was cancelled
   * @throws SandboxError when the frame can't run threads
   */
  async run(program: Program, options: RunOptions, listener: RunListener, signal?: AbortSignal): Promise<number | undefined> {
    await this.#frame.startForThreads()
    if (signal?.aborted)
      return undefined
    const { mode = 'gil', switchInterval = 0.005, debug = false, environment = {}, trace = true } = options
    const threads = options.threads ?? this.#peakThreads.get(program.name) ?? DEFAULT_THREADS
    const places = new SourcePlaces(program)
    const output = new RunOutput(listener, (report, time) => places.problem(report, time))
    if (program.asksWeb)
      this.#io.warm()
    return this.#begin(run => ({ name: program.name, mode, listener, output, message: { type: 'run', run, program, mode, switchInterval, threads, debug, environment, trace } }))
  }

  /**
   * Fetches CPython, and resolves once a Python program would start at once.
   *
   * @throws SandboxError when the frame can't run anything
   */
  async warmPython(): Promise<void> {
    await this.#frame.start()
    await this.python.warm()
  }

  /**
   * Starts a run of a Python program; the current one ends as superseded.
   *
   * @param source the program
   * @param name the file's name, as tracebacks show it
   * @param options how to run it
   * @param listener gets its events
   * @param signal cancels the run while it has not started: Python may still have to be fetched
   * @returns the run's id, for {@link stop}; undefined when it was cancelled
   */
  async runPython(source: string, name: string, options: RunOptions, listener: RunListener, signal?: AbortSignal): Promise<number | undefined> {
    // Work left over from the last run may keep the frame from starting an interpreter.
    if (this.#active) {
      this.#answer.expect(() => {
        this.#end('superseded')
        this.#renew()
      })
    }
    await this.warmPython()
    if (signal?.aborted)
      return undefined
    const { switchInterval = 0.005, debug = false, trace = true, seed } = options
    if (/\b(?:web|urllib)\b/.test(source))
      this.#io.warm()
    const output = new RunOutput(listener, pythonProblem)
    return this.#begin(run => ({ name, mode: 'gil', seed, python: this.python.version, listener, output, message: { type: 'python-run', run, name, source, switchInterval, debug, trace, seed } }))
  }

  #begin(make: (run: number) => RunStart): number {
    this.#end('superseded')
    const id = ++this.#lastRun
    const active = this.#active = { ...make(id), id, begun: performance.now(), inputs: new Set() }
    this.#frame.send(active.message)
    this.#frame.watch(true)
    this.#answer.expect(() => void this.#beginAnew(active))
    return id
  }

  /** The frame has not even taken the run: starts it again in a new one. */
  async #beginAnew(active: ActiveRun): Promise<void> {
    const isPython = active.message.type === 'python-run'
    this.#renew()
    try {
      await (isPython ? this.warmPython() : this.#frame.start())
    }
    catch {
      // If the frame can't be set up, that has ended the run already.
      return
    }
    if (this.#active === active) {
      this.#frame.send(active.message)
      this.#frame.watch(true)
    }
  }

  /** Replaces the frame, with everything that runs in it. */
  #renew(): void {
    this.#answer.forget()
    this.#frame.reset()
    this.controlled.reset('the sandbox was set up anew')
    this.#resetPython()
  }

  /** The interpreters are gone with their frame; callers that wait for one get one of the new frame. */
  #resetPython(): void {
    const isWanted = this.python.isBooted
    this.python.reset()
    if (isWanted)
      void this.warmPython().catch((error: unknown) => this.python.markBroken(String(error)))
  }

  /** Stops a run. Its end is reported as usual, and always comes: a frame that does not end the run in time is replaced. */
  stop(run: number): void {
    const active = this.#active
    if (active?.id !== run || active.stopping)
      return
    this.#frame.send({ type: 'stop', run })
    active.stopping = startWatchdog(new Watchdog(STOP_LIMIT_MS, 'continue'), () => {
      this.#renew()
      this.#end('stopped')
    })
  }

  /**
   * Answers a program's request for a line of standard input; the first answer counts.
   *
   * @param line without its line break; `undefined` at the end of the input
   */
  answer(run: number, request: number, line: string | undefined): void {
    const active = this.#active
    if (active?.id !== run || !active.inputs.delete(request))
      return
    this.#frame.send({ type: 'io-line', run, request, line })
    active.listener({ type: 'input-over', request })
  }

  /** Whether there is a current run. */
  get isRunning(): boolean {
    return this.#active !== undefined
  }

  /** What is ready: a run starts at once with the compiler and this many workers. */
  get readiness(): { compiler: boolean, workers: number } {
    return { compiler: this.compiler.isWarm, workers: this.#warmWorkers }
  }

  #receive(data: unknown): void {
    const active = this.#active
    const message = sandboxMessage(data)
    if (!message) {
      if (active)
        this.#ignore(active, data)
      return
    }
    switch (message.type) {
      case 'pong':
        this.#answer.take(message.id)
        return
      case 'warm':
        this.#warmWorkers = message.workers
        return
      case 'python-ready':
        this.python.markReady(message.version)
        return
      case 'python-snapshot':
        this.python.keep(message.snapshot)
        return
      case 'python-broken':
        if (message.run === undefined)
          this.python.markBroken(message.reason)
        else if (message.run === active?.id)
          active.listener({ type: 'problem', problem: deadInterpreter(message.reason) })
        return
      case 'scheduled':
      case 'explored':
        this.controlled.take(message)
        return
      case 'fault':
        this.controlled.fail(message.run, message.message)
    }
    if (message.run !== active?.id)
      return
    switch (message.type) {
      case 'text':
        this.#text(active, message.batch)
        break
      case 'trace':
        active.listener({ type: 'trace', batch: message.batch })
        break
      case 'fault':
        active.listener({ type: 'problem', problem: engineProblem(message.message) })
        break
      case 'io-input':
        active.inputs.add(message.request)
        active.listener({ type: 'input', wanted: { request: message.request, prompt: shortened(message.prompt, MAX_MESSAGE_LETTERS), hidden: message.hidden } })
        break
      case 'io-cancel':
        if (active.inputs.delete(message.request)) {
          active.listener({ type: 'input-over', request: message.request })
          break
        }
        void this.#io.handle(message)
        break
      case 'io-open':
      case 'io-pull':
        void this.#io.handle(message)
        break
      case 'ended':
        this.#paced.do(() => {
          this.#peakThreads.set(active.name, message.counters.peakThreads - 1)
          this.#end(message.outcome, message.counters)
        })
    }
  }

  /** Counts messages that no code of the engine sends; a malformed end of the run still ends it. */
  #ignore(active: ActiveRun, data: unknown): void {
    const of = runOf(data)
    if (of !== undefined && of !== active.id)
      return
    active.output.ignored++
    if (endedRun(data) === active.id)
      this.#paced.do(() => this.#end('failed'))
  }

  #text(active: ActiveRun, batch: ArrayBuffer[]): void {
    const lines: OutputLine[] = []
    for (const piece of batch)
      this.#paced.do(() => active.output.take(piece, lines))
    this.#paced.do(() => {
      if (lines.length > 0)
        active.listener({ type: 'output', lines: lines.sort((a, b) => a.time - b.time) })
    })
  }

  #died(): void {
    this.#answer.forget()
    this.controlled.reset(`the sandbox has not answered for ${DEAD_AFTER_MS / 1000} s`)
    this.#resetPython()
    this.#active?.listener({ type: 'problem', problem: {
      ...engineProblem(`the sandbox in which the program ran has not answered for ${DEAD_AFTER_MS / 1000} s; most likely it ran out of memory`),
      hint: 'A new sandbox is ready: the next run works.',
    } })
    this.#end('crashed')
  }

  #broken(reason: string): void {
    this.#answer.forget()
    this.controlled.reset(reason)
    this.python.markBroken(reason)
    this.#active?.listener({ type: 'problem', problem: engineProblem(reason) })
    this.#end('failed')
  }

  #end(outcome: Outcome, counters?: RunCounters): void {
    const active = this.#active
    if (!active)
      return
    if (outcome === 'superseded')
      this.#paced.clear()
    else
      this.#paced.flush()
    // The remaining work may have included its end.
    if (this.#active !== active)
      return
    this.#active = undefined
    active.stopping?.stop()
    if (!this.controlled.isRunning)
      this.#frame.watch(false)
    this.#io.abortAll()
    for (const request of active.inputs)
      active.listener({ type: 'input-over', request })
    if (active.output.ignored > 0 && outcome !== 'superseded')
      active.listener({ type: 'problem', problem: ignoredReports(active.output.ignored) })
    active.listener({ type: 'end', summary: summaryOf(active, outcome, counters) })
  }
}
