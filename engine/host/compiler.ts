/** The compiler's worker as a function. */
import type { CompileProblem, CompilerToHost, HostToCompiler, Program } from '../protocol/messages'

/** A compiled program, or what kept it from being one. */
export type CompileResult = { program: Program } | { problems: CompileProblem[] }

/** Talks to the compiler's worker, which is made on first use. */
export class Compiler {
  #worker: Worker | undefined
  #lastId = 0
  readonly #pending = new Map<number, (result: CompileResult) => void>()
  /** Whether a source would be compiled at once. */
  isWarm = false
  readonly #ready = Promise.withResolvers<void>()

  #start(): Worker {
    if (this.#worker)
      return this.#worker
    const worker = new Worker(new URL('../compile/worker.ts', import.meta.url), { type: 'module' })
    worker.onmessage = ({ data }: MessageEvent<CompilerToHost>) => this.#receive(data)
    worker.onerror = (event) => {
      const problem = { type: 'CompilerError', message: event.message || 'The compiler could not be loaded.', line: 1, column: 1, hint: 'Check the connection and reload the page.' }
      this.#worker = undefined
      for (const resolve of this.#pending.values())
        resolve({ problems: [problem] })
      this.#pending.clear()
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
    const id = ++this.#lastId
    const message: HostToCompiler = { type: 'compile', id, source, name }
    const { promise, resolve } = Promise.withResolvers<CompileResult>()
    this.#pending.set(id, resolve)
    this.#start().postMessage(message)
    return promise
  }
}
