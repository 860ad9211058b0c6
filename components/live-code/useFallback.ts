import type { Mode } from '../../snippets/manifest'
import type { Recording } from '../../snippets/recording'
import type { DemoVariant } from './demos'
import type { LiveRun } from './run'
import { computed, shallowRef, watch } from 'vue'
import { engineSupport } from '../../engine/host/support'
import { provenanceOf } from '../figures/recordings'
import { deckRecording } from '../figures/telling'
import { stage } from '../stage/stage'
import { RecordedSession } from './recorded-session'

/** What {@link useFallback} stands in for. */
export interface FallbackOptions {
  demo: string
  variant: () => DemoVariant | undefined
  mode: () => Mode
  run: () => LiveRun
  /** Whether code can be run from here. */
  runs: () => boolean
}

/** What a block offers where its code can't run: why, in one line, and the recorded run. */
export function useFallback({ demo, variant, mode, run, runs }: FallbackOptions) {
  const support = engineSupport()
  const reason = computed(() => {
    // Who only watches sees what the others run.
    if (stage.locked.value)
      return undefined
    if (!support.supported && !runs())
      return support.reason
    if (run().status.value.kind === 'broken')
      return 'The engine could not be started.'
    if (run().problems.value.some(({ origin, type }) => origin === 'compile' && type === 'CompilerError'))
      return 'The compiler could not be loaded.'
    return undefined
  })

  const recording = shallowRef<Recording>()
  watch([() => reason.value !== undefined, mode], async ([needed, wanted]) => {
    recording.value = needed ? await deckRecording(demo, wanted) : undefined
  }, { immediate: true })
  const told = computed(() => recording.value?.variants[variant()?.name ?? '']?.told)

  return {
    reason,
    /** Whether there is a recorded run to play. */
    playable: computed(() => told.value !== undefined),
    /** Plays it with its own timing. */
    play() {
      const of = variant()
      if (of && told.value && recording.value)
        void run().play(of.source, { mode: mode() }, provenanceOf(recording.value), new RecordedSession(told.value))
    },
  }
}
