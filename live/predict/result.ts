/** The outcome of the run that a question asks about. */
import type { PredictedRun, Prediction } from '../content/prediction'
import type { DemoVariant } from '../demos/demos'
import type { Stamp } from '../state/stamp'
import { variantsOf } from '../demos/demos'
import { runOf } from '../runs/runs'
import { isLater } from '../state/stamp'

/**
 * The variant that a question asks about.
 *
 * @throws {Error} when the talk has no such variant
 */
export function variantOf({ demo, variant }: Prediction): DemoVariant {
  const found = variantsOf(demo).find(({ name }) => name === variant)
  if (!found)
    throw new Error(`there is no variant '${variant}' of the demo '${demo}'`)
  return found
}

/** The latest run of the question's variant, if it ran the talk's own text in the question's mode and is over; reactive. */
export function resultOf(prediction: Prediction): PredictedRun | undefined {
  const { file, source } = variantOf(prediction)
  const { info, deadlock, status, totals, log } = runOf(file)
  if (info.value?.source !== source || (info.value.options.mode ?? 'gil') !== prediction.mode)
    return undefined
  const deadlocked = deadlock.value !== undefined
  if (!deadlocked && !(status.value.kind === 'ended' && status.value.summary.outcome === 'finished' && totals.value))
    return undefined
  return {
    output: log.value.text(),
    wall: status.value.kind === 'ended' ? status.value.summary.wall / 1000 : Number.POSITIVE_INFINITY,
    deadlocked,
    peakRunning: totals.value?.peakRunning ?? 0,
  }
}

/**
 * Index of the choice that a run has shown to be right; reactive.
 *
 * @param prediction the question
 * @param after runs from before this stamp, such as a rehearsal's, don't count
 */
export function choiceShown(prediction: Prediction, after: Stamp): number | undefined {
  const { info } = runOf(variantOf(prediction).file)
  const result = resultOf(prediction)
  if (!result || !isLater(info.value!.stamp, after))
    return undefined
  const choice = prediction.choices.findIndex(({ holds }) => holds(result))
  return choice < 0 ? undefined : choice
}
