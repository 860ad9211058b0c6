import type { Registers } from '../../../live/state/registers'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { refused } from '../../../live/page/refused'
import { keepOverReloads } from '../../../live/state/keep'
import { Replica } from '../../../live/state/replica'
import { StampClock } from '../../../live/state/stamp'

const KEY = 'live-code:stage'

/** A storage that holds what a test puts into it. */
class FakeStorage implements Storage {
  readonly kept = new Map<string, string>()
  get length() {
    return this.kept.size
  }

  clear = () => this.kept.clear()
  getItem = (key: string) => this.kept.get(key) ?? null
  key = (index: number) => [...this.kept.keys()][index] ?? null
  removeItem = (key: string) => void this.kept.delete(key)
  setItem = (key: string, value: string) => void this.kept.set(key, value)
}

let storage: FakeStorage

beforeEach(() => {
  storage = new FakeStorage()
  refused.clear()
  vi.stubGlobal('addEventListener', () => {})
  vi.stubGlobal('window', globalThis)
  vi.spyOn(console, 'warn').mockImplementation(() => {})
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

function opened(kept?: unknown) {
  if (kept !== undefined)
    storage.setItem(KEY, typeof kept === 'string' ? kept : JSON.stringify(kept))
  const stage = new Replica<Registers>(new StampClock('new'))
  keepOverReloads(stage, storage)
  return stage
}

const stamp = [Date.now() - 1000, 'old']
const good = { key: 'variant:x@1', value: 'threads', stamp }

it('what the first version kept of the shown language, whether it was Python, is the language now', () => {
  const stage = opened({ entries: [{ key: 'python:x@1', value: true, stamp }, { key: 'python:y@2', value: false, stamp }, { key: 'python:z@3', value: 'yes', stamp }, good] })
  expect(stage.get('language:x@1')).toBe('python')
  expect(stage.get('language:y@2')).toBeUndefined()
  expect(stage.get('variant:x@1')).toBe('threads')
  expect(refused.get('storage')).toBe(1)
})

it('what this version keeps says its version, and is read as it is', async () => {
  opened().set('seed:x@1', 7)
  await vi.waitFor(() => expect(JSON.parse(storage.getItem(KEY)!)).toMatchObject({ version: 2 }))
  expect(opened().get('seed:x@1')).toBe(7)
})

it('what was set comes back after a reload', async () => {
  const before = opened()
  before.set('text:x/threads.ts', { base: '1', text: 'edited' })
  before.set('timeline:x@1', { run: undefined, value: { window: { from: 1, to: 2 }, scroll: 0 } })
  before.set('visits', [{ section: 'Opening', at: Date.now() }])
  before.set('font', -2)
  await vi.waitFor(() => expect(storage.getItem(KEY)).not.toBeNull())
  const after = opened()
  expect(after.all().entries.map(({ key, value }) => [key, value])).toEqual(JSON.parse(JSON.stringify(before.all().entries.map(({ key, value }) => [key, value]))))
  expect(refused.size).toBe(0)
})

it.each([
  ['no JSON', '{"entries":['],
  ['null', 'null'],
  ['a list', [1]],
  ['entries that are no list', { entries: 5 }],
  ['entries as an object', { entries: {} }],
  ['an epoch that is no stamp', { epoch: 5, entries: [good] }],
  ['an epoch in the far future', { epoch: [8e15, 'other'], entries: [good] }],
])('kept state that is %s is dropped and removed, and the stage works', (_, kept) => {
  const stage = opened(kept)
  expect(stage.all().entries).toEqual([])
  expect(storage.getItem(KEY)).toBeNull()
  expect(refused.get('storage')).toBe(1)
  stage.set('variant:x@1', 'asyncio')
  expect(stage.get('variant:x@1')).toBe('asyncio')
})

it.each([
  ['null', null],
  ['without a stamp', { key: 'variant:y@1', value: 'x' }],
  ['with a stamp that is no time', { key: 'variant:y@1', value: 'x', stamp: ['1', 'old'] }],
  ['of the far future', { key: 'variant:y@1', value: 'x', stamp: [8e15, 'old'] }],
  ['with a key that is no text', { key: 1, value: 'x', stamp }],
  ['with an unknown key', { key: 'nonsense:y@1', value: 'x', stamp }],
  ['with the name of an object\'s prototype as its key', { key: '__proto__', value: {}, stamp }],
  ['with an inherited name as the kind of its key', { key: 'constructor:y@1', value: 'x', stamp }],
  ['with a text of the wrong type', { key: 'text:y', value: { base: '1', text: 5 }, stamp }],
  ['with a text longer than a program', { key: 'text:y', value: { base: '1', text: 'x'.repeat(1_000_001) }, stamp }],
  ['with a cursor that is nowhere', { key: 'cursor:y', value: { anchor: [0, 1], head: [1, 1] }, stamp }],
  ['with half a cursor', { key: 'cursor:y', value: { anchor: [1, 1] }, stamp }],
  ['with a step that is no number', { key: 'step:y', value: {}, stamp }],
  ['with a mode that there is not', { key: 'mode:y@1', value: 'fast', stamp }],
  ['with a size without bounds', { key: 'font', value: 1e9, stamp }],
])('one kept entry %s costs no other', (_, bad) => {
  const stage = opened({ entries: [bad, good] })
  expect(stage.all().entries.map(({ key }) => key)).toEqual(['variant:x@1'])
  expect(refused.get('storage')).toBe(1)
})

it('whatever is kept, the stage is made and can be used', () => {
  const key = fc.constantFrom('variant:x@1', 'text:x/y.ts', 'cursor:x/y.ts', 'step:x', 'timeline:x@1', 'visits', 'pen', 'font', '__proto__', 'toString')
  const entry = fc.oneof(fc.jsonValue(), fc.record({ key, value: fc.jsonValue(), stamp: fc.oneof(fc.jsonValue(), fc.tuple(fc.double(), fc.string())) }))
  fc.assert(fc.property(fc.oneof(fc.json(), fc.record({ epoch: fc.oneof(fc.constant(undefined), fc.jsonValue()), entries: fc.array(entry) }).map(kept => JSON.stringify(kept))), (kept) => {
    const stage = opened(kept)
    for (const { stamp: [time, by] } of stage.all().entries)
      expect([Number.isFinite(time), typeof by]).toEqual([true, 'string'])
    stage.set('variant:x@1', 'mine')
    expect(stage.get('variant:x@1')).toBe('mine')
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  }))
})

it('a storage that is denied costs nothing but the memory of it', () => {
  const denied = () => {
    throw new DOMException('Access is denied for this document.', 'SecurityError')
  }
  Object.assign(storage, { getItem: denied, setItem: denied, removeItem: denied })
  const stage = opened()
  stage.set('variant:x@1', 'threads')
  expect(stage.get('variant:x@1')).toBe('threads')
})
