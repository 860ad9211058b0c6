import fc from 'fast-check'
import * as v from 'valibot'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { refused } from '../../../live/page/refused'
import { readRecord } from '../../../live/state/kept-record'
import { splitRecord, takeShared } from '../../../live/state/shared-names'

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

beforeEach(() => refused.clear())
afterEach(() => vi.unstubAllGlobals())

it('of a kept record each wrong entry is dropped by itself, and counted', () => {
  expect(readRecord('{"a":1,"b":"x","c":null,"d":2}', count)).toEqual({ a: 1, d: 2 })
  expect(refused.get('storage')).toBe(2)
})

it.each(['', '{', 'null', '[1]', '5', '"x"'])('a kept record that is %s is an empty one', (text) => {
  expect(readRecord(text, count)).toEqual({})
  expect(refused.get('storage')).toBe(1)
})

it('whatever is kept, what is read is a record of the shape', () => {
  fc.assert(fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
    for (const value of Object.values(readRecord(text, count)))
      expect(Number.isSafeInteger(value)).toBe(true)
  }))
})

it('what an earlier version kept for all decks of a host is taken once, by the deck that it belongs to', () => {
  const shared: Record<string, string> = { exercises: JSON.stringify({ mine: 1, theirs: 2 }), broken: '{' }
  vi.stubGlobal('localStorage', shared)
  const take = (key: string, own: string) => takeShared(key, text => splitRecord(text, name => name === own))
  expect(take('exercises', 'mine')).toBe('{"mine":1}')
  expect(take('exercises', 'mine')).toBe('{}')
  expect(take('exercises', 'theirs')).toBe('{"theirs":2}')
  expect(take('exercises', 'theirs')).toBeUndefined()
  expect(take('broken', 'mine')).toBeUndefined()
  expect(shared).toEqual({})
})
