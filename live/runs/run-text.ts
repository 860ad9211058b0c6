import type { RunOptions } from '../../engine/protocol/run'
import type { Language } from '../languages/language'
import type { LiveRun } from './run'
import { until } from '@vueuse/core'
import { languageOf } from '../languages/registry'
import { stage } from '../state/stage'
import { peers, runner } from './peers'

/** Whether code in a language can be run from this window: in it, or in another window on its behalf; reactive. */
export function canRun(language: Language): boolean {
  return !stage.locked.value && (language.support().supported || runner.value !== undefined)
}

/**
 * Runs a text in this window or, if its language can't run here, in the window that runs code for it. Resolves when the run is
 * over, or when that window is gone; never rejects.
 */
export async function runText(run: LiveRun, text: string, options: RunOptions): Promise<void> {
  if (languageOf(run.file).support().supported)
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
