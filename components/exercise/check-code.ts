import type { Exercise, ExerciseRun } from '../../exercises/exercise'
/** Checks a learner's code by running it: often, with the GIL and without. */
import type { Mode } from '../../snippets/manifest'
import { Session } from '../../engine/host'
import { RUNS, TRIES } from '../../exercises/exercise'
import { runOnce } from './one-run'

/** Seconds that one run may take: some hundred times as long as a solution's. */
const TIMEOUT = 5

/** What a run did not keep. */
export interface Failure {
  /** The promise; `undefined` when the run did not even end well. */
  says: string | undefined
  wrong: string
  /** Which run of its mode it was, counted from 1. */
  no: number
  run: ExerciseRun
}

/** How the runs of one mode went; they end with the first failure. */
export interface ModeReport {
  mode: Mode
  /** Runs that kept all promises. */
  passed: number
  failure?: Failure
}

/** What has come of checking. */
export interface Report {
  modes: readonly ModeReport[]
  /** All runs of both modes kept all promises. */
  passed: boolean
  /** Somebody stopped it, or ran something else meanwhile. */
  interrupted: boolean
}

/** How to check. */
export interface CheckOptions {
  /** Runs of each mode; fewer than {@link TRIES} are made more for what has to happen in some. @default 20 */
  runs?: number
  signal?: AbortSignal
  /** Told after each run. */
  progress?: (modes: readonly ModeReport[]) => void
}

/**
 * Runs the code in turns free-threaded and with the GIL, and holds each run against all checks.
 *
 * @param exercise what must hold
 * @param name the file's name, as stacks show it
 * @param source the learner's code
 */
export async function checkCode(exercise: Exercise, name: string, source: string, options: CheckOptions = {}): Promise<Report> {
  const { runs = RUNS, signal, progress } = options
  const session = new Session(name)
  const modes: ModeReport[] = [{ mode: 'free', passed: 0 }, { mode: 'gil', passed: 0 }]
  /** What happened at least once, by mode. */
  const seen = { free: new Set<string>(), gil: new Set<string>() }
  const some = exercise.checks.filter(({ of }) => of === 'some').map(({ says }) => says)
  const waits = (mode: Mode, no: number): boolean => no <= runs || (no <= TRIES && some.some(says => !seen[mode].has(says)))
  for (let no = 1; no <= Math.max(runs, TRIES); no++) {
    for (const report of modes.filter(({ mode, failure }) => !failure && waits(mode, no))) {
      if (signal?.aborted)
        return { modes, passed: false, interrupted: true }
      const { run, trouble } = await runOnce(session, source, {
        mode: report.mode,
        threads: exercise.threads,
        debug: exercise.debug,
        timeout: TIMEOUT,
        signal,
      })
      if (signal?.aborted || run.outcome === 'superseded')
        return { modes, passed: false, interrupted: true }
      const failure = judge(exercise, run, trouble, seen[report.mode], no >= TRIES)
      if (failure)
        report.failure = { ...failure, no, run }
      else
        report.passed++
      progress?.(modes.map(mode => ({ ...mode })))
    }
  }
  return { modes, passed: modes.every(({ failure }) => !failure), interrupted: false }
}

/**
 * Holds one run against all checks.
 *
 * @param exercise has the checks
 * @param run the run
 * @param trouble why it did not end well
 * @param seen what has happened in an earlier run of this mode; what happens in this one is added
 * @param last whether what may happen has to have happened by now
 * @returns the first check that it does not keep
 */
function judge(exercise: Exercise, run: ExerciseRun, trouble: string | undefined, seen: Set<string>, last: boolean): Pick<Failure, 'says' | 'wrong'> | undefined {
  if (trouble)
    return { says: undefined, wrong: trouble }
  const kept = (says: string, found: string | undefined): boolean => {
    if (!found)
      seen.add(says)
    return seen.has(says)
  }
  for (const { says, wrong, of = 'every' } of exercise.checks) {
    const found = wrong(run)
    if (of === 'every' ? found : !kept(says, found) && last)
      return { says, wrong: found! }
  }
  return undefined
}
