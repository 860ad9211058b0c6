import type { ShallowRef } from 'vue'
import type { TraceModel } from '../../../engine/insight'
import type { Mode } from '../../content/manifest'
import type { Recording, Transcript } from '../../content/recording'
import { shallowRef, watch } from 'vue'
import { deckRecording, modelOf } from '../../recordings/transcript'

/** A recorded run, for places where nothing can run: on paper. */
export interface RecordedRun {
  recording: Recording
  told: Transcript
  model: Readonly<ShallowRef<TraceModel>>
}

/**
 * The recorded run of a variant.
 *
 * @param of the variant; `undefined` while none is wanted
 * @returns `null` when it is not recorded in this mode yet, `undefined` until that is known
 */
export function useRecorded(of: () => { demo: string, variant: string, mode: Mode } | undefined): Readonly<ShallowRef<RecordedRun | null | undefined>> {
  const recorded = shallowRef<RecordedRun | null>()
  watch(of, async (wanted) => {
    if (!wanted)
      return
    const recording = await deckRecording(wanted.demo, wanted.mode)
    const told = recording?.variants[wanted.variant]?.told
    recorded.value = recording && told ? { recording, told, model: shallowRef(modelOf(told)) } : null
  }, { immediate: true })
  return recorded
}
