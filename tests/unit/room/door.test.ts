/** Fuzzes what parses a room's messages: nothing throws, and only what the protocol allows is accepted, in order and once. */
import fc from 'fast-check'
import { expect, it, vi } from 'vitest'
import { readBroadcast, readGuestMessage, readWhisper } from '../../../live/room/shapes'
import { sign } from '../../../live/room/signed'
import { writeText } from '../../../live/runs/server-protocol'
import { FakeGuest, FakePresenter, FakeRelay } from './room'

const bytes = (value: unknown) => new TextEncoder().encode(writeText(value))

/** JSON as an attacker writes it: with keys that are special in JavaScript, and values of all sizes. */
const json = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom('', 'a'.repeat(5000), -1, 0.5, 1e300, Number.MAX_SAFE_INTEGER + 1, null, [], {}, [[[[]]]], { $buffer: '!' }, { $buffer: 'AAAA' }, { toString: 1 }),
  fc.string().map(text => JSON.parse(`{"__proto__":{"polluted":${JSON.stringify(text)}},"constructor":{"prototype":1}}`) as unknown),
)

/** The message with one part, at any depth, replaced, removed or added. */
function changed(message: object) {
  const paths = pathsOf(message)
  return fc.tuple(fc.constantFrom(...paths), json, fc.constantFrom('replace', 'remove', 'add')).map(([path, value, how]) => {
    const copy = structuredClone(message) as Record<string, unknown>
    let inside: Record<string, unknown> = copy
    for (const key of path.slice(0, -1))
      inside = inside[key] as Record<string, unknown>
    const last = path.at(-1)!
    if (how === 'remove')
      delete inside[last]
    else
      inside[how === 'add' ? `${last}2` : last] = value
    return copy
  })
}

function pathsOf(value: unknown, before: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null)
    return []
  return Object.entries(value).flatMap(([key, each]) => [[...before, key], ...pathsOf(each, [...before, key])])
}

const NAME = 'abcdefgh-12345678'
const guestMessages = [
  { type: 'here', guest: NAME, waits: true },
  { type: 'sealed', sealed: { from: 'A'.repeat(43), box: 'AAAA' } },
]
const whispers = [
  { device: NAME, n: 1, whisper: { type: 'vote', poll: 'p', choice: 0 } },
  { device: NAME, n: 1, whisper: { type: 'ask', text: 'Why?' } },
  { device: NAME, n: 1, whisper: { type: 'upvote', question: 'q', on: true } },
]
const stamp = [1, 'window']
const broadcast = (content: object) => ({ room: 'r', session: [1, NAME], seq: 1, time: 1, content })
const broadcasts = [
  broadcast({ type: 'beat', heard: [NAME] }),
  broadcast({ type: 'news', news: [{ type: 'at', place: { page: 1, clicks: 0 } }, { type: 'set', entries: [{ key: 'font', value: 1, stamp }] }, { type: 'event', file: 'f', run: 'r', n: 0, event: { type: 'state', state: 'running' } }] }),
  broadcast({ type: 'state', state: { place: { page: 1, clicks: 0 }, entries: [{ key: 'poll', value: { id: 'p', page: 1, question: 'p', choices: ['a'], since: stamp, votes: 0 }, stamp }], box: 'A'.repeat(43) } }),
]

it('the messages that are fuzzed below are accepted as they are', () => {
  guestMessages.forEach(message => expect(readGuestMessage(bytes(message))).toEqual(message))
  whispers.forEach(message => expect(readWhisper(writeText(message))).toEqual(message))
  broadcasts.forEach(message => expect(readBroadcast(writeText(message))).toEqual(message))
})

it('a changed message is refused, or read as a message of the protocol', () => {
  const isKnown = (read: object | undefined, known: readonly object[]) =>
    read === undefined || known.some(message => pathsOf(read).every(path => path.includes('session') || path.some(key => /^\d+$/.test(key)) || pathsOf(message).some(other => other.join() === path.join())))
  fc.assert(fc.property(fc.oneof(...guestMessages.map(changed)), message => isKnown(readGuestMessage(bytes(message)), guestMessages)))
  fc.assert(fc.property(fc.oneof(...whispers.map(changed)), message => isKnown(readWhisper(writeText(message)), whispers)))
  fc.assert(fc.property(fc.oneof(...broadcasts.map(changed)), (message) => {
    const read = readBroadcast(writeText(message))
    return read === undefined || Object.keys(read).sort().join() === 'content,room,seq,session,time'
  }))
  expect(({} as { polluted?: string }).polluted).toBeUndefined()
})

it('a guest’s question and vote keep to their limits, whatever was encrypted', () => {
  fc.assert(fc.property(fc.oneof(...whispers.map(changed)), (message) => {
    const { whisper } = readWhisper(writeText(message)) ?? {}
    expect(whisper?.type !== 'ask' || (whisper.text.length <= 280 && whisper.text.trim() !== '')).toBe(true)
    expect(whisper?.type !== 'vote' || (Number.isSafeInteger(whisper.choice) && whisper.choice >= 0 && whisper.choice <= 100)).toBe(true)
  }))
})

it('random bytes are a message to nobody', () => {
  vi.useFakeTimers()
  try {
    const presenter = new FakePresenter(new FakeRelay())
    const guest = new FakeGuest(new FakeRelay(), presenter)
    fc.assert(fc.property(fc.uint8Array({ maxLength: 5000 }), (message) => {
      expect(readGuestMessage(message)).toBeUndefined()
      guest.follower.take(message)
      guest.follower.take(sign(presenter.secret, new TextDecoder().decode(message)))
    }), { numRuns: 50 })
    expect(guest.states.length + guest.news.length).toBe(0)
    presenter.close()
  }
  finally {
    vi.useRealTimers()
  }
})

it('of news that are lost, repeated, changed and reordered a guest takes each once, in order, up to the first gap', () => {
  vi.useFakeTimers()
  try {
    const relay = new FakeRelay()
    const presenter = new FakePresenter(relay)
    for (let page = 2; page <= 9; page++) {
      presenter.go(page)
      vi.advanceTimersByTime(60)
    }
    const { live } = presenter.publisher.topics
    const said = relay.said.filter(({ topic, payload }) => topic === live && new TextDecoder().decode(payload).includes('"news"')).map(({ payload }) => payload)
    expect(said).toHaveLength(8)
    const arrival = fc.tuple(fc.nat({ max: said.length - 1 }), fc.option(fc.nat({ max: 300 }), { freq: 8 }))
    fc.assert(fc.property(fc.array(arrival, { maxLength: 30 }), (arrivals) => {
      // The state that it has is from before the news.
      const first = new FakeRelay()
      const guest = new FakeGuest(first, presenter)
      const before = relay.said.find(({ topic }) => topic === presenter.publisher.topics.state)!
      guest.follower.take(before.payload)
      guest.follower.take(sign(presenter.secret, writeText({ room: presenter.room, session: [1000, 'session-1'], seq: 0, time: 1, content: { type: 'beat', heard: [guest.name] } })))
      for (const [which, flipped] of arrivals) {
        const message = said[which]!.slice()
        if (flipped !== null)
          message[flipped % message.length]! ^= 1
        guest.follower.take(message)
      }
      const whole = new Set(arrivals.flatMap(([which, flipped]) => flipped === null ? which : []))
      let reached = 0
      while (whole.has(reached))
        reached++
      expect(guest.news.map(news => news.type === 'at' && news.place.page)).toEqual(Array.from({ length: reached }, (_, i) => i + 2))
      guest.leave()
    }), { numRuns: 25 })
    presenter.close()
  }
  finally {
    vi.useRealTimers()
  }
})
