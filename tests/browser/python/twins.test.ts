/**
 * Every twin of the deck runs in its tab: it ends as its manifest says, and agrees with the recordings of real CPython.
 * Thinned out: one variant of each demo, once; with FULL=1 all of them, and what the bars say, but for those that need
 * two cores.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import { registerServiceWorker } from '../../../engine/io/register'
import { readFigures } from '../../../live/content/figures'
import { filesOf } from '../../../live/content/manifest'
import { stepsTo } from '../../../live/demos/steps-to'
import { judge } from '../../demos/bars'
import { agreedFigures, barsOf, demos, isTimed, variantsOf } from '../../demos/manifests'
import { recordingsOf } from '../../demos/recorded'
import { keptRuns } from '../../demos/runs'
import { expectEnd } from '../demos/check-end'
import { runPython } from './run-python'

const FULL = import.meta.env.FULL === '1'
const TIMEOUT = 90
const sources = import.meta.glob<string>('../../../snippets/*/*.py', { eager: true, import: 'default', query: '?raw' })

/** One thread at a time: nothing gets faster by threads, and no process can be compared with. */
const NEEDS_CORES = ['gil-sha256', 'hybrid-cpu']

/** The texts of a twin's steps, without the last one, which is the twin. */
function stepsOf(demo: string, name: string): readonly string[] {
  return stepsTo(`${demo}/${filesOf(name).python}`, file => sources[`../../../snippets/${file}`]).slice(0, -1)
}

beforeAll(async () => {
  expect(await registerServiceWorker('/')).toEqual({ controlled: true })
})

for (const { demo, manifest } of demos) {
  const all = Object.entries(manifest.variants).filter(([, { recordedTwin }]) => recordedTwin === undefined).map(([name]) => name)
  const variants = FULL ? all : all.slice(-1)
  const bars = barsOf(manifest, 'cpython', 'gil')
    .filter(bar => FULL && (!NEEDS_CORES.includes(demo) || !isTimed(bar)))
    .filter(bar => variantsOf(bar).every(name => variants.includes(name)))

  describe(demo, () => {
    const takeRuns = keptRuns(async (name) => {
      const variant = manifest.variants[name]!
      const source = sources[`../../../snippets/${demo}/${filesOf(name).python}`]!
      const result = await runPython(source, { timeout: TIMEOUT, stopAtDeadlock: variant.fails?.kind === 'deadlock' })
      expectEnd(variant, result)
      const { lines, problems, summary } = result
      return { ...readFigures(manifest, [...lines, ...problems.map(({ message }) => message)].join('\n')), wall: summary.wall / 1000 }
    })

    it.each(variants)('%s runs in its tab, and agrees with the recordings', { timeout: TIMEOUT * 1000 + 30_000 }, async (name) => {
      const [figures] = await takeRuns(name, 1)
      for (const figure of agreedFigures(manifest, name)) {
        for (const { variants: recorded } of recordingsOf(demo))
          expect(figures?.[figure], figure).toBe(recorded[name]?.runs[0]?.figures[figure])
      }
    })

    it.each(FULL ? all.filter(name => stepsOf(demo, name).length > 0) : [])('each step of %s runs in its tab', { timeout: TIMEOUT * 1000 }, async (name) => {
      for (const step of stepsOf(demo, name))
        expectEnd({ ...manifest.variants[name]!, fails: undefined }, await runPython(step))
    })

    it.each(bars)('$says', { timeout: 5 * TIMEOUT * 1000 }, async (bar) => {
      expect(await judge(bar, takeRuns, { full: FULL, slack: 1.5 })).toBeUndefined()
    })
  })
}
