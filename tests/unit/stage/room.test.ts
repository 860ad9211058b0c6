import type { StageMessage } from '../../../live/runs/messages'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { StageRoom } from '../../../live/dev-server/stage-room'
import { MESSAGE, RIGHTS } from '../../../live/runs/server-protocol'

interface Heard {
  from: string
  n: number
  to?: string
  message: StageMessage
}

/** A connection that notes what it is sent. */
class Device {
  readonly heard: Heard[] = []
  rights: { controls: boolean, token?: string } | undefined
  private n = 0

  constructor(readonly id: string, private readonly room: StageRoom<Device>, options: { password?: string, key?: string, isOwn?: boolean } = {}) {
    const { password, key = `key of ${id}`, isOwn = false } = options
    room.join(this, { id, key, password }, isOwn)
  }

  send(event: string, payload: unknown) {
    if (event === RIGHTS)
      this.rights = payload as typeof this.rights
    if (event === MESSAGE) {
      const { json, ...rest } = payload as Omit<Heard, 'message'> & { json: string }
      this.heard.push({ ...rest, message: JSON.parse(json) as StageMessage })
    }
  }

  /** Says something as the deck's page does, but for what is said otherwise. */
  say(message: unknown, envelope: Record<string, unknown> = {}) {
    this.room.relay(this, { from: this.id, n: this.n++, json: JSON.stringify(message), ...envelope })
  }

  get types() {
    return this.heard.map(({ message }) => message.type)
  }
}

const peer = { id: 'anything', presenter: true, runs: true, controls: true }
const stamp = [1, 'speaker']
const run = { file: 'demo/threads.ts', run: '1' }
const info = { id: '1', stamp, file: 'demo/threads.ts', source: 'print(1)', options: { mode: 'free' } }

/** One of each kind of message that changes something. */
const commands = {
  here: { type: 'here', peer, state: { entries: [], epoch: undefined, runs: [] } },
  set: { type: 'set', entries: [{ key: 'large:x', value: true, stamp }] },
  clear: { type: 'clear', epoch: stamp },
  run: { type: 'run', info },
  event: { type: 'event', ...run, n: 0, event: { type: 'state', state: 'running' } },
  snapshot: { type: 'snapshot', snapshot: { info, next: 0, status: { kind: 'never' }, lines: [], droppedLines: 0, problems: [], deadlock: undefined, names: [], trace: [], horizon: 0 } },
  stop: { type: 'stop', ...run },
  input: { type: 'input', ...run, request: 1, line: 'Ada' },
  ask: { type: 'ask', file: 'demo/threads.ts', source: 'print(1)', options: { mode: 'free' } },
} satisfies { [Type in Exclude<StageMessage['type'], 'hello' | 'want' | 'bye'>]: { type: Type, [key: string]: unknown } }

/** One of each kind that a watcher may say. */
const requests = {
  hello: { type: 'hello', peer },
  want: { type: 'want', ...run },
  bye: { type: 'bye' },
} satisfies { [Type in 'hello' | 'want' | 'bye']: { type: Type, [key: string]: unknown } }

let room: StageRoom<Device>
let speaker: Device
let phone: Device
let watcher: Device

beforeEach(() => {
  room = new StageRoom('secret', 'token')
  speaker = new Device('speaker', room, { isOwn: true })
  phone = new Device('phone', room, { password: 'secret' })
  watcher = new Device('watcher', room)
})

describe('who may change something', () => {
  it('is the speaker\'s own machine and who gave the password; they alone get the token', () => {
    expect([speaker.rights, phone.rights, watcher.rights]).toEqual([{ controls: true, token: 'token' }, { controls: true, token: 'token' }, { controls: false }])
    expect(new Device('guess', room, { password: 'secre' }).rights).toEqual({ controls: false })
  })

  it('is everybody where there is no password', () => {
    expect(new Device('any', new StageRoom(undefined, 'token')).rights?.controls).toBe(true)
  })

  it.each(Object.entries(commands))('%s: passed on from the phone, not from a watcher', (type, message) => {
    watcher.say(message)
    expect([speaker.types, phone.types, room.dropped]).toEqual([[], [], 1])
    phone.say(message)
    expect([speaker.types, watcher.types]).toEqual([[type], [type]])
  })

  it.each(Object.entries(requests))('%s: passed on from a watcher too', (type, message) => {
    watcher.say(message)
    expect([speaker.types, phone.types, room.dropped]).toEqual([[type], [type], 0])
  })

  it('goes by what the receivers will read, not by what stands around it', () => {
    watcher.say(commands.ask, { type: 'hello' })
    watcher.say({ ...commands.ask, type: 'hello' })
    watcher.say('', { json: '{"type":"hello","type":"ask","file":"x","source":"x","options":{}}' })
    expect(speaker.heard).toEqual([])
    expect(room.dropped).toBe(3)
  })

  it('is not told by a window itself: the server fills in its name and its rights', () => {
    watcher.say(requests.hello)
    phone.say(requests.hello)
    expect(speaker.heard.map(({ from, message }) => [from, message])).toEqual([
      ['watcher', { type: 'hello', peer: { id: 'watcher', presenter: false, runs: true, controls: false } }],
      ['phone', { type: 'hello', peer: { id: 'phone', presenter: true, runs: true, controls: true } }],
    ])
  })
})

describe('a window\'s name', () => {
  it('is not for another one, whether it is there or its connection is lost', () => {
    const impostor = new Device('speaker', room, { password: 'secret', key: 'key of an impostor' })
    expect(impostor.rights).toBeUndefined()
    impostor.say(requests.bye)
    room.leave(impostor)
    expect(phone.heard).toEqual([])
    room.leave(speaker)
    expect(phone.types).toEqual(['bye'])
    expect(new Device('speaker', room, { password: 'secret', key: 'key of an impostor' }).rights).toBeUndefined()
    expect(new Device('speaker', room, { isOwn: true }).rights).toEqual({ controls: true, token: 'token' })
  })

  it('is kept when the window comes back before the server knows that it was gone', () => {
    const again = new Device('phone', room, { password: 'secret' })
    room.leave(phone)
    expect(speaker.heard).toEqual([])
    again.say(requests.hello)
    expect(speaker.types).toEqual(['hello'])
  })

  it('is one for each connection', () => {
    room.join(watcher, { id: 'second', key: 'another key' }, false)
    watcher.say(requests.bye, { from: 'second' })
    phone.say(requests.bye, { from: 'speaker' })
    expect([speaker.heard, room.dropped]).toEqual([[], 3])
  })

  it('is said by the server when the connection is gone', () => {
    room.leave(phone)
    expect(speaker.heard).toEqual([{ from: 'phone', n: -1, to: undefined, message: { type: 'bye' } }])
  })
})

describe('a message', () => {
  it('goes to all others, or to the one that it is for', () => {
    phone.say(requests.want, { to: 'watcher' })
    expect([speaker.types, watcher.types, phone.types]).toEqual([[], ['want'], []])
  })

  it('is counted in order: no number comes twice, jumps by millions or is none', () => {
    phone.say(commands.stop, { n: 5 })
    for (const n of [5, 4, 0, -1, 1e15, 6.5, Number.NaN, Infinity, '6', null, undefined])
      phone.say(commands.stop, { n })
    phone.say(commands.stop, { n: 6 })
    expect(speaker.heard.map(({ n }) => n)).toEqual([5, 6])
    expect(room.dropped).toBe(11)
  })

  it('of a watcher is short', () => {
    watcher.say({ ...requests.want, file: 'x'.repeat(20_000) })
    watcher.say({ ...requests.hello, more: 'x'.repeat(20_000) })
    expect([speaker.heard, room.dropped]).toEqual([[], 2])
  })

  it('holds what belongs to it, and nothing else', () => {
    phone.say({ ...commands.stop, more: 1 })
    expect(speaker.heard[0]!.message).toEqual(commands.stop)
  })

  it('of a stamp that no clock shows is dropped', () => {
    for (const time of [1e300, -1, '1', Date.now() + 1e12])
      phone.say({ type: 'clear', epoch: [time, 'phone'] })
    expect([speaker.heard, room.dropped]).toEqual([[], 4])
  })

  it('may be anything: malformed ones are dropped, and the next one arrives', () => {
    const anything = fc.oneof(
      fc.anything({ withMap: true, withNullPrototype: true, withSparseArray: true }),
      fc.record({ from: fc.constantFrom('phone', 'speaker'), n: fc.oneof(fc.double(), fc.integer()), to: fc.anything(), json: fc.oneof(fc.string(), fc.json()) }, { requiredKeys: [] }),
      fc.constantFrom(...Object.values(commands)).chain(message => fc.constantFrom(...Object.keys(message)).chain(key => fc.anything({ withBigInt: false }).map(value => ({ ...message, [key]: value })))),
    )
    fc.assert(fc.property(anything, (data) => {
      room = new StageRoom('secret', 'token')
      const hearer = new Device('hearer', room, { isOwn: true })
      const attacker = new Device('attacker', room)
      room.join(new Device('phone', room), data, false)
      room.relay(attacker, data)
      attacker.say(data)
      attacker.say(requests.bye)
      expect(hearer.types.filter(type => !Object.keys(requests).includes(type))).toEqual([])
      expect(hearer.types.at(-1)).toBe('bye')
    }), { numRuns: 500 })
  })

  it('may be nested beyond all measure', () => {
    phone.say('', { json: '['.repeat(5_000_000) })
    phone.say('', { json: `{"type":"event","file":"x","run":"1","n":0,"event":{"type":"x","deep":${'['.repeat(100_000)}${']'.repeat(100_000)}}}` })
    phone.say(requests.bye)
    expect(speaker.types.at(-1)).toBe('bye')
  })
})
