/** Checks a learner's code by running it many times, in the two ways of its language, and if the exercise says so in all schedules. */
import type { Exercise, ExerciseRun, Way } from '../content/exercise'
import type { ExploredReport } from './explore-code'
import { RUNS, TRIES } from '../content/exercise'
import { languageOf } from '../languages/registry'
import { exploreCode } from './explore-code'
import { runOnce } from './one-run'

/** Why a run failed a check. */
interface Failure {
  /** The promise; `undefined` when the run did not end well. */
  says: string | undefined
  wrong: string
  /** `compile`: no run began; `never`: a value that must occur in some run has not occurred in any so far; else this run failed. */
  kind: 'compile' | 'never' | 'run'
  /** The number of the run within its way, from 1; the seed of a Controlled run. */
  no: number
  run: ExerciseRun
}

/** The result of the runs of one way; they stop at the first failure. */
export interface WayReport {
  way: Way
  /** Runs that kept all promises. */
  passed: number
  failure?: Failure
}

/** The result of a check. */
export interface Report {
  ways: readonly WayReport[]
  /** The result of exploring; undefined if the exercise doesn't ask for it, or the language can't. */
  explored?: ExploredReport
  /** Whether all runs of both ways, and all explored schedules, kept all promises. */
  passed: boolean
  /** Whether it was stopped, or superseded by another run. */
  interrupted: boolean
}

/** How to check. */
export interface CheckOptions {
  /** Runs of each way; fewer than {@link TRIES} are increased for a value that must occur in some run. @default 20 */
  runs?: number
  signal?: AbortSignal
  /** Called after each run, and now and then while schedules are explored. */
  progress?: (ways: readonly WayReport[], explored: ExploredReport | undefined) => void
}

/**
 * Explores the code, if the exercise says so; if that finds no failure, runs it in both ways alternately, and tests each run
 * against all checks.
 *
 * @param exercise the exercise with its checks
 * @param name the file's name, as stacks show it
 * @param source the learner's code
 */
export async function checkCode(exercise: Exercise, name: string, source: string, options: CheckOptions = {}): Promise<Report> {
  const { runs = RUNS, signal, progress } = options
  const language = languageOf(name)
  const ways: WayReport[] = language.ways.map(way => ({ way, passed: 0 }))
  const explored = exercise.explored
    ? await exploreCode(exercise, language, name, source, { signal: signal ?? new AbortController().signal, progress: found => progress?.([], found) })
    : undefined
  if (signal?.aborted)
    return { ways: [], explored, passed: false, interrupted: true }
  if (explored?.failure)
    return { ways: [], explored, passed: false, interrupted: false }
  const session = await language.session(name)
  /** Values that occurred at least once, by way. */
  const seen = { free: new Set<string>(), gil: new Set<string>(), controlled: new Set<string>() }
  const some = exercise.checks.filter(({ of }) => of === 'some').map(({ says }) => says)
  const waits = (way: Way, no: number): boolean => no <= runs || (no <= TRIES && some.some(says => !seen[way].has(says)))
  for (let no = 1; no <= Math.max(runs, TRIES); no++) {
    for (const report of ways.filter(({ way, failure }) => !failure && waits(way, no))) {
      if (signal?.aborted)
        return { ways, explored, passed: false, interrupted: true }
      const { run, trouble, compiles } = await runOnce(session, source, {
        way: report.way,
        seed: report.way === 'controlled' ? no : undefined,
        threads: exercise.threads,
        debug: exercise.debug,
        timeout: language.checkSeconds,
        signal,
      })
      if (signal?.aborted || run.outcome === 'superseded')
        return { ways, explored, passed: false, interrupted: true }
      const failure = compiles ? judge(exercise, run, trouble, seen[report.way], no >= TRIES) : { kind: 'compile' as const, says: undefined, wrong: trouble ?? '' }
      if (failure)
        report.failure = { ...failure, no, run }
      else
        report.passed++
      progress?.(ways.map(way => ({ ...way })), explored)
    }
  }
  return { ways, explored, passed: ways.every(({ failure }) => !failure), interrupted: false }
}

/**
 * Tests one run against all checks.
 *
 * @param exercise the exercise with its checks
 * @param run the run
 * @param trouble why it did not end well
 * @param seen values that occurred in earlier runs of this way; those of this run are added
 * @param last whether values that must occur in some run must have occurred by now
 * @returns the first check that fails
 */
function judge(exercise: Exercise, run: ExerciseRun, trouble: string | undefined, seen: Set<string>, last: boolean): Pick<Failure, 'kind' | 'says' | 'wrong'> | undefined {
  if (trouble)
    return { kind: 'run', says: undefined, wrong: trouble }
  const kept = (says: string, found: string | undefined): boolean => {
    if (!found)
      seen.add(says)
    return seen.has(says)
  }
  for (const { says, wrong, of = 'every' } of exercise.checks) {
    const found = wrong(run)
    if (of === 'every' ? found : !kept(says, found) && last)
      return { kind: of === 'every' ? 'run' : 'never', says, wrong: found! }
  }
  return undefined
}
