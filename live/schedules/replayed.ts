import type { Mode } from '../../engine/protocol/run'
import type { Schedule, ScheduledRun } from '../../engine/protocol/schedule'
import type { Language } from '../languages/language'
import { withShortNames } from './thread-names'
import { granularityOf } from './useExploration'

/** What is stepped through. */
export interface SteppedProgram {
  language: Language
  text: string
  file: string
  mode: Mode
  threads: number | undefined
}

/** Steps after which a run is cut off. */
const MAX_STEPS = 10_000

/**
 * Makes the run of a schedule.
 *
 * @param program
 * @param schedule
 * @param how
 * @param how.seed chooses what comes after the schedule. @default each thread goes on as long as it can
 * @param how.signal gives it up
 * @returns the run, or why there is none; neither when it was given up
 */
export async function replayed(program: SteppedProgram, schedule: Schedule, how: { seed?: number, signal: AbortSignal }): Promise<{ run?: ScheduledRun, problem?: string }> {
  const { language, text, file, mode, threads } = program
  const { seed, signal } = how
  if (!language.replay)
    return { problem: `${language.name} can’t follow a schedule here` }
  try {
    const run = await language.replay(text, file, {
      schedule,
      policy: seed === undefined ? { kind: 'continue' } : { kind: 'random', seed },
      granularity: granularityOf(language, mode),
      maxSteps: MAX_STEPS,
      threads,
      signal,
    })
    return run ? { run: withShortNames(run) } : {}
  }
  catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) }
  }
}
