/** One program, run under schedules that are chosen: CPython's threads by turns, as the search asks for them. */
import type { Executor } from '../explore/drive'
import type { PythonProgram } from '../protocol/python'
import type { ScheduledRun, ScheduleRequest } from '../protocol/schedule'
import type { Pyodide, PythonFunction } from './pyodide-module'
import { randomNumbers } from '../protocol/random-numbers'
import { ScheduleBridge } from './schedule-bridge'
import { readRun } from './schedule-run'

/** What _green_schedules offers. */
interface Schedules {
  prepare: (bridge: ScheduleBridge, source: string, name: string) => string
  run: PythonFunction
}

/** Runs by which it is found out what threads share: without a preemption, and at random. */
const FINDING: readonly ScheduleRequest['policy'][] = [
  { kind: 'continue' },
  ...[1, 2, 3].map(seed => ({ kind: 'random', seed } as const)),
]
const MAX_FINDING_STEPS = 2_000

/** A program that is ready to run, in an interpreter of its own. */
export class ScheduledProgram implements Executor {
  readonly isStopped: () => boolean
  readonly now: () => number
  readonly #bridge: ScheduleBridge
  readonly #schedules: Schedules
  readonly #found = new Set<string>()

  /**
   * @param pyodide the interpreter, in which nothing else runs
   * @param program the program
   * @param stop a word that is not 0 when runs are to end
   * @throws Error when it can't be compiled
   */
  constructor(pyodide: Pyodide, program: PythonProgram, stop: Int32Array) {
    this.isStopped = () => Atomics.load(stop, 0) !== 0
    const clock = performance.now.bind(performance)
    this.now = clock
    this.#bridge = new ScheduleBridge(pyodide._module, this.isStopped)
    this.#schedules = pyodide.pyimport('_green_schedules') as Schedules
    const problem = this.#schedules.prepare(this.#bridge, program.source, program.name)
    if (problem !== '') {
      const { type, message, line } = JSON.parse(problem) as { type: string, message: string, line: number }
      throw new Error(`${type}: ${message}${line ? ` (line ${line})` : ''}`)
    }
  }

  async run(request: ScheduleRequest): Promise<ScheduledRun | undefined> {
    await this.#findShared(request)
    return this.#runOnce(request)
  }

  /** Finds out what threads share; the same each time, so that a schedule means the same on each machine. */
  async #findShared({ granularity, seed }: ScheduleRequest): Promise<void> {
    const key = `${granularity} ${seed ?? 0}`
    if (this.#found.has(key))
      return
    this.#found.add(key)
    for (let index = 0; index < FINDING.length && !this.isStopped();) {
      const run = await this.#runOnce({ schedule: [], policy: FINDING[index]!, granularity, seed, maxSteps: MAX_FINDING_STEPS })
      // One that does not end takes seconds, and so would the others.
      if (run?.end.kind === 'unfinished')
        return
      if (run)
        index++
    }
  }

  async #runOnce(request: ScheduleRequest): Promise<ScheduledRun | undefined> {
    seedEntropy(request.seed ?? 0)
    const run = await this.#bridge.during(request, this.#schedules.run.callPromising(JSON.stringify(request)) as Promise<string>)
    return readRun(run)
  }
}

/** What a program asks the system for by chance follows from the seed. */
function seedEntropy(seed: number): void {
  const random = randomNumbers(seed)
  Object.defineProperty(crypto, 'getRandomValues', {
    configurable: true,
    value<T extends Uint8Array>(bytes: T): T {
      for (let index = 0; index < bytes.length; index++)
        bytes[index] = Math.floor(random() * 256)
      return bytes
    },
  })
}
