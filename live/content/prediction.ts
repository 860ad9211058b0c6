/** A question before a demo that surprises: what will happen? The answer is what happens. */
import type { Mode } from './manifest'

/** A run as a question asks about it. */
export interface PredictedRun {
  /** All that it printed. */
  output: string
  /** Seconds that it took. */
  wall: number
  /** Whether it hangs forever. */
  deadlocked: boolean
  /** Most threads that ran at one time. */
  peakRunning: number
}

/** Something that may happen. */
interface Choice {
  says: string
  /** Whether a run did this; of a question's choices exactly one holds for each run. */
  holds: (run: PredictedRun) => boolean
}

/** A question about one variant of a demo in one mode. */
export interface Prediction {
  demo: string
  variant: string
  mode: Mode
  question: string
  choices: readonly Choice[]
  /** Why it comes out as it does. */
  because: string
}
