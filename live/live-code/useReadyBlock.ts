import type { LiveContext } from '../slidev/useLiveContext'
import type { BlockCode } from './useBlockCode'
import type { BlockRun } from './useBlockRun'
import { onMounted, watch, watchEffect } from 'vue'
import { support } from '../runtime/engine-support'
import { compileAhead, warmForThreads, warmPython, warmWhenIdle } from '../runtime/warm'

/**
 * Gets ready what a block's first run takes, and shows what its last run has left: each as late as it can be without
 * being waited for.
 */
export function useReadyBlock({ file, recordedOnly, showsPython, text, variant }: BlockCode, { runs }: BlockRun, { near, picture, present }: LiveContext) {
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

  watch([present, showsPython], () => {
    if (present.value && showsPython.value && recordedOnly.value === undefined)
      void warmPython()
  }, { immediate: true })

  watch([present, variant], () => {
    if (present.value && !picture.value)
      void warmForThreads(variant.value?.threads ?? 0)
  }, { immediate: true })

  watchEffect(() => {
    if (present.value && runs.value && !showsPython.value)
      compileAhead(text.value, file.value)
  })
}
