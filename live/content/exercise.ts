/**
 * What an exercise says of itself. Each folder under `exercises/` has an `exercise.ts` that exports one by default,
 * a `start.ts` from which the learner goes on, and a `solution.ts` that passes all checks; `start.py` and `solution.py`
 * are the same in Python. Where the learner is the scheduler there is a goal, and its schedule in the place of a solution. The checks are the same for both languages: they look at what a run printed and did.
 */
import type { Goal } from './goal'
import type { Accent } from './manifest'

/**
 * How a run is made: Real, free-threaded or with the GIL; or Controlled, with the GIL, from a seed of its own, so that
 * each run has another interleaving.
 */
export type Way = 'free' | 'gil' | 'controlled'

/** One run of the learner's code, as checks see it. */
export interface ExerciseRun {
  way: Way
  outcome: 'finished' | 'failed' | 'stopped' | 'crashed' | 'superseded'
  /** What it printed to standard output, line by line. */
  lines: readonly string[]
  /** Who printed each of these lines: the name of the thread. */
  threads: readonly string[]
  /** What it printed to standard error. */
  errors: readonly string[]
  /** Exceptions that nobody caught, as `ValueError: nothing costs 3`. */
  exceptions: readonly string[]
  /** Whether it hung forever. */
  deadlocked: boolean
  /** Threads that it started beside the main thread. */
  started: number
  /** Most tasks alive at one time. */
  peakTasks: number
  /** Most threads and tasks sleeping or on I/O at one time. */
  peakWaiting: number
}

/** Something that must hold. */
export interface Check {
  /** The promise, as the learner reads it. */
  says: string
  /**
   * `every`: in each run, as what is right must; `some`: in one of the first {@link TRIES} runs of each way, as what
   * a busy machine may prevent, two waits at the same time.
   *
   * @default 'every'
   */
  of?: 'every' | 'some'
  /**
   * Judges one run that has ended well.
   *
   * @returns what is wrong with it, in terms of what it printed or did; `undefined` if nothing is
   */
  wrong: (run: ExerciseRun) => string | undefined
}

/** What the learner reads. */
export interface ExerciseWords {
  /** What is to be done, in paragraphs; code stands between backticks. */
  task: readonly string[]
  /** One after the other on demand, each says more than the one before; the solution comes after the last. */
  hints: readonly string[]
  /** Why the solution is one. */
  because: string
}

/** A goal of an exercise, and the schedule that stands for its solution. */
interface ScheduleGoal extends Goal {
  /** As `readSchedule` reads it, free-threaded. */
  readonly schedule: string
}

/** An exercise. */
export interface Exercise extends ExerciseWords {
  title: string
  /** The file in `pages/` that it belongs to, as `03-threads`. */
  section: string
  accent?: Accent
  /** What it says otherwise in Python. @default nothing */
  inPython?: Partial<ExerciseWords>
  /** Why it makes no sense in Python, in one sentence for the learner. Absent: it has its `start.py` and `solution.py`. */
  onlyTypescript?: string
  checks: readonly Check[]
  /**
   * Whether Check explores the schedules too, as far as the space allows: each end has to keep the checks of `every`, which
   * may look at what was printed and at nothing else. @default false
   */
  explored?: boolean
  /** What the learner is to bring about by choosing the schedule of `start.ts`, instead of editing it. @default nothing */
  goal?: ScheduleGoal
  /** Threads that the solution starts. @default 0 */
  threads?: number
  /** asyncio's debug mode. @default false */
  debug?: boolean
}

/** How often the learner's code runs in each of its two ways: a race may hide from a single run. */
export const RUNS = 20

/** In so many runs something that may happen has to happen once. */
export const TRIES = 6

/** Types an exercise. */
export function defineExercise(exercise: Exercise): Exercise {
  return exercise
}

/** A check of all that the program prints. */
export function prints(says: string, expected: readonly string[]): Check {
  return {
    says,
    wrong: ({ lines }) => lines.length === expected.length && lines.every((line, i) => line === expected[i])
      ? undefined
      : `it printed ${quoted(lines)}, not ${quoted(expected)}`,
  }
}

/** More lines than these nobody reads in a sentence. */
const MOST_LINES = 6

/** Lines of output as a part of a sentence. */
export function quoted(lines: readonly string[]): string {
  if (lines.length === 0)
    return 'nothing'
  const shown = lines.slice(-MOST_LINES).map(line => `“${line}”`).join(', ')
  return lines.length > MOST_LINES ? `… ${shown}` : shown
}
