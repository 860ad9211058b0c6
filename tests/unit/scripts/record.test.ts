import type { RecordedVariant, Recording } from '../../../live/content/recording'
import { describe, expect, it } from 'vitest'
import { changesOf } from '../../../scripts/record/changes'

const BY = { runtime: 'CPython', version: '3.11.7', gil: true, cores: 2, platform: 'Linux', date: '2026-01-01' } as const

function recording(variants: Record<string, RecordedVariant>): Recording {
  return { demo: 'demo', by: BY, variants }
}

function variant(walls: number[], output = 'took 1 s\n'): RecordedVariant {
  return { runs: walls.map(wall => ({ outcome: 'finished', wall, figures: { lost: Math.round(wall * 100) } })), output }
}

describe('what changed since the last recording', () => {
  it('is nothing when times differ by noise and only numbers in the output changed', () => {
    expect(changesOf(recording({ threads: variant([1, 1.05, 1.1], 'took 2 s\n') }), recording({ threads: variant([1.02, 1.06, 0.98]) }))).toEqual([])
  })

  it('names each figure whose spread lies elsewhere, with both spreads', () => {
    const lines = changesOf(recording({ threads: variant([2, 2.1, 2.2]) }), recording({ threads: variant([1, 1.1, 1.2]) }))
    expect(lines).toEqual([
      'demo/threads: wall 2.1 (2 to 2.2), was 1.1 (1 to 1.2)',
      'demo/threads: lost 210 (200 to 220), was 110 (100 to 120)',
    ])
  })

  it('names variants that came and went, and other output', () => {
    const lines = changesOf(recording({ a: variant([1], 'yes\n'), c: variant([1]) }), recording({ a: variant([1], 'no\n'), b: variant([1]) }))
    expect(lines).toEqual(['demo/b: is no longer there', 'demo/a: prints something else', 'demo/c: is new'])
  })

  it('says when there was none', () => {
    expect(changesOf(recording({}), undefined)).toEqual(['demo: recorded for the first time'])
  })
})
