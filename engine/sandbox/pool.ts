/**
 * Warm workers. Each serves one run: a worker that has evaluated a program's module is never used for another.
 */
import type { ScriptScheme, WorkerToSandbox } from '../protocol/messages'
import { MAX_THREADS } from '../protocol/layout'
import { scriptUrl } from './scripts'

/** Workers kept ready while nothing runs. */
const MIN_SPARES = 4
/** The most workers kept ready because the last run needed them. */
const MAX_REMEMBERED = 24
/** Workers that boot at the same time: more would slow down the page and the frame. */
const MAX_BOOTING = 8

/** Starts workers ahead of their use. */
export class WorkerPool {
  /** How its workers get their scripts. */
  readonly scripts: ScriptScheme
  readonly #url: string
  readonly #onWarm: (workers: number) => void
  readonly #onFailure: (message: string) => void
  #spares: Worker[] = []
  #booting = 0
  #expected = 0
  #remembered = 0
  /** How many workers should be ready, or booting, now. */
  #wanted = 0
  #waiting: (() => void)[] = []

  /**
   * @param source the workers' script
   * @param scripts how to load it
   * @param onWarm called when the number of ready workers grows
   * @param onFailure called when a worker can't start: the browser refuses, or the engine has a bug
   */
  constructor(source: string, scripts: ScriptScheme, onWarm: (workers: number) => void, onFailure: (message: string) => void) {
    this.scripts = scripts
    this.#url = scriptUrl(source, scripts)
    this.#onWarm = onWarm
    this.#onFailure = onFailure
    this.refill()
  }

  /** The program in sight will need so many workers: they are kept ready until the next call. */
  expect(workers: number): void {
    this.#expected = workers
    while (this.#spares.length > this.target)
      this.#spares.pop()!.terminate()
  }

  /** The last run used so many workers: about as many are kept ready for the next one. */
  remember(workers: number): void {
    this.#remembered = Math.min(MAX_REMEMBERED, workers)
  }

  /** How many workers are kept ready. */
  get target(): number {
    return Math.min(MAX_THREADS, Math.max(MIN_SPARES, this.#expected, this.#remembered))
  }

  /** How many workers can be taken at once. */
  get ready(): number {
    return this.#spares.length
  }

  /** Starts workers until as many as expected are ready or booting. */
  refill(count = this.target): void {
    this.#wanted = Math.max(this.#spares.length + this.#booting, count)
    while (this.#booting < MAX_BOOTING && this.#spares.length + this.#booting < this.#wanted)
      this.#make()
  }

  #make(): void {
    this.#booting++
    const worker = new Worker(this.#url)
    worker.onerror = ({ message }) => {
      this.#booting--
      worker.onerror = null
      this.#onFailure(message || 'the script could not be loaded')
    }
    worker.onmessage = ({ data }: MessageEvent<WorkerToSandbox>) => {
      if (data.type !== 'booted')
        return
      this.#booting--
      worker.onmessage = worker.onerror = null
      this.#spares.push(worker)
      this.refill(this.#wanted)
      this.#onWarm(this.#spares.length)
      const waiting = this.#waiting
      this.#waiting = []
      for (const callback of waiting)
        callback()
    }
  }

  /** Calls back once, when the next worker is ready. */
  onNextReady(callback: () => void): void {
    this.#waiting.push(callback)
  }

  /** Takes a ready worker; undefined when there is none: then one is booting. */
  take(): Worker | undefined {
    const worker = this.#spares.shift()
    if (worker)
      this.#wanted--
    else
      this.refill(1)
    return worker
  }
}
