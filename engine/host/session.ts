/** A session of a block of live code: it compiles and runs one source after another. */
import type { RunOptions, RunSummary } from '../protocol/run'
import type { RunEvent, RunListener, RunState } from '../protocol/run-event'
import type { StartRun } from './start-run'
import { Engine } from './engine'
import { startProgram } from './start-run'

let engine: Engine | undefined

/** Where the engine finds what is not part of its code. */
export interface EnginePlaces {
  /** The address whose `io/` programs may ask. */
  requests: URL
  /** The address of the folder that holds Python's files, in `python/`. */
  files: URL
}

/**
 * The page's engine, made by the first call.
 *
 * @param places where it finds what is not part of its code; the first call says so @default all of it beside the page
 */
export function useEngine(places?: EnginePlaces): Engine {
  const { requests, files } = places ?? { requests: new URL('.', location.href), files: undefined }
  return engine ??= new Engine(requests, undefined, files)
}

/** Starts the frame, the pool and the compiler, so that the first run of any text is quick. */
export function warmEngine(): Promise<void> {
  return useEngine().warm()
}

/** Compiles and runs the sources of one block; a newer run supersedes an older one. */
export class Session {
  readonly #name: string
  readonly #start: StartRun
  readonly #listeners = new Set<RunListener>()
  /** The listeners that answer a program's requests for input. */
  readonly #answering = new Set<RunListener>()
  #state: RunState = 'idle'
  /** Grows with each run, so that events of an older one can be recognized. */
  #generation = 0
  #run: number | undefined
  /** Ends a run that the engine has not started. */
  #giveUp: ((outcome: 'stopped' | 'superseded') => void) | undefined

  /**
   * @param name the file's name, as stacks show it
   * @param start starts a run in the file's language @default in the deck's own
   */
  constructor(name: string, start: StartRun = startProgram) {
    this.#name = name
    this.#start = start
  }

  get state(): RunState {
    return this.#state
  }

  /**
   * Subscribes to the events of all runs of the session except superseded ones.
   *
   * @param listener gets the events
   * @param answers whether it answers requests for a line of standard input, with {@link answer}; if no listener does,
   * standard input is closed @default false
   * @returns unsubscribes the listener
   */
  subscribe(listener: RunListener, answers = false): () => void {
    this.#listeners.add(listener)
    if (answers)
      this.#answering.add(listener)
    return () => {
      this.#listeners.delete(listener)
      this.#answering.delete(listener)
    }
  }

  #emit(event: RunEvent): void {
    for (const listener of this.#listeners)
      listener(event)
  }

  #enter(state: RunState): void {
    if (this.#state === state)
      return
    this.#state = state
    this.#emit({ type: 'state', state })
  }

  /**
   * Compiles and runs a source. Problems are reported to the listeners; the promise resolves with the run's summary,
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
          this.#emit({ type: 'end', summary })
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
      // The previous run goes on until this one starts.
      if (previous !== undefined)
        useEngine().stop(previous)
      settle({ ...nothing, outcome })
    }
    const listener = (event: RunEvent): void => {
      if (event.type === 'end')
        return settle(event.summary)
      if (generation !== this.#generation)
        return
      // Standard input is closed where no one can type.
      if (event.type === 'input' && this.#answering.size === 0)
        this.answer(event.wanted.request, undefined)
      this.#emit(event)
    }
    const enter = (state: RunState): void => {
      if (generation === this.#generation)
        this.#enter(state)
    }
    try {
      const begun = await this.#start(useEngine(), { source, name: this.#name, options, listener, signal: abandoned.signal, enter })
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

  /** Called once the engine has started the run; without one if it was cancelled before. */
  #begun(generation: number, run: number | undefined): void {
    if (generation !== this.#generation || run === undefined)
      return
    this.#run = run
    this.#enter('running')
  }

  /**
   * Answers the program's request for a line of standard input.
   *
   * @param line without its line break; `undefined` at the end of the input
   */
  answer(request: number, line: string | undefined): void {
    if (this.#run !== undefined)
      useEngine().answer(this.#run, request, line)
  }

  /** Stops the current run. Its end is reported as usual; a run that has not started ends at once. */
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
