import type { LiveContext } from '../slidev/useLiveContext'
import type { BlockCode } from './useBlockCode'
import type { BlockRun } from './useBlockRun'
import { onMounted, watch, watchEffect } from 'vue'
import { ownLanguage } from '../languages/registry'
import { support } from '../runtime/engine-support'
import { warmWhenIdle } from '../runtime/warm'

/**
 * Prepares a block's first run, and restores the results of its last run: each as late as possible without anyone having to
 * wait.
 */
export function useReadyBlock({ file, language, obstacle, text, variant }: BlockCode, { runs }: BlockRun, { near, picture, present }: LiveContext) {
  onMounted(async () => {
    if (picture.value)
      return
    if (support.value.supported)
      warmWhenIdle()
    const { startStage } = await import('../runs/start')
    startStage()
  })

  watch([near, file], async () => {
    if (picture.value || !near.value)
      return
    const { restoreRun } = await import('../runs/keep-runs')
    await restoreRun(file.value)
  }, { immediate: true })

  watch([present, near, variant, language], () => {
    // What can't run in its language runs in the deck's own.
    const runsIn = obstacle.value === undefined ? language.value : ownLanguage
    // Another language takes longer to get ready than a slide is in sight before it is run.
    if (present.value || (near.value && !picture.value && runsIn !== ownLanguage))
      void runsIn.warm(variant.value?.threads ?? 0)
  }, { immediate: true })

  watchEffect(() => {
    if (present.value && runs.value)
      language.value.prepare?.(text.value, file.value)
  })
}
