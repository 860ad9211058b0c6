import type { ChannelWindow } from '../../../live/before/channels'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { scopeChannels } from '../../../live/before/channels'

const shared = {
  page: 3,
  clicks: 0,
  clicksTotal: 2,
  timer: { status: 'stopped', slides: { 3: { start: 1 } }, startedAt: 0, pausedAt: 0 },
  lastUpdate: { id: 'http://localhost_x', type: 'presenter', time: 1 },
}

/** A channel to which a test delivers. */
class FakeChannel extends EventTarget {
  static all: FakeChannel[] = []
  constructor(private readonly native: string) {
    super()
    FakeChannel.all.push(this)
  }

  get name() {
    return this.native
  }

  close() {}
}

const data = new Map<string, string>()

beforeEach(() => {
  FakeChannel.all = []
  data.clear()
  vi.stubGlobal('document', { documentElement: { dataset: new Proxy({}, { set: (_, key: string, value: string) => Boolean(data.set(key, value)) }) } })
})
afterEach(() => vi.unstubAllGlobals())

function open(path: string, name: string) {
  const window = { BroadcastChannel: FakeChannel as unknown as typeof BroadcastChannel } satisfies ChannelWindow
  scopeChannels(window, path)
  const channel = new window.BroadcastChannel(name)
  const heard: unknown[] = []
  channel.addEventListener('message', event => heard.push(event.data))
  return { channel, heard, native: FakeChannel.all.at(-1)!, deliver: (data: unknown) => channel.dispatchEvent(new MessageEvent('message', { data })) }
}

it('two decks with one title have channels of their own, and know them by the name that they asked for', () => {
  const [one, two] = [open('/one/', 'Talk - shared'), open('/two/', 'Talk - shared')]
  expect([one.channel.name, two.channel.name]).toEqual(['Talk - shared', 'Talk - shared'])
  expect([one.native.constructor === two.native.constructor, Object.getOwnPropertyDescriptor(FakeChannel.prototype, 'name')!.get!.call(one.native), Object.getOwnPropertyDescriptor(FakeChannel.prototype, 'name')!.get!.call(two.native)])
    .toEqual([false, '/one/Talk - shared', '/two/Talk - shared'])
})

function denied() {
  throw new DOMException('denied', 'SecurityError')
}

it('where there are no channels, a deck talks to itself without an error', () => {
  const window = { BroadcastChannel: denied as unknown as typeof BroadcastChannel }
  scopeChannels(window, '/one/')
  const channel = new window.BroadcastChannel('x')
  channel.postMessage({})
  channel.close()
  expect(channel.name).toBe('x')
})

it('gives Slidev what its windows say and nothing else; what is kept from it is counted', () => {
  const { heard, deliver } = open('/one/', 'Talk - shared')
  deliver(shared)
  deliver({ ...shared, cursor: { x: 1, y: 2, style: 'laser' } })
  deliver({ ...shared, cursor: undefined })
  expect(heard).toHaveLength(3)
  for (const bad of [null, undefined, 5, { page: '3' }, { page: Number.NaN }, { page: 1e9 }, { page: '../../x' }, { clicks: -1 }, { timer: null }, { lastUpdate: 'me' }, JSON.parse('{"__proto__":{}}')])
    deliver(bad)
  expect(heard).toHaveLength(3)
  expect(data.get('refusedMessages')).toBe('11')
})

it('of drawings Slidev gets texts by the slide only', () => {
  const { heard, deliver } = open('/one/', 'Talk - drawings')
  for (const each of [{ 3: '<path/>' }, { 3: 5 }, { x: '<path/>' }, { 3: 'x'.repeat(5_000_001) }])
    deliver(each)
  expect(heard).toEqual([{ 3: '<path/>' }])
})

it('whatever comes over Slidev\'s channel, what passes is a page that there can be', () => {
  const { heard, deliver } = open('/one/', 'Talk - shared')
  fc.assert(fc.property(fc.oneof(fc.anything(), fc.record({ page: fc.oneof(fc.anything(), fc.integer()), clicks: fc.oneof(fc.anything(), fc.nat()) }, { requiredKeys: [] })), (message) => {
    heard.length = 0
    deliver(message)
    for (const { page = 1, clicks = 0 } of heard as { page?: number, clicks?: number }[]) {
      expect(Number.isSafeInteger(page) && page >= 1).toBe(true)
      expect(Number.isSafeInteger(clicks) && clicks >= 0).toBe(true)
    }
  }))
})

it('other channels are left alone', () => {
  const { heard, deliver } = open('/one/', 'live-code:stage')
  deliver('anything')
  expect(heard).toEqual(['anything'])
})
