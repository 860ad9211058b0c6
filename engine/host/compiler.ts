/** The compiler's worker as a function. */
import type { CompileProblem, CompilerToHost, HostToCompiler, Program } from '../protocol/messages'

/** A compiled program, or what kept it from being one. */
export type CompileResult = { program: Program } | { problems: CompileProblem[] }

/** A source that was compiled, or is being compiled. */
interface Compilation {
  source: string
  name: string
  result: Promise<CompileResult>
  /** Its result, once it is there. */
  settled?: CompileResult
}

/** Talks to the compiler's worker, which is made on first use. */
export class Compiler {
  #worker: Worker | undefined
  #lastId = 0
  readonly #pending = new Map<number, (result: CompileResult) => void>()
  /** What was compiled last, or is being compiled. */
  #latest: Compilation | undefined
  /** What is to be compiled ahead when the worker has nothing else to do. */
  #ahead: { source: string, name: string } | undefined
  /** Whether a source would be compiled at once. */
  isWarm = false
  readonly #ready = Promise.withResolvers<void>()
  readonly #make: () => Worker

  /** @param make makes the worker @default that of engine/compile */
  constructor(make = () => new Worker(new URL('../compile/worker.ts', import.meta.url), { type: 'module' })) {
    this.#make = make
  }

  #start(): Worker {
    if (this.#worker)
      return this.#worker
    const worker = this.#make()
    worker.onmessage = ({ data }: MessageEvent<CompilerToHost>) => this.#receive(data)
    worker.onerror = (event) => {
      const problem = { type: 'CompilerError', message: event.message || 'The compiler could not be loaded.', line: 1, column: 1, hint: 'Check the connection and reload the page.' }
      this.#worker = undefined
      for (const resolve of this.#pending.values())
        resolve({ problems: [problem] })
      this.#pending.clear()
      this.#latest = this.#ahead = undefined
    }
    return this.#worker = worker
  }

  #receive(message: CompilerToHost): void {
    if (message.type === 'ready') {
      this.isWarm = true
      this.#ready.resolve()
      return
    }
    this.#pending.get(message.id)?.(message.type === 'compiled' ? { program: message.program } : { problems: message.problems })
    this.#pending.delete(message.id)
    const ahead = this.#ahead
    if (ahead && this.#pending.size === 0)
      this.prepare(ahead.source, ahead.name)
  }

  /**
   * Compiles a source that may be run next, so that a run of it begins at once. Of those that come while the worker is
   * busy only the last is compiled; before the compiler is warm, none.
   */
  prepare(source: string, name: string): void {
    if (!this.isWarm)
      return
    this.#ahead = undefined
    if (this.#pending.size > 0)
      this.#ahead = { source, name }
    else
      void this.compile(source, name)
  }

  /** Loads the compiler and lets it compile a dummy. */
  warm(): Promise<void> {
    this.#start()
    return this.#ready.promise
  }

  /**
   * Compiles a snippet.
   *
   * @param name the file's name, as stacks show it
   */
  compile(source: string, name: string): Promise<CompileResult> {
    if (this.#latest?.source === source && this.#latest.name === name)
      return this.#latest.result
    const latest: Compilation = { source, name, result: this.#compile(source, name) }
    this.#latest = latest
    void latest.result.then((settled) => {
      latest.settled = settled
      // The compiler could not be loaded, or has a bug: the next try may do better.
      if ('problems' in settled && settled.problems.some(({ type }) => type === 'CompilerError') && this.#latest === latest)
        this.#latest = undefined
    })
    return latest.result
  }

  /** What {@link compile} would give, if that is known already. */
  compiled(source: string, name: string): CompileResult | undefined {
    return this.#latest?.source === source && this.#latest.name === name ? this.#latest.settled : undefined
  }

  #compile(source: string, name: string): Promise<CompileResult> {
    const id = ++this.#lastId
    const message: HostToCompiler = { type: 'compile', id, source, name }
    const { promise, resolve } = Promise.withResolvers<CompileResult>()
    this.#pending.set(id, resolve)
    this.#start().postMessage(message)
    return promise
  }
}
