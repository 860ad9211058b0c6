import type { Mode } from '../content/manifest'
import type { Recording } from '../content/recording'
import type { DemoVariant } from '../demos/demos'
import type { Language } from '../languages/language'
import type { LiveRun } from './run'
import { computed, shallowRef, watch } from 'vue'
import { provenanceOf } from '../recordings/recordings'
import { deckRecording } from '../recordings/transcript'
import { stage } from '../state/stage'
import { RecordedSession } from './recorded-session'
import { canRun } from './run-text'

/** Options of {@link useFallback}. */
export interface FallbackOptions {
  demo: string
  mode: () => Mode
  /** The runs that are shown. */
  runs: () => readonly LiveRun[]
  /** The language that they are in. */
  language: () => Language
  /** Whether recorded runs are to be offered although it can be run. @default never */
  offered?: () => boolean
}

/** What a block offers if its code can't run: the reason, in one line, and the recorded runs. */
export function useFallback({ demo, mode, runs, language, offered }: FallbackOptions) {
  const reason = computed(() => {
    // A window that only watches shows the others' runs.
    if (stage.locked.value)
      return undefined
    const support = language().support()
    if (!support.supported && !canRun(language()))
      return support.reason
    if (runs().some(run => run.status.value.kind === 'broken'))
      return 'The engine could not be started.'
    if (runs().some(run => run.problems.value.some(({ origin, type }) => origin === 'compile' && type === 'CompilerError')))
      return 'The compiler could not be loaded.'
    return undefined
  })

  /** `null` if there is none; `undefined` while it is not needed or not loaded. */
  const recording = shallowRef<Recording | null>()
  watch([() => reason.value !== undefined || offered?.() === true, mode], async ([needed, wanted]) => {
    recording.value = needed ? await deckRecording(demo, wanted) ?? null : undefined
  }, { immediate: true })
  const toldOf = ({ name }: DemoVariant) => recording.value?.variants[name]?.told

  return {
    reason,
    /** Whether there is a recorded run of a variant to play. */
    isPlayable: (of: DemoVariant) => toldOf(of) !== undefined,
    /** Whether a variant has not been recorded yet. */
    isUnrecorded: (of: DemoVariant) => recording.value !== undefined && toldOf(of) === undefined,
    /** Plays it with its own timing; resolves at its end. */
    async play(of: DemoVariant, run: LiveRun) {
      const told = toldOf(of)
      if (told && recording.value)
        await run.play(of.source, { mode: mode() }, provenanceOf(recording.value), new RecordedSession(told))
    },
  }
}
