/**
 * The Python twins do in CPython what the manifests say: in the recordings, and, where the machine has a `python3` that
 * is 3.11 or newer, there. Thinned out: once, several at the same time, and bars of speed in the recordings only; with
 * FULL=1 all of them, as often as the manifest asks for.
 */
import type { Demo } from '../../../live/content/manifest'
import type { Figures } from '../../demos/bars'
import process from 'node:process'
import { describe, expect, it } from 'vitest'
import { readFigures } from '../../../live/content/figures'
import { filesOf } from '../../../live/content/manifest'
import { judge } from '../../demos/bars'
import { agreedFigures, barsOf, demos, isTimed } from '../../demos/manifests'
import { recordedRuns, recordingsOf } from '../../demos/recorded'
import { keptRuns } from '../../demos/runs'
import { describeWithPython, python } from '../with-python'
import { runTwin } from './python'

const FULL = process.env.FULL === '1'
/** What a busy machine may add to a ratio of times. */
const SLACK = 1.15
/** Seconds. */
const LIMIT = 60
const DEADLOCK_LIMIT = 2
/** The slides' Python: bars are about it, other versions are recorded to show how they differ. */
const RECORDED = '3.14'

/** A demo whose point is a schedule promises nothing of runs that nobody scheduled. */
const withBars = demos.filter(({ manifest }) => barsOf(manifest, 'cpython', 'gil').length > 0)

describe.each(withBars)('recordings of $demo', ({ demo, manifest }) => {
  const all = recordingsOf(demo).filter(({ by }) => by.runtime === 'CPython')
  const recording = all.find(({ by }) => by.version.startsWith(`${RECORDED}.`)) ?? all.at(-1)

  it.each(barsOf(manifest, 'cpython', 'gil'))('$says', async (bar) => {
    expect(recording, `npm run record -- --only python --demo ${demo}`).toBeDefined()
    expect(await judge(bar, recordedRuns(recording!), { full: true })).toBeUndefined()
  })
})

describeWithPython('twins', () => {
  const withTwins = demos.map(({ demo, manifest }) => ({ demo, manifest, twins: Object.entries(manifest.variants).filter(([, { twinNote }]) => !twinNote).map(([name]) => name) }))
    .filter(({ twins }) => twins.length > 0)

  describe.each(withTwins)('of $demo', { concurrent: !FULL }, ({ demo, manifest, twins }) => {
    const takeRuns = keptRuns(name => checkedRun(demo, manifest, name))

    it.each(twins)('%s runs, and prints what its variant prints', { timeout: LIMIT * 1000 + 10_000 }, async (name) => {
      const [figures] = await takeRuns(name, 1)
      for (const figure of agreedFigures(manifest, name)) {
        for (const { variants } of recordingsOf(demo))
          expect(figures?.[figure], figure).toBe(variants[name]?.runs[0]?.figures[figure])
      }
    })

    it.each(barsOf(manifest, 'cpython', python?.gil === false ? 'free' : 'gil').filter(bar => FULL || !isTimed(bar)))('$says', { timeout: 5 * LIMIT * 1000 }, async (bar) => {
      expect(await judge(bar, takeRuns, { full: FULL, slack: SLACK })).toBeUndefined()
    })
  })
})

async function checkedRun(demo: string, manifest: Demo, name: string): Promise<Figures> {
  const fails = manifest.variants[name]?.fails
  const limit = fails?.kind === 'deadlock' ? DEADLOCK_LIMIT : LIMIT
  const { outcome, wall, output, errors } = await runTwin(python, `snippets/${demo}`, filesOf(name).python, limit)
  expect(outcome, errors).toBe(fails?.kind === 'deadlock' ? 'deadlock' : fails ? 'failed' : 'finished')
  if (fails?.kind === 'error')
    expect(errors).toContain(fails.message ?? fails.type ?? '')
  return { ...readFigures(manifest, output + errors), wall }
}
