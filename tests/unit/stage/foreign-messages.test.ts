import type { OutputLine } from '../../../engine/protocol/run'
import type { RunEvent } from '../../../engine/protocol/run-event'
import type { StageMessage } from '../../../live/runs/messages'
import type { RunSnapshot } from '../../../live/runs/run-events'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { MAX_LINE_LETTERS } from '../../../engine/protocol/lengths'
import { refused } from '../../../live/page/refused'
import { stubFrames } from '../live-code/frames'
import { summaryOf } from '../live-code/scripted-session'
import { FakeWindow, Way } from './windows'

let frames: ReturnType<typeof stubFrames>
let way: Way
let n = 0

beforeEach(() => {
  frames = stubFrames()
  way = new Way()
  refused.clear()
})
afterEach(() => vi.unstubAllGlobals())

const stamp = [Date.now(), 'other'] as const
const info = { id: 'r', stamp, file: 'demo/variant.ts', source: '', options: {} }
const peer = { id: 'other', presenter: false, runs: true, controls: true }
const line: OutputLine = { stream: 'stdout', text: 'one', thread: 'MainThread', lane: 1, time: 1 }
const snapshot: RunSnapshot = { info, next: 1, status: { kind: 'running', for: 5 }, lines: [line], droppedLines: 0, problems: [], names: [], trace: [], horizon: 1 }

function say(message: unknown) {
  way.forge({ from: 'other', n: n++, message })
}

const event = (event: unknown) => ({ type: 'event', file: info.file, run: info.id, n: 0, event })

it.each<[string, unknown]>([
  ['no object', 5],
  ['nothing', undefined],
  ['without a sender', { n: 1, message: { type: 'bye' } }],
  ['without a number', { from: 'x', message: { type: 'bye' } }],
  ['with a number that is none', { from: 'x', n: Number.NaN, message: { type: 'bye' } }],
  ['without a message', { from: 'x', n: 1 }],
  ['of an unknown kind', { from: 'x', n: 1, message: { type: 'reboot' } }],
  ['of an inherited kind', { from: 'x', n: 1, message: { type: 'constructor' } }],
])('an envelope %s is dropped and counted', (_, envelope) => {
  const a = new FakeWindow('a', [way])
  way.forge(envelope)
  expect(refused.get('windows')).toBe(1)
  expect(a.peers.size).toBe(0)
})

it.each<[string, unknown]>([
  ['a window that says nothing of itself', { type: 'hello' }],
  ['a state without entries', { type: 'here', peer, state: { runs: [] } }],
  ['entries that are no list', { type: 'set', entries: {} }],
  ['a reset in the far future', { type: 'clear', epoch: [8e15, 'x'] }],
  ['a run without options', { type: 'run', info: { ...info, options: undefined } }],
  ['a run of the far future', { type: 'run', info: { ...info, stamp: [8e15, 'x'] } }],
  ['a run of a file that is no name', { type: 'run', info: { ...info, file: {} } }],
  ['a program of megabytes to run', { type: 'ask', file: 'demo/variant.ts', source: 'x'.repeat(1_000_001), options: {} }],
  ['a program to run in no mode that there is', { type: 'ask', file: 'demo/variant.ts', source: '', options: { mode: 'fast' } }],
  ['an event that is none', event(null)],
  ['lines that are none', event({ type: 'output', lines: [{}] })],
  ['a line that is longer than a line can be', event({ type: 'output', lines: [{ ...line, text: 'x'.repeat(MAX_LINE_LETTERS + 1) }] })],
  ['half a record', event({ type: 'trace', batch: new ArrayBuffer(33) })],
  ['a name of megabytes', event({ type: 'name', of: 'lane', id: 1, name: 'x'.repeat(1e6) })],
  ['a problem without a message', event({ type: 'problem', problem: { severity: 'error', origin: 'main', type: 'E' } })],
  ['a deadlock without members', event({ type: 'deadlock', deadlock: { kind: 'threads', time: 1 } })],
  ['an end that is none', event({ type: 'end', summary: summaryOf({ outcome: 'won' as 'finished' }) })],
  ['an end with no time', event({ type: 'end', summary: summaryOf({ wall: Number.NaN }) })],
  ['a snapshot without a run', { type: 'snapshot', snapshot: { ...snapshot, info: undefined } }],
  ['a snapshot of no known status', { type: 'snapshot', snapshot: { ...snapshot, status: { kind: 'on fire' } } }],
])('%s is dropped and counted, and what comes after it is heard', (_, message) => {
  const a = new FakeWindow('a', [way])
  say(message)
  expect(refused.get('windows')).toBe(1)
  say({ type: 'set', entries: [{ key: 'variant:x@1', value: 'asyncio', stamp }] } satisfies StageMessage)
  expect(a.stage.get('variant:x@1')).toBe('asyncio')
  expect(a.session.runs).toHaveLength(0)
})

it('of several entries those that are none are dropped, the others count', () => {
  const a = new FakeWindow('a', [way])
  say({ type: 'set', entries: [null, { key: '__proto__', value: {}, stamp }, { key: 'text:x', value: { base: 1, text: 'x' }, stamp }, { key: 'variant:x@1', value: 'threads', stamp }] })
  expect(refused.get('windows')).toBe(3)
  expect(a.stage.get('variant:x@1')).toBe('threads')
})

it('a window of this browser can\'t say that another one is gone, nor skip a million of its messages', () => {
  const a = new FakeWindow('a', [way])
  const b = new FakeWindow('b', [way])
  expect(a.peers.has('b')).toBe(true)
  way.forge({ from: 'b', n: -1, message: { type: 'bye' } })
  way.forge({ from: 'b', n: 1e12, message: { type: 'set', entries: [] } })
  expect(a.peers.has('b')).toBe(true)
  b.stage.set('variant:x@1', 'threads')
  expect(a.stage.get('variant:x@1')).toBe('threads')
})

describe('whatever comes from other windows', () => {
  const json = fc.oneof(fc.anything(), fc.jsonValue())
  const type = fc.constantFrom('hello', 'here', 'bye', 'set', 'clear', 'run', 'event', 'want', 'snapshot', 'stop', 'ask')
  const mutated = fc.record({ type }, { noNullPrototype: true }).chain(({ type }) => fc.dictionary(fc.constantFrom('peer', 'state', 'entries', 'epoch', 'info', 'file', 'run', 'n', 'event', 'snapshot', 'source', 'options', '__proto__'), json).map(rest => ({ ...rest, type })))
  /** A good message in which one value, however deep, is another one. */
  const good: object[] = [
    { type: 'hello', peer },
    { type: 'here', peer, state: { entries: [{ key: 'variant:x@1', value: 'a', stamp }], epoch: stamp, runs: [{ file: info.file, run: 'r', stamp }] } },
    { type: 'run', info },
    { type: 'snapshot', snapshot },
    event({ type: 'output', lines: [line] } satisfies RunEvent),
    event({ type: 'end', summary: summaryOf() } satisfies RunEvent),
    { type: 'want', file: info.file, run: 'r' },
  ]
  const spoiled = fc.tuple(fc.constantFrom(...good), fc.nat(), json).map(([message, at, value]) => spoil(message, at, value))

  function spoil(message: object, at: number, value: unknown): unknown {
    const places: [Record<string, unknown>, string][] = []
    const copy: unknown = structuredClone(message)
    const walk = (each: unknown) => {
      if (typeof each !== 'object' || each === null)
        return
      for (const key of Object.keys(each)) {
        places.push([each as Record<string, unknown>, key])
        walk((each as Record<string, unknown>)[key])
      }
    }
    walk(copy)
    const [object, key] = places[at % places.length]!
    object[key] = value
    return copy
  }

  it.each([['nothing but the kind right', mutated], ['all but one value right', spoiled], ['anything', json]] as const)('with %s throws nothing, and the window works after it', (_, messages) => {
    const a = new FakeWindow('a', [way])
    fc.assert(fc.property(messages, (message) => {
      say(message)
      frames.next()
      a.stage.set('variant:x@1', `${n}`)
      expect(a.stage.get('variant:x@1')).toBe(`${n}`)
      expect(({} as Record<string, unknown>).peer).toBeUndefined()
    }), { numRuns: 300 })
    const b = new FakeWindow('b', [way])
    expect(b.stage.get('variant:x@1')).toBe(a.stage.get('variant:x@1'))
  })
})
