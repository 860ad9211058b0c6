/** Judges a learner's code in all schedules. */
import type { ExplorationReport, ExploredEnd } from '../../engine/protocol/exploration'
import type { Exercise, ExerciseRun } from '../content/exercise'
import type { Language } from '../languages/language'
import { coverageSentence } from '../../engine/explore/report'
import { scheduleOf } from '../../engine/explore/shortest'
import { why } from '../../engine/explore/why'
import { scheduleText } from '../../engine/protocol/schedule-text'

/** What has come of exploring. */
export interface ExploredReport {
  /** How far it has come, as a sentence without its full stop. */
  covers: string
  isOver: boolean
  /** An end that breaks a promise. */
  failure?: {
    /** The promise; `undefined` when the end was not even a good one. */
    says: string | undefined
    wrong: string
    /** In how many schedules, as `in 3 of 20 schedules`. */
    share: string
    /** Why, in a sentence without its full stop. */
    why: string | undefined
    /** The shortest schedule that was found, as `readSchedule` reads it. */
    choices: string
  }
}

/** How to explore. */
export interface ExploreCodeOptions {
  signal: AbortSignal
  progress: (report: ExploredReport) => void
}

/**
 * Explores the schedules of a program, and holds each end against the checks.
 *
 * @param exercise what must hold
 * @param language of the program
 * @param name the file's name
 * @param source the learner's code
 * @returns `undefined` in a language that can't explore, and when it was ended before it began
 */
export async function exploreCode(exercise: Exercise, language: Language, name: string, source: string, { signal, progress }: ExploreCodeOptions): Promise<ExploredReport | undefined> {
  const report = await language.explore?.(source, name, {
    // Whatever runs it: what holds there holds under a GIL too.
    granularity: language.granularities?.free ?? 'free-threaded',
    threads: exercise.threads,
    signal,
    progress: found => progress(judged(exercise, found, false)),
  })
  return report && judged(exercise, report, true)
}

function judged(exercise: Exercise, report: ExplorationReport, isOver: boolean): ExploredReport {
  const covers = coverageSentence(report)
  for (const end of report.ends) {
    const broken = brokenPromise(exercise, end)
    if (!broken)
      continue
    const share = report.interleavings !== undefined && end.interleavings !== undefined
      ? `in ${end.interleavings.toLocaleString('en')} of ${report.interleavings.toLocaleString('en')} schedules`
      : `in ${end.runs.toLocaleString('en')} of ${report.runs.toLocaleString('en')} runs`
    return { covers, isOver, failure: { ...broken, share, why: why(end.example), choices: scheduleText(scheduleOf(end.example)) } }
  }
  return { covers, isOver }
}

function brokenPromise({ checks }: Exercise, { end, output }: ExploredEnd): { says: string | undefined, wrong: string } | undefined {
  switch (end.kind) {
    case 'error':
      return { says: undefined, wrong: `it raised ${end.message}` }
    case 'deadlock':
      return { says: undefined, wrong: 'it hung forever: no thread could go on' }
    case 'unfinished':
      return { says: undefined, wrong: 'it did not end' }
  }
  const run = runOf(output)
  for (const { says, of = 'every', wrong } of checks) {
    const found = of === 'every' ? wrong(run) : undefined
    if (found !== undefined)
      return { says, wrong: found }
  }
  return undefined
}

/** A run that ended well, of which the output is known. */
function runOf(output: string): ExerciseRun {
  const lines = output.split('\n').slice(0, output.endsWith('\n') ? -1 : undefined)
  return { way: 'controlled', outcome: 'finished', lines, threads: [], errors: [], exceptions: [], deadlocked: false, started: 0, peakTasks: 0, peakWaiting: 0 }
}
