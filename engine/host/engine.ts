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

/** What the engine needs of its frame. */
export type EngineFrame = Pick<SandboxFrame, 'isReady' | 'start' | 'send' | 'watch' | 'reset'>

/** Threads that are got ready for a program that starts threads and was not run before. */
const DEFAULT_THREADS = 4

/** How long the frame may take to end a run that is being stopped, before the frame is thrown away. */
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
  /** Workers that the pool has told to be ready. */
  #warmWorkers = 0
  readonly #answer = new FrameAnswer(message => this.#frame.send(message))

  /**
   * @param base the address whose `io/` programs may ask
   * @param createFrame makes the frame @default that of this page
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
   * Starts the frame and the pool. Resolves when a known program would start at once.
   *
   * @param threads that a program in sight starts; as {@link expectThreads}
   * @throws SandboxError when the frame can't run anything
   */
  async start(threads?: number): Promise<void> {
    await this.#frame.start()
    if (threads !== undefined)
      this.expectThreads(threads)
  }

  /**
   * Starts the frame and the pool, then the compiler: what is known already runs without it, and its fourteen megabytes
   * would keep the rest waiting. Resolves when any run would start at once.
   *
   * @throws SandboxError when the frame can't run anything
   */
  async warm(): Promise<void> {
    await this.start()
    await this.compiler.warm()
  }

  /** Gets workers ready for a program that is known to start so many threads; does nothing before the frame is set up. */
  expectThreads(threads: number): void {
    this.#frame.send({ type: 'expect', workers: threads + 1 })
  }

  /**
   * Starts a run; the one that goes on ends as superseded.
   *
   * @param program what the compiler made
   * @param options how
   * @param listener hears of it
   * @param signal gives the run up as long as it has not begun
   * @returns the run's id, for {@link stop}; none when it was given up
   * @throws SandboxError when the frame can't run anything
   */
  async run(program: Program, options: RunOptions, listener: RunListener, signal?: AbortSignal): Promise<number | undefined> {
    if (!this.#frame.isReady)
      await this.#frame.start()
    if (signal?.aborted)
      return undefined
    const { mode = 'gil', switchInterval = 0.005, debug = false, trace = true } = options
    const threads = options.threads ?? this.#peakThreads.get(program.name) ?? DEFAULT_THREADS
    const places = new SourcePlaces(program)
    const output = new RunOutput(listener, (report, time) => places.problem(report, time))
    if (program.asksWeb)
      this.#io.warm()
    return this.#begin(run => ({ name: program.name, mode, listener, output, message: { type: 'run', run, program, mode, switchInterval, threads, debug, trace } }))
  }

  /**
   * Fetches CPython, and resolves when a Python program would start at once.
   *
   * @throws SandboxError when the frame can't run anything
   */
  async warmPython(): Promise<void> {
    await this.#frame.start()
    await this.python.warm()
  }

  /**
   * Starts a run of a Python program; the one that goes on ends as superseded.
   *
   * @param source the program
   * @param name the file's name, as tracebacks show it
   * @param options how
   * @param listener hears of it
   * @param signal gives the run up as long as it has not begun: Python may still have to be fetched
   * @returns the run's id, for {@link stop}; none when it was given up
   */
  async runPython(source: string, name: string, options: RunOptions, listener: RunListener, signal?: AbortSignal): Promise<number | undefined> {
    // What the last run left in the frame may keep it from getting an interpreter ready.
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

  /** The frame has not even taken a run: it begins in a new one. */
  async #beginAnew(active: ActiveRun): Promise<void> {
    const isPython = active.message.type === 'python-run'
    this.#renew()
    try {
      await (isPython ? this.warmPython() : this.#frame.start())
    }
    catch {
      // A frame that can't be set up has ended the run already.
      return
    }
    if (this.#active === active) {
      this.#frame.send(active.message)
      this.#frame.watch(true)
    }
  }

  /** Throws the frame away, with all that runs in it. */
  #renew(): void {
    this.#answer.forget()
    this.#frame.reset()
    this.controlled.reset('the sandbox was set up anew')
    this.#resetPython()
  }

  /** The interpreters have gone with their frame; those who wait for one get one of the new frame. */
  #resetPython(): void {
    const isWanted = this.python.isBooted
    this.python.reset()
    if (isWanted)
      void this.warmPython().catch((error: unknown) => this.python.markBroken(String(error)))
  }

  /** Stops a run. Its end is told as usual, and it always comes: a frame that does not end the run in time is thrown away. */
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
   * Answers a program that waits for a line of standard input; the first answer counts.
   *
   * @param line without its line break; `undefined`: the input is over
   */
  answer(run: number, request: number, line: string | undefined): void {
    const active = this.#active
    if (active?.id !== run || !active.inputs.delete(request))
      return
    this.#frame.send({ type: 'io-line', run, request, line })
    active.listener({ type: 'input-over', request })
  }

  /** Whether a run goes on. */
  get isRunning(): boolean {
    return this.#active !== undefined
  }

  /** What is ready, so that a run would start at once: the compiler, and this many workers. */
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

  /** Leaves out what no code of the engine sends; an end of the run is one, whatever else it says. */
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
    // What was left to do may have been its end.
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
