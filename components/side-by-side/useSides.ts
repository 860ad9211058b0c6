import type { ComputedRef } from 'vue'
import type { Demo, Mode } from '../../snippets/manifest'
import type { DemoVariant } from '../live-code/demos'
import type { LiveRun } from '../live-code/run'
import type { SideRun } from './figures'
import { computed } from 'vue'
import { readFigures } from '../../snippets/figures'
import { useText } from '../live-code/edits'
import { runOf } from '../live-code/runs'

/** One of the variants that are compared. */
export interface Side {
  of: DemoVariant
  run: LiveRun
  /** Its run in the chosen mode; `undefined` while there is none, or none that ended well. */
  ended: ComputedRef<SideRun | undefined>
}

/** The variants of a comparison, and what runs them. */
export interface Sides {
  sides: readonly Side[]
  /** Which of them runs. */
  current: ComputedRef<Side | undefined>
  /** Runs all of them, one after the other: beside each other they would disturb the measurement. */
  runAll: () => Promise<void>
  /** Ends the run that goes on, and the series. */
  stop: () => void
}

/**
 * What a comparison holds: its runs are those of the blocks of live code that show the same files, edits included.
 *
 * @param demo the manifest
 * @param variants what is compared
 * @param mode with or without the GIL
 */
export function useSides(demo: Demo, variants: readonly DemoVariant[], mode: () => Mode): Sides {
  const sides = variants.map((of): Side & { text: () => string } => {
    const run = runOf(of.file)
    const { text } = useText(() => of.file, () => of.source)
    return {
      of,
      run,
      text: () => text.value,
      ended: computed(() => {
        const status = run.status.value
        const totals = run.totals.value
        if (status.kind !== 'ended' || status.summary.outcome !== 'finished' || status.summary.mode !== mode() || !totals)
          return undefined
        return { summary: status.summary, totals, figures: readFigures(demo, run.log.value.text()) }
      }),
    }
  })
  const current = computed(() => sides.find(({ run }) => run.active))

  return {
    sides,
    current,
    async runAll() {
      for (const side of sides)
        side.run.clear()
      for (const { run, text, of: { variant, threads } } of sides) {
        await run.start(text(), { mode: mode(), threads, debug: variant.debug })
        // Stopped, here or in another window; or something else was run meanwhile, which must not be disturbed.
        const status = run.status.value
        if (status.kind !== 'ended' || status.summary.outcome === 'stopped')
          break
      }
    },
    stop() {
      current.value?.run.stop()
    },
  }
}
