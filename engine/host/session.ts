/** What a block of live code holds: it compiles and runs one source after another. */
import type { Deadlock, InputRequest, OutputLine, Problem, RunOptions, RunSummary } from '../protocol/run'
import type { RunListener } from './run-listener'
import type { SessionState, StartRun } from './start-run'
import { Engine } from './engine'
import { startProgram } from './start-run'

/** What a session tells. Events of a superseded run are never delivered. */
export interface SessionListener extends Partial<RunListener> {
  state?: (state: SessionState) => void
}

let engine: Engine | undefined

/** The page's engine. */
export function useEngine(): Engine {
  return engine ??= new Engine(new URL('.', location.href))
}

/** Starts the frame, the pool and the compiler, so that the first run of any text is quick. */
export function warmEngine(): Promise<void> {
  return useEngine().warm()
}

/** Compiles and runs the sources of one place; a newer run takes the place of an older one. */
export class Session {
  readonly #name: string
  readonly #start: StartRun
  readonly #listeners = new Set<SessionListener>()
  #state: SessionState = 'idle'
  /** Grows with each run, so that what belongs to an older one can be told. */
  #generation = 0
  #run: number | undefined
  /** Ends a run that the engine has not begun. */
  #giveUp: ((outcome: 'stopped' | 'superseded') => void) | undefined

  /**
   * @param name the file's name, as stacks show it
   * @param start begins a run in the file's language @default in the deck's own
   */
  constructor(name: string, start: StartRun = startProgram) {
    this.#name = name
    this.#start = start
  }

  get state(): SessionState {
    return this.#state
  }

  /** Listens to the session; returns what ends that. */
  subscribe(listener: SessionListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #emit<K extends keyof SessionListener>(event: K, ...args: Parameters<NonNullable<SessionListener[K]>>): void {
    for (const listener of this.#listeners)
      (listener[event] as ((...values: typeof args) => void) | undefined)?.(...args)
  }

  #enter(state: SessionState): void {
    if (this.#state === state)
      return
    this.#state = state
    this.#emit('state', state)
  }

  /**
   * Compiles and runs a source. Problems are told to the listeners; the promise resolves with how the run ended,
   * `superseded` if a newer run of this or another session took its place.
   *
   * @throws SandboxError when this browser can't run programs
   */
  async run(source: string, options: RunOptions = {}): Promise<RunSummary> {
    this.#giveUp?.('superseded')
    const generation = ++this.#generation
    const { promise, resolve } = Promise.withResolvers<RunSummary>()
    const settle = (summary: RunSummary): void => {
      if (generation === this.#generation) {
        this.#run = this.#giveUp = undefined
        this.#enter('idle')
        if (summary.outcome !== 'superseded')
          this.#emit('end', summary)
      }
      resolve(summary)
    }
    const nothing: RunSummary = { outcome: 'superseded', mode: options.mode ?? 'gil', wall: 0, peakThreads: 0, gilSwitches: 0, gilRequests: 0, droppedRecords: 0, cores: navigator.hardwareConcurrency }
    const previous = this.#run
    this.#run = undefined
    const abandoned = new AbortController()
    this.#giveUp = (outcome) => {
      abandoned.abort()
      if (outcome === 'superseded') {
        resolve(nothing)
        return
      }
      // The one before it goes on until this one begins.
      if (previous !== undefined)
        useEngine().stop(previous)
      settle({ ...nothing, outcome })
    }
    const current = <Args extends unknown[]>(tell: (...args: Args) => void) => (...args: Args): void => {
      if (generation === this.#generation)
        tell(...args)
    }
    const listener: RunListener = {
      output: current((lines: OutputLine[]) => this.#emit('output', lines)),
      trace: current((batch: ArrayBuffer) => this.#emit('trace', batch)),
      name: current((of: 'lane' | 'subject', id: number, name: string) => this.#emit('name', of, id, name)),
      deadlock: current((deadlock: Deadlock) => this.#emit('deadlock', deadlock)),
      problem: current((problem: Problem) => this.#emit('problem', problem)),
      input: current((wanted: InputRequest) => {
        // Where nobody can type, standard input is closed.
        if ([...this.#listeners].every(({ input }) => input === undefined))
          this.answer(wanted.request, undefined)
        this.#emit('input', wanted)
      }),
      inputOver: current((request: number) => this.#emit('inputOver', request)),
      end: settle,
    }
    try {
      const begun = await this.#start(useEngine(), { source, name: this.#name, options, listener, signal: abandoned.signal, enter: current(state => this.#enter(state)) })
      if (begun === 'failed')
        settle({ ...nothing, outcome: 'failed' })
      else
        this.#begun(generation, begun)
    }
    catch (error) {
      if (generation === this.#generation)
        this.#enter('idle')
      throw error
    }
    return promise
  }

  /** The engine has begun a run; none if it was given up before. */
  #begun(generation: number, run: number | undefined): void {
    if (generation !== this.#generation || run === undefined)
      return
    this.#run = run
    this.#enter('running')
  }

  /**
   * Answers the program, which waits for a line of standard input. Without a listener for `input` it is answered that
   * there is none.
   *
   * @param line without its line break; `undefined`: the input is over
   */
  answer(request: number, line: string | undefined): void {
    if (this.#run !== undefined)
      useEngine().answer(this.#run, request, line)
  }

  /** Stops what goes on. The end is told as usual; a run that has not begun ends at once. */
  stop(): void {
    if (this.#state === 'idle')
      return
    this.#enter('stopping')
    if (this.#run !== undefined)
      useEngine().stop(this.#run)
    else
      this.#giveUp?.('stopped')
  }
}
