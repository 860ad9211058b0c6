/** Checks a learner's code by running it: often, in the two ways of its language, and where the exercise asks for it in all schedules. */
import type { Exercise, ExerciseRun, Way } from '../content/exercise'
import type { ExploredReport } from './explore-code'
import { RUNS, TRIES } from '../content/exercise'
import { languageOf } from '../languages/registry'
import { exploreCode } from './explore-code'
import { runOnce } from './one-run'

/** What a run did not keep. */
interface Failure {
  /** The promise; `undefined` when the run did not even end well. */
  says: string | undefined
  wrong: string
  /** `compile`: no run began; `never`: what has to happen in some run happened in none so far; else this run failed. */
  kind: 'compile' | 'never' | 'run'
  /** Which run of its way it was, counted from 1; the seed of a Controlled one. */
  no: number
  run: ExerciseRun
}

/** How the runs of one way went; they end with the first failure. */
export interface WayReport {
  way: Way
  /** Runs that kept all promises. */
  passed: number
  failure?: Failure
}

/** What has come of checking. */
export interface Report {
  ways: readonly WayReport[]
  /** What exploring has come to; none where it was not asked for, or can't be had. */
  explored?: ExploredReport
  /** All runs of both ways kept all promises, and all schedules that were explored. */
  passed: boolean
  /** Somebody stopped it, or ran something else meanwhile. */
  interrupted: boolean
}

/** How to check. */
export interface CheckOptions {
  /** Runs of each way; fewer than {@link TRIES} are made more for a value that has to happen in some. @default 20 */
  runs?: number
  signal?: AbortSignal
  /** Told after each run, and now and then while schedules are explored. */
  progress?: (ways: readonly WayReport[], explored: ExploredReport | undefined) => void
}

/**
 * Explores the code, where that was asked for; if that finds nothing, runs it in turns in both ways, and holds each run
 * against all checks.
 *
 * @param exercise what must hold
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
  /** What happened at least once, by way. */
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
 * Holds one run against all checks.
 *
 * @param exercise has the checks
 * @param run the run
 * @param trouble why it did not end well
 * @param seen what has happened in an earlier run of this way; what happens in this one is added
 * @param last whether what may happen has to have happened by now
 * @returns the first check that it does not keep
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
