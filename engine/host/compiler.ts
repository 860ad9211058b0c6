/** The compiler's worker as a function. */
import type { CompileProblem, CompilerToHost, HostToCompiler, Program } from '../protocol/messages'

/** A compiled program, or the problems that prevented it. */
export type CompileResult = { program: Program } | { problems: CompileProblem[] }

/**
 * Finds programs that were compiled before the page was loaded.
 *
 * @returns resolves with `undefined` when this text is unknown; is `undefined` itself where that is known at once
 */
export type KnownPrograms = (source: string, name: string) => Promise<Program | undefined> | undefined

/** A source that has been compiled or is being compiled. */
interface Compilation {
  source: string
  name: string
  result: Promise<CompileResult>
  /** Its result, once it is there. */
  settled?: CompileResult
}

/** A request that the worker has not answered. */
interface Pending {
  message: HostToCompiler
  resolve: (result: CompileResult) => void
}

/** A program takes some milliseconds, a large one on a slow machine some hundreds. */
const PATIENCE_SECONDS = 60

/** The problem to report for a program that broke the compiler. */
function fatal(reason: string): CompileProblem {
  if (/Maximum call stack|too much recursion|stack overflow/i.test(reason)) {
    // CPython's own words.
    return { type: 'RecursionError', message: 'maximum recursion depth exceeded during compilation', line: 1, column: 1, hint: 'Something in the program nests too deeply.' }
  }
  return { type: 'SystemError', message: `the compiler failed on this program: ${reason}`, line: 1, column: 1, hint: 'That is a bug of the compiler. A new one is ready: other programs run.' }
}

/**
 * Talks to the compiler's worker, which is created on first use. A worker that a program has broken is replaced: that
 * program gets a problem, and the others are compiled.
 */
export class Compiler {
  #worker: Worker | undefined
  #lastId = 0
  /** By number, oldest first. */
  readonly #pending = new Map<number, Pending>()
  /** The last compilation, finished or not. */
  #latest: Compilation | undefined
  /** The source to compile ahead once the worker is idle. */
  #ahead: { source: string, name: string } | undefined
  /** Whether a source would be compiled at once. */
  isWarm = false
  /** Looks programs up before they are compiled. @default none are known */
  known: KnownPrograms = () => undefined
  #ready = Promise.withResolvers<void>()
  /** Seconds without an answer from a loaded worker, while there is a request. */
  #silence = 0
  #clock: ReturnType<typeof setInterval> | undefined
  readonly #make: () => Worker

  /** @param make creates the worker @default that of engine/compile */
  constructor(make = () => new Worker(new URL('../compile/worker.ts', import.meta.url), { type: 'module' })) {
    this.#make = make
  }

  #start(): Worker {
    if (this.#worker)
      return this.#worker
    const worker = this.#make()
    worker.onmessage = ({ data }: MessageEvent<CompilerToHost>) => {
      if (worker === this.#worker)
        this.#receive(data)
    }
    worker.onerror = (event) => {
      event.preventDefault?.()
      if (worker !== this.#worker)
        return
      if (this.isWarm)
        this.#replace(this.#oldest(), event.message)
      else
        this.#notLoaded(event.message)
    }
    return this.#worker = worker
  }

  /** Its script or esbuild could not be fetched. */
  #notLoaded(reason: string): void {
    const problem = { type: 'CompilerError', message: reason || 'The compiler could not be loaded.', line: 1, column: 1, hint: 'Check the connection and reload the page.' }
    this.#worker = undefined
    const pending = [...this.#pending.values()]
    this.#pending.clear()
    this.#watch()
    this.#latest = this.#ahead = undefined
    for (const { resolve } of pending)
      resolve({ problems: [problem] })
  }

  #oldest(): number | undefined {
    return this.#pending.keys().next().value
  }

  /** Creates a new worker after a program has broken the last one, and repeats the other requests. */
  #replace(culprit: number | undefined, reason: string): void {
    this.#worker?.terminate()
    this.#worker = undefined
    this.#silence = 0
    if (this.isWarm)
      this.#ready = Promise.withResolvers()
    this.isWarm = false
    const pending = culprit === undefined ? undefined : this.#pending.get(culprit)
    this.#pending.delete(culprit ?? 0)
    const worker = this.#start()
    for (const { message } of this.#pending.values())
      worker.postMessage(message)
    this.#watch()
    pending?.resolve({ problems: [fatal(reason)] })
  }

  #receive(message: CompilerToHost): void {
    this.#silence = 0
    if (message.type === 'ready') {
      this.isWarm = true
      this.#ready.resolve()
      this.#prepareNext()
      return
    }
    if (message.type === 'broken')
      return this.#replace(message.id, message.reason)
    this.#pending.get(message.id)?.resolve(message.type === 'compiled' ? { program: message.program } : { problems: message.problems })
    this.#pending.delete(message.id)
    this.#watch()
    this.#prepareNext()
  }

  #prepareNext(): void {
    const ahead = this.#ahead
    if (ahead && this.#pending.size === 0)
      this.prepare(ahead.source, ahead.name)
  }

  /**
   * Counts the seconds while there is a request. They are counted one by one, so that a page or machine that stood still
   * in between does not make a worker look dead.
   */
  #watch(): void {
    if (this.#pending.size === 0) {
      clearInterval(this.#clock)
      this.#clock = undefined
    }
    else {
      this.#clock ??= setInterval(() => this.#tick(), 1000)
    }
  }

  #tick(): void {
    if (this.isWarm && ++this.#silence >= PATIENCE_SECONDS)
      this.#replace(this.#oldest(), `it was not done after ${PATIENCE_SECONDS} seconds`)
  }

  /**
   * Gets the program of a source that may be run next, so that its run starts at once. Of several sources that come while
   * the worker is busy, or before it is warm, only the last is compiled; a known program does not wait for the worker and
   * does not need it.
   */
  prepare(source: string, name: string): void {
    this.#ahead = undefined
    if (this.isWarm && this.#pending.size === 0) {
      void this.compile(source, name)
      return
    }
    this.#ahead = { source, name }
    void this.#prepareKnown(source, name)
  }

  async #prepareKnown(source: string, name: string): Promise<void> {
    const program = await this.known(source, name)
    if (this.#ahead?.source !== source || this.#ahead.name !== name)
      return
    if (!program) {
      this.#start()
      return
    }
    this.#ahead = undefined
    const settled = { program }
    this.#latest = { source, name, result: Promise.resolve(settled), settled }
  }

  /** Loads the compiler and lets it compile a dummy. */
  warm(): Promise<void> {
    this.#start()
    return this.#ready.promise
  }

  /**
   * Compiles a snippet, unless its program is known.
   *
   * @param name the file's name, as stacks show it
   */
  compile(source: string, name: string): Promise<CompileResult> {
    if (this.#latest?.source === source && this.#latest.name === name)
      return this.#latest.result
    const known = this.known(source, name)
    const result = known
      ? known.then(program => program ? { program } : this.#compile(source, name))
      : this.#compile(source, name)
    const latest: Compilation = { source, name, result }
    this.#latest = latest
    void latest.result.then((settled) => {
      latest.settled = settled
      // The compiler could not be loaded, or has a bug: the next attempt may succeed.
      if ('problems' in settled && settled.problems.some(({ type }) => type === 'CompilerError' || type === 'SystemError') && this.#latest === latest)
        this.#latest = undefined
    })
    return latest.result
  }

  /** The result of {@link compile}, if it is known already. */
  compiled(source: string, name: string): CompileResult | undefined {
    return this.#latest?.source === source && this.#latest.name === name ? this.#latest.settled : undefined
  }

  /**
   * Compiles a snippet for Controlled runs.
   *
   * @param name the file's name, as stacks show it
   */
  compileControlled(source: string, name: string): Promise<CompileResult> {
    return this.#compile(source, name, true)
  }

  #compile(source: string, name: string, controlled = false): Promise<CompileResult> {
    const id = ++this.#lastId
    const message: HostToCompiler = { type: 'compile', id, source, name, controlled }
    const { promise, resolve } = Promise.withResolvers<CompileResult>()
    if (this.#pending.size === 0)
      this.#silence = 0
    this.#pending.set(id, { message, resolve })
    this.#start().postMessage(message)
    this.#watch()
    return promise
  }
}
