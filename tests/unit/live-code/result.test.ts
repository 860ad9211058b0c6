import type { EndedRun } from '../../../live/content/result'
import { describe, expect, it } from 'vitest'
import { comparedWith, countText, secondsText, timed } from '../../../live/content/result'

function run(variant: string, seconds: number, others: EndedRun[] = []): EndedRun {
  return { variant, title: variant, mode: 'gil', seconds, figures: {}, text: '', other: name => others.find(other => other.variant === name) }
}

it('numbers are written as a slide shows them', () => {
  expect(countText(3140543)).toBe('3,140,543')
  expect([0.0037, 0.11, 2.034, 12.34].map(secondsText)).toEqual(['4 ms', '0.11 s', '2.03 s', '12.3 s'])
})

describe('two runs are compared', () => {
  it.each([
    [0.1, 1.9, '19\u00A0×\u00A0faster than calls'],
    [1.1, 2.2, '2.0\u00A0×\u00A0faster than calls'],
    [2.2, 1.1, '2.0\u00A0×\u00A0slower than calls'],
    [1.05, 1, 'as slow as calls'],
    [0.95, 1, 'as slow as calls'],
  ])('%s s and %s s', (seconds, other, words) => {
    expect(comparedWith(run('threads', seconds), run('calls', other))).toBe(words)
  })
})

describe('a time', () => {
  const result = timed('20 downloads', 'calls')

  it('stands alone until the other variant was run', () => {
    expect(result(run('threads', 0.11))).toEqual({ value: '0.11 s', says: '20 downloads' })
  })

  it('is compared once it was, but not with itself', () => {
    expect(result(run('threads', 0.1, [run('calls', 1.9)]))).toEqual({ value: '0.10 s', says: '20 downloads: 19\u00A0×\u00A0faster than calls' })
    expect(result(run('calls', 1.9, [run('calls', 1.9)]))).toEqual({ value: '1.90 s', says: '20 downloads' })
  })
})
