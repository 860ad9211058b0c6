/** What manifests claim of all schedules, proved by exploring them to the end. */
import type { ExploredEnd } from '../../../engine/protocol/exploration'
import { describe, expect, it } from 'vitest'
import { demos } from '../../demos/manifests'
import { exploreSnippet } from '../controlled/run-schedules'

const sources = import.meta.glob<string>('../../../snippets/*/*.ts', { eager: true, import: 'default', query: '?raw' })

const claims = demos.flatMap(({ demo, manifest }) => Object.entries(manifest.variants).flatMap(([name, { inAllSchedules }]) =>
  inAllSchedules ? [{ demo, name, ...inAllSchedules, mode: inAllSchedules.mode ?? manifest.modes[0] }] : []))

function endText({ end, output }: ExploredEnd): string {
  return end.kind === 'finished' ? output : end.kind === 'error' ? end.message : end.kind
}

describe('in all schedules', () => {
  it('something is claimed', () => {
    expect(claims.length).toBeGreaterThan(0)
  })

  it.each(claims)('$demo/$name: $says', async ({ demo, name, mode, ends, interleavings }) => {
    const report = await exploreSnippet(sources[`../../../snippets/${demo}/${name}.ts`]!, { granularity: mode === 'free' ? 'free-threaded' : 'gil' })
    expect(report.coverage).toEqual({ kind: 'all', cutOff: false })
    expect(report.ends.map(endText).sort()).toEqual([...ends].sort())
    if (interleavings !== undefined)
      expect(report.interleavings).toBe(interleavings)
  })
})
