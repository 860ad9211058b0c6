import type { RunOptions } from '../../engine/protocol/run'
import type { LiveRun } from './run'
import { until } from '@vueuse/core'
import { computed } from 'vue'
import { support } from '../runtime/engine-support'
import { stage } from '../state/stage'
import { peers, runner } from './peers'

/** Whether code can be run from this window: in it, or in another window on its behalf. */
export const canRun = computed(() => !stage.locked.value && (support.value.supported || runner.value !== undefined))

/**
 * Runs a text in this window or, if threads can't run here, in the window that runs code for it. Resolves when the run is
 * over, or when that window is gone; never rejects.
 */
export async function runText(run: LiveRun, text: string, options: RunOptions): Promise<void> {
  if (support.value.supported)
    return run.start(text, options)
  const asked = runner.value
  if (!asked)
    return
  const before = run.info.value
  const { startStage } = await import('./start')
  startStage().ask(asked, run.file, text, options)
  // After the flush: not halfway through the changes at the start of the run.
  await until(() => (run.info.value !== before && !run.active) || !peers.has(asked.id)).toBe(true, { flush: 'post' })
}
