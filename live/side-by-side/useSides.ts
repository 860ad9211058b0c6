import type { ComputedRef } from 'vue'
import type { Demo, Mode } from '../content/manifest'
import type { DemoVariant } from '../demos/demos'
import type { LiveRun } from '../runs/run'
import type { SideRun } from './figures'
import { computed } from 'vue'
import { readFigures } from '../content/figures'
import { useText } from '../demos/edits'
import { runOf } from '../runs/runs'
import { clock, stage } from '../state/stage'
import { isLater } from '../state/stamp'

/** One of the variants that are compared. */
interface Side {
  of: DemoVariant
  run: LiveRun
  /** Its code, edits included. */
  text: () => string
  /** Whether its run belongs to the comparison: it is of the last series, or later, and in the chosen mode. */
  shown: ComputedRef<boolean>
  /** What its run came to; `undefined` while there is none that is shown and ended well. */
  ended: ComputedRef<SideRun | undefined>
}

/** What {@link useSides} compares. */
export interface SidesOptions {
  demo: Demo
  /** Name of the comparison on the stage. */
  key: string
  variants: readonly DemoVariant[]
  /** With or without the GIL. */
  mode: () => Mode
}

/** The variants of a comparison, and what runs them. */
export interface Sides {
  sides: readonly Side[]
  /** Which of them runs. */
  current: ComputedRef<Side | undefined>
  /**
   * Starts all of them, one after the other: beside each other they would disturb the measurement.
   *
   * @param start starts one, and resolves when its run is over
   */
  startSeries: (start: (side: Side) => Promise<void>) => Promise<void>
  /** Ends the run that goes on, and the series. */
  stop: () => void
}

/** What a comparison holds: its runs are those of the blocks of live code that show the same files, edits included. */
export function useSides({ demo, key, variants, mode }: SidesOptions): Sides {
  const begun = computed(() => stage.get(`series:${key}`))
  const sides = variants.map((of): Side => {
    const run = runOf(of.file)
    const { text } = useText(() => of.file, () => of.source)
    const shown = computed(() => run.info.value !== undefined
      && isLater(run.info.value.stamp, begun.value)
      && run.info.value.options.mode === mode())
    return {
      of,
      run,
      text: () => text.value,
      shown,
      ended: computed(() => {
        const status = run.status.value
        const totals = run.totals.value
        if (!shown.value || status.kind !== 'ended' || status.summary.outcome !== 'finished' || !totals)
          return undefined
        return { summary: status.summary, totals, figures: readFigures(demo, run.log.value.text()) }
      }),
    }
  })
  const current = computed(() => sides.find(({ run }) => run.active))

  return {
    sides,
    current,
    async startSeries(start) {
      stage.set(`series:${key}`, clock.next())
      for (const side of sides) {
        await start(side)
        // Stopped, here or in another window; or something else was run meanwhile, which must not be disturbed.
        const status = side.run.status.value
        if (status.kind !== 'ended' || status.summary.outcome === 'stopped')
          break
      }
    },
    stop() {
      current.value?.run.stop()
    },
  }
}
