import type { Mode } from '../content/manifest'
import type { Prediction } from '../content/prediction'
import { computed } from 'vue'
import { useText } from '../demos/edits'
import { runOf } from '../runs/runs'
import { useBlockState } from '../state/block-state'
import { blockKey } from '../state/registers'
import { resultOf, variantOf } from './result'

/**
 * The run that a question asks about: the latest one of its variant, if it was of the talk's own text and in the mode
 * that the question names.
 *
 * @param page slide of the demo, where a run is shown
 */
export function usePredictedRun(prediction: Prediction, page: number) {
  const { demo, variant: name, mode } = prediction
  const variant = variantOf(prediction)
  const live = computed(() => runOf(variant.file))
  const { text, edited } = useText(() => variant.file, () => variant.source)
  const state = useBlockState(blockKey(page, demo), () => live.value.info.value?.id)

  const result = computed(() => resultOf(prediction))

  /** Runs what the question asks about, in the demo's own place. */
  function run() {
    const chosen: Mode = mode
    state.variant.value = name
    state.mode.value = chosen
    state.language.value = undefined
    void live.value.start(text.value, { mode, threads: variant.threads, debug: variant.variant.debug })
  }

  return {
    result,
    run,
    /** The variant is not as the talk has it. */
    edited,
    busy: computed(() => ['loading', 'compiling', 'running', 'stopping'].includes(live.value.status.value.kind)),
    title: variant.variant.title,
  }
}
