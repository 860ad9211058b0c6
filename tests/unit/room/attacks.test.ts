/** What an attacker can do with the address of everything but without the presenter's key: nothing. */
import { Buffer } from 'node:buffer'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { newSecret, sign } from '../../../live/room/signed'
import { writeText } from '../../../live/runs/server-protocol'
import { FakeGuest, FakePresenter, FakeRelay } from './room'

let relay: FakeRelay
let presenter: FakePresenter
let guest: FakeGuest

beforeEach(() => {
  vi.useFakeTimers()
  relay = new FakeRelay()
  presenter = new FakePresenter(relay)
  guest = new FakeGuest(relay, presenter)
  vi.advanceTimersByTime(500)
})

afterEach(() => {
  presenter.close()
  vi.useRealTimers()
})

function signedBy(secret: Uint8Array, content: unknown, more: object = {}): Uint8Array {
  return sign(secret, writeText({ room: presenter.room, session: [5000, 'session-2'], seq: 1, time: Date.now(), content, ...more }))
}

const moved = { type: 'news', news: [{ type: 'at', place: { page: 66, clicks: 0 } }] }

it('a guest starts from the retained state, then follows the news', () => {
  presenter.go(2)
  vi.advanceTimersByTime(100)
  presenter.edit('print(1)', 10)
  vi.advanceTimersByTime(100)
  expect(guest.states).toHaveLength(1)
  expect(guest.page).toBe(2)
  expect(guest.news.at(-1)).toMatchObject({ type: 'set', entries: [{ value: { text: 'print(1)' } }] })
  expect(guest.wants).toBe(false)
  expect(guest.refused).toBe(0)
})

it('a message signed by another key changes nothing', () => {
  const { live, state } = presenter.publisher.topics
  relay.say(live, signedBy(newSecret(), moved))
  relay.say(state, signedBy(newSecret(), { type: 'state', state: { ...presenter.state, place: { page: 66, clicks: 0 } } }), true)
  expect(guest.page).toBe(1)
  expect(guest.refused).toBe(2)
})

it('a message with one changed bit is refused', () => {
  presenter.go(2)
  vi.advanceTimersByTime(100)
  const { topic, payload } = relay.said.findLast(({ topic }) => topic === presenter.publisher.topics.live)!
  const changed = payload.slice()
  changed[changed.length - 3]! ^= 1
  relay.say(topic, changed)
  expect(guest.refused).toBe(1)
})

it('a message that the same presenter signed for another room is refused', () => {
  relay.say(presenter.publisher.topics.live, signedBy(presenter.secret, moved, { room: 'another' }))
  expect(guest.page).toBe(1)
})

it('a replayed message changes nothing, nor does one from an earlier load of the presenter’s page', () => {
  presenter.go(2)
  vi.advanceTimersByTime(100)
  presenter.go(3)
  vi.advanceTimersByTime(100)
  const before = guest.news.length
  const said = [...relay.said]
  said.forEach(({ topic, payload }) => relay.say(topic, payload, topic === presenter.publisher.topics.state))
  expect(guest.page).toBe(3)
  expect(guest.news).toHaveLength(before)
  expect(guest.states).toHaveLength(1)

  presenter.close()
  const reloaded = new FakePresenter(relay, presenter.secret, [2000, 'session-2'])
  reloaded.go(9)
  vi.advanceTimersByTime(3000)
  said.forEach(({ topic, payload }) => relay.say(topic, payload, topic === presenter.publisher.topics.state))
  expect(guest.page).toBe(9)
  reloaded.close()
})

it('no earlier talk can be replayed to a guest who joins late, whatever the relay retains', () => {
  const old = relay.kept.get(presenter.publisher.topics.state)!
  const beats = relay.said.filter(({ topic }) => topic === presenter.publisher.topics.live)
  presenter.go(4)
  vi.advanceTimersByTime(2000)
  relay.say(presenter.publisher.topics.state, old, true)
  const late = new FakeGuest(relay, presenter, 'guest-number-2')
  beats.forEach(({ topic, payload }) => relay.say(topic, payload))
  expect(late.states).toEqual([])
  vi.advanceTimersByTime(5000)
  expect(late.page).toBe(4)
})

it.each([['forged', signed => signed], ['deleted', () => new Uint8Array()]] as [string, (signed: Uint8Array) => Uint8Array][])('a retained state that was %s is restored within 5 s, and no guest accepts it', (_, made) => {
  const { state } = presenter.publisher.topics
  relay.say(state, made(signedBy(newSecret(), { type: 'state', state: presenter.state })), true)
  vi.advanceTimersByTime(5000)
  const late = new FakeGuest(relay, presenter, 'guest-number-2')
  vi.advanceTimersByTime(500)
  expect(late.page).toBe(1)
  expect(relay.kept.get(state)).toBeDefined()
})

it('messages that arrive out of order are taken in order', () => {
  const { live } = presenter.publisher.topics
  const held: Uint8Array[] = []
  const say = relay.say.bind(relay)
  relay.say = (topic, payload, keep) => topic === live && payload.length > 64 ? void held.push(payload) : say(topic, payload, keep)
  for (const page of [2, 3, 4]) {
    presenter.go(page)
    vi.advanceTimersByTime(60)
  }
  relay.say = say
  held.toReversed().forEach(payload => say(live, payload))
  expect(guest.news.map(each => each.type === 'at' && each.place.page)).toEqual([2, 3, 4])
})

it('a guest that has missed something continues from the next state', () => {
  guest.leave()
  presenter.go(2)
  vi.advanceTimersByTime(100)
  const back = relay.join((_, payload) => guest.follower.take(payload))
  back.subscribe(presenter.publisher.topics.live)
  presenter.go(3)
  vi.advanceTimersByTime(100)
  expect(guest.wants).toBe(true)
  back.subscribe(presenter.publisher.topics.state)
  vi.advanceTimersByTime(2000)
  expect(guest.page).toBe(3)
  expect(guest.wants).toBe(false)
})

it('a message that is malformed or too long changes nothing, and the guest follows on', () => {
  const { live, state } = presenter.publisher.topics
  const texts = ['', '{', 'null', '[]', '{"room":1}', '"'.repeat(10_000), `${'['.repeat(50_000)}`]
  const messages = [
    ...texts.map(text => Buffer.from(text)),
    ...texts.map(text => sign(presenter.secret, text)),
    new Uint8Array(5_000_000),
    signedBy(presenter.secret, { type: 'news', news: [] }),
    signedBy(presenter.secret, { type: 'news', news: [{ type: 'ask', file: 'a', source: 'b', options: {} }] }),
    signedBy(presenter.secret, { type: 'news', news: [{ type: 'at', place: { page: -1, clicks: 0 } }] }),
    signedBy(presenter.secret, { type: 'state', state: {} }),
    signedBy(presenter.secret, moved, { session: ['now', 'x'] }),
  ]
  for (const message of messages) {
    relay.say(live, message)
    relay.say(state, message)
  }
  expect(guest.page).toBe(1)
  expect(guest.refused).toBe(2 * messages.length)
  presenter.go(2)
  vi.advanceTimersByTime(100)
  expect(guest.page).toBe(2)
})
