import type { ShallowRef } from 'vue'
import type { TraceModel } from '../../../engine/insight'
import type { Mode } from '../../../snippets/manifest'
import type { Recording, Telling } from '../../../snippets/recording'
import { markRaw, shallowRef, watch } from 'vue'
import { deckRecording, modelOf } from '../../figures/telling'

/** A recorded run as it is shown where nothing can run: on paper. */
export interface RecordedRun {
  recording: Recording
  /** Absent: this variant was not recorded in this mode. */
  told?: Telling
  model?: TraceModel
}

/**
 * The recorded run of a variant.
 *
 * @param of which one; `undefined` while none is wanted
 */
export function useRecorded(of: () => { demo: string, variant: string, mode: Mode } | undefined): Readonly<ShallowRef<RecordedRun | undefined>> {
  const recorded = shallowRef<RecordedRun>()
  watch(of, async (wanted) => {
    if (!wanted)
      return
    const recording = await deckRecording(wanted.demo, wanted.mode)
    const told = recording?.variants[wanted.variant]?.told
    recorded.value = recording && { recording, told, model: told && markRaw(modelOf(told)) }
  }, { immediate: true })
  return recorded
}
