import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { minimalEdit } from '../../../live/editor/minimal-edit'
import { selectedSpans } from '../../../live/editor/selected-spans'
import { pack, unpack } from '../../../live/runs/server-protocol'

it('an edit of one place turns one text into the other, and touches no more than it must', () => {
  fc.assert(fc.property(fc.string(), fc.string(), (before, after) => {
    const { from, to, insert } = minimalEdit(before, after)
    expect(before.slice(0, from) + insert + before.slice(to)).toBe(after)
  }))
  expect(minimalEdit('const a = 1', 'const ab = 1')).toEqual({ from: 7, to: 7, insert: 'b' })
})

describe('a selection in another window', () => {
  const text = 'one\n\nthree'

  it('is drawn line by line, the end of a line with it, whichever end moves', () => {
    const spans = [{ line: 1, from: 2, to: 5 }, { line: 2, from: 1, to: 2 }, { line: 3, from: 1, to: 3 }]
    expect(selectedSpans({ anchor: [1, 2], head: [3, 3] }, text)).toEqual(spans)
    expect(selectedSpans({ anchor: [3, 3], head: [1, 2] }, text)).toEqual(spans)
  })

  it('is nothing where only the cursor stands, and ends with a text that has become shorter', () => {
    expect(selectedSpans({ anchor: [1, 2], head: [1, 2] }, text)).toEqual([])
    expect(selectedSpans({ anchor: [1, 1], head: [9, 1] }, 'one')).toEqual([{ line: 1, from: 1, to: 5 }])
  })
})

it('what goes over the server as text comes out as it went in, traces included', () => {
  const batch = Uint8Array.from({ length: 100_000 }, (_, i) => i).buffer
  const envelope = { from: 'a', n: 3, to: 'b', message: { type: 'event', file: 'x/y.ts', run: 'r', n: 1, event: { type: 'trace', batch } } } as const
  const packed = JSON.parse(JSON.stringify(pack(envelope))) as ReturnType<typeof pack>
  expect(unpack(packed)).toEqual(envelope)
})
