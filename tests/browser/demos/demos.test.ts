/**
 * Every variant of every demo runs as its manifest says. Thinned out: once, in its default mode and where a bar speaks
 * of the other one, and no bars of speed; with FULL=1 in all its modes, with all bars and all repetitions that the
 * manifest asks for.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import { registerServiceWorker } from '../../../engine/io/register'
import { judge } from '../../demos/bars'
import { agreedFigures, barsOf, demos, isTimed, modesOf, variantsOf } from '../../demos/manifests'
import { recordingsOf } from '../../demos/recorded'
import { keptRuns } from '../../demos/runs'
import { runVariant, TIMEOUT } from './run-variant'

const FULL = import.meta.env.FULL === '1'
const MODES = ['gil', 'free'] as const
/** What a busy machine may add to a ratio of times. */
const SLACK = 1.15

// As in the deck it answers io/: to a server, a browser has six requests under way at most.
beforeAll(async () => {
  expect(await registerServiceWorker('/')).toEqual({ controlled: true })
})

for (const { demo, manifest } of demos) {
  for (const mode of MODES) {
    const bars = barsOf(manifest, 'deck', mode).filter(bar => FULL || !isTimed(bar))
    const variants = Object.entries(manifest.variants)
      .filter(([, variant]) => variant.typescript !== false && modesOf(manifest, variant).includes(mode))
      .map(([name]) => name)
      .filter(name => FULL || mode === manifest.modes[0] || bars.some(bar => variantsOf(bar).includes(name)))
    if (variants.length === 0)
      continue
    describe(`${demo} (${mode})`, () => {
      const takeRuns = keptRuns(name => runVariant(demo, manifest, name, mode))

      it.each(variants)('%s runs, and prints what its twin prints', { timeout: TIMEOUT * 1000 + 10_000 }, async (name) => {
        const [figures] = await takeRuns(name, 1)
        for (const figure of agreedFigures(manifest, name)) {
          for (const { variants: twins } of recordingsOf(demo))
            expect(figures?.[figure], figure).toBe(twins[name]?.runs[0]?.figures[figure])
        }
      })

      it.each(bars)('$says', { timeout: (FULL ? 20 : 5) * TIMEOUT * 1000 }, async (bar) => {
        expect(await judge(bar, takeRuns, { full: FULL, slack: SLACK })).toBeUndefined()
      })
    })
  }
}
