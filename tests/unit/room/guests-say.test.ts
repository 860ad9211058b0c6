/** Guests' messages to the presenter: who can read them, how many there may be, and what they count. */
import type { Asked } from '../../../live/state/registers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Ballots } from '../../../live/room/ballots'
import { Inbox } from '../../../live/room/inbox'
import { MOST_QUESTION } from '../../../live/room/messages'
import { Presence } from '../../../live/room/presence'
import { Questions } from '../../../live/room/questions'
import { boxKeys, Sealer, Unsealer } from '../../../live/room/sealed'
import { MOST_GUEST_BYTES, readGuestMessage } from '../../../live/room/shapes'

const DEVICE = 'device-number-1'
const bytes = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))

describe('an encrypted message', () => {
  const keys = boxKeys()

  it('can be read with the presenter’s key only', () => {
    const sealed = new Sealer(keys.publicKey).seal('a secret question')
    expect(JSON.stringify(sealed)).not.toContain('secret')
    expect(new Unsealer(keys).open(sealed)).toBe('a secret question')
    expect(new Unsealer(boxKeys()).open(sealed)).toBeUndefined()
  })

  it('is refused once it was changed, or when another guest claims it', () => {
    const sealed = new Sealer(keys.publicKey).seal('one')
    const other = new Sealer(keys.publicKey).seal('two')
    const unsealer = new Unsealer(keys)
    expect(unsealer.open({ ...sealed, box: `${sealed.box.slice(0, -3)}AAA` })).toBeUndefined()
    expect(unsealer.open({ ...sealed, from: other.from })).toBeUndefined()
    expect(unsealer.open({ ...sealed, from: 'A'.repeat(43) })).toBeUndefined()
  })
})

describe('the inbox', () => {
  const keys = boxKeys()
  const sealer = new Sealer(keys.publicKey)
  let taken: unknown[]
  let refused: number
  let inbox: Inbox

  beforeEach(() => {
    vi.useFakeTimers()
    taken = []
    refused = 0
    inbox = new Inbox(new Unsealer(keys), ({ whisper }) => taken.push(whisper), () => refused++)
  })
  afterEach(() => {
    inbox.close()
    vi.useRealTimers()
  })

  const whisper = (n: number, said: unknown, device = DEVICE) => sealer.seal(JSON.stringify({ device, n, whisper: said }))

  it('takes each message once: a replayed vote doesn’t count again', () => {
    const first = whisper(1, { type: 'vote', poll: 'p', choice: 0 })
    inbox.add(first)
    inbox.add(whisper(2, { type: 'vote', poll: 'p', choice: 1 }))
    inbox.add(first)
    vi.runAllTimers()
    expect(taken.map(said => (said as { choice: number }).choice)).toEqual([0, 1])
    expect(refused).toBe(1)
  })

  it.each([
    ['a choice that is not a number', { type: 'vote', poll: 'p', choice: '0' }],
    ['an empty question', { type: 'ask', text: '   ' }],
    ['a question that is too long', { type: 'ask', text: 'a'.repeat(MOST_QUESTION + 1) }],
    ['a kind that no guest sends', { type: 'at', place: { page: 2, clicks: 0 } }],
    ['an extra key', { type: 'ask', text: 'a', html: '<b>' }],
  ])('refuses %s', (_, said) => {
    inbox.add(whisper(1, said))
    vi.runAllTimers()
    expect([taken, refused]).toEqual([[], 1])
  })

  it('drops what exceeds its limit, and works through the rest', () => {
    const sealed = Array.from({ length: 40 }, (_, i) => whisper(i, { type: 'ask', text: 'a' }))
    for (let i = 0; i < 6000; i++)
      inbox.add(sealed[i % sealed.length]!)
    expect(refused).toBe(1000)
    vi.runAllTimers()
    expect(taken).toHaveLength(40)
  })
})

it.each([
  ['too long', 'a'.repeat(MOST_GUEST_BYTES + 1)],
  ['not JSON', '{'],
  ['without a valid name', { type: 'here', guest: 'x', waits: true }],
  ['an extra key', { type: 'here', guest: DEVICE, waits: true, page: 3 }],
  ['unsealed', { type: 'vote', poll: 'p', choice: 0 }],
  ['a box that is not base64', { type: 'sealed', sealed: { from: 'A'.repeat(43), box: '<b>' } }],
])('a guest’s message that is %s is refused', (_, message) => {
  expect(readGuestMessage(bytes(message))).toBeUndefined()
})

describe('a vote', () => {
  it('replaces the same device’s earlier vote, and adds to the others’', () => {
    const ballots = new Ballots()
    ballots.vote('p', 'one', 0)
    ballots.vote('p', 'two', 0)
    ballots.vote('p', 'one', 1)
    expect(ballots.countsOf('p', 3)).toEqual([1, 1, 0])
    expect(ballots.votesOf('p')).toBe(2)
    expect(ballots.countsOf('another', 2)).toEqual([0, 0])
  })
})

describe('questions', () => {
  it('wait until they are released, and are upvoted once by each device', () => {
    const questions = new Questions(() => 0)
    questions.ask('one', 'Why?')
    questions.ask('two', 'How?')
    let released: readonly Asked[] = []
    expect(questions.upvote('three', questions.waiting[0]!.id, true, released)).toEqual([])
    const { id } = questions.waiting[1]!
    released = questions.release(id, released)
    expect(released).toMatchObject([{ text: 'How?', votes: 0 }])
    expect(questions.waiting.map(({ text }) => text)).toEqual(['Why?'])
    for (const device of ['one', 'one', 'three'])
      released = questions.upvote(device, released[0]!.id, true, released)
    expect(released[0]!.votes).toBe(2)
    released = questions.upvote('one', released[0]!.id, false, released)
    expect(released[0]!.votes).toBe(1)
  })

  it('from one device are limited in rate and number', () => {
    let now = 0
    const questions = new Questions(() => now)
    expect([questions.ask('one', 'a'), questions.ask('one', 'b'), questions.ask('two', 'c')]).toEqual([true, false, true])
    const taken = Array.from({ length: 10 }, () => {
      now += 60_000
      return questions.ask('one', 'd')
    })
    expect(taken.filter(Boolean)).toHaveLength(4)
  })
})

it('a guest that is silent for a minute no longer counts', () => {
  let now = 0
  const presence = new Presence(() => now)
  presence.here('one')
  now = 50_000
  presence.here('two')
  expect(presence.count()).toBe(2)
  now = 61_000
  expect(presence.count()).toBe(1)
  presence.here('one')
  expect(presence.count()).toBe(2)
})
