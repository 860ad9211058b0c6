import type { MqttClient } from 'mqtt'
import type { ChildProcess } from 'node:child_process'
import { Buffer } from 'node:buffer'
import { fork } from 'node:child_process'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import mqtt from 'mqtt'
import { toBase64Url } from '../../../live/room/base64'
import { RoomFollower } from '../../../live/room/follower'
import { mqttRelay } from '../../../live/room/mqtt-relay'
import { RoomPublisher } from '../../../live/room/publisher'
import { boxKeys } from '../../../live/room/sealed'
import { newSecret, roomOf } from '../../../live/room/signed'

/** Between two edits, in milliseconds: as fast as people type. */
const TYPING = 120
/** Connections that are made at one time. */
const AT_A_TIME = 50
const PATIENCE = 60_000
/** Bytes. */
const SHORTEST_EDIT = 600

/** What came of a room, all times in milliseconds. */
export interface RoomFigures {
  /** From each edit to each guest, with the time that a guest's device takes to verify it. */
  ours: number[]
  /** From the publishing of the same bytes to each client of a bare broker. */
  peer: number[]
  /** Of the longest time that the presenter's thread was taken up by one edit. */
  presenter: number
  /** Bytes of one edit. */
  bytes: number
  /** Memory of the relays' process, in bytes. */
  memory: number
}

/**
 * A presenter who types, and guests.
 *
 * @param guests how many
 * @param edits how many
 */
export async function measureRoom(guests: number, edits: number): Promise<RoomFigures> {
  const relays = fork(path.join(import.meta.dirname, 'relays.ts'), { execArgv: ['--import', 'tsx'] })
  const clients: MqttClient[] = []
  try {
    const urls = await answer<{ presenter: string, guests: string, bare: string }>(relays)
    const secret = newSecret()
    const publisher = new RoomPublisher({
      secret,
      session: [Date.now(), 'bench-session'],
      state: () => ({ place: { page: 1, clicks: 0 }, entries: [], box: toBase64Url(boxKeys().publicKey) }),
    })
    const { live } = publisher.topics

    const figures: RoomFigures = { ours: [], peer: [], presenter: 0, bytes: 0, memory: 0 }
    const ours = new Arrivals(guests)
    const peer = new Arrivals(guests)
    for (const [url, arrivals] of [[urls.guests, ours], [urls.bare, peer]] as const) {
      for (let i = 0; i < guests; i += AT_A_TIME)
        clients.push(...await Promise.all(Array.from({ length: Math.min(AT_A_TIME, guests - i) }, () => follow(url, live, arrivals))))
    }

    let verified = 0
    const follower = new RoomFollower({
      room: roomOf(secret),
      guest: 'bench-guest',
      state: () => {},
      news: () => verified++,
      wantState: () => {},
      alive: () => {},
      refuse: () => {
        throw new Error('a guest refused what the presenter has said')
      },
    })
    await new Promise<void>((resolve) => {
      const relay = mqttRelay(urls.presenter, {
        connected: () => {
          publisher.connected(relay)
          relay.subscribe(live)
          publisher.greet('bench-guest')
          resolve()
        },
        lost: () => {},
        arrived: (topic, payload) => topic === publisher.topics.state && (publisher.sawState(payload), follower.take(payload)),
      })
    })
    const bare = await mqtt.connectAsync(urls.bare)
    clients.push(bare)
    // The first beat answers the guest.
    ours.other = message => follower.take(message)
    await sleep(1000)

    for (let n = 0; n < edits; n++) {
      const told = performance.now()
      const taken = ours.next()
      publisher.tell({ type: 'set', entries: [{ key: 'text:demo/threads.ts', value: { base: 'base', text: `${'counter.value += 1\n'.repeat(40)}// ${n}` }, stamp: [Date.now(), 'presenter'] }] })
      await new Promise<void>(resolve => setTimeout(resolve))
      figures.presenter = Math.max(figures.presenter, performance.now() - told)
      const { message, times } = await taken
      // Each guest's device verifies for itself; here they share one.
      figures.bytes = message.length
      const before = performance.now()
      follower.take(message)
      const own = performance.now() - before
      figures.ours.push(...times.map(time => time - told + own))

      const echoed = peer.next()
      const sent = performance.now()
      bare.publish(live, Buffer.from(message))
      figures.peer.push(...(await echoed).times.map(time => time - sent))
      await sleep(TYPING)
    }
    if (verified < edits)
      throw new Error(`a guest has taken ${verified} of ${edits} edits`)
    const memory = answer<{ memory: number }>(relays)
    relays.send('memory')
    figures.memory = (await memory).memory
    publisher.close()
    return figures
  }
  finally {
    clients.forEach(client => client.end(true))
    relays.kill()
  }
}

/** When a message has come to each of several clients. */
class Arrivals {
  private times: number[] = []
  private done: ((arrived: { message: Uint8Array, times: number[] }) => void) | undefined
  /** Takes what is no edit. */
  other: (message: Uint8Array) => void = () => {}

  constructor(private readonly clients: number) {}

  /** The next edit, once all have it. */
  next(): Promise<{ message: Uint8Array, times: number[] }> {
    this.times = []
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`only ${this.times.length} of ${this.clients} guests have heard an edit`)), PATIENCE)
      this.done = (arrived) => {
        clearTimeout(timer)
        resolve(arrived)
      }
    })
  }

  /** A client has a message. */
  arrived(message: Uint8Array) {
    // A beat is short.
    if (message.length < SHORTEST_EDIT)
      return this.other(message)
    if (this.times.push(performance.now()) === this.clients)
      this.done?.({ message, times: this.times })
  }
}

async function follow(url: string, topic: string, arrivals: Arrivals): Promise<MqttClient> {
  const client = await mqtt.connectAsync(url, { reconnectPeriod: 0 })
  client.on('message', (_, payload) => arrivals.arrived(payload))
  await client.subscribeAsync(topic)
  return client
}

function answer<Answer>(relays: ChildProcess): Promise<Answer> {
  return new Promise((resolve, reject) => {
    relays.once('message', message => resolve(message as Answer))
    relays.once('exit', code => reject(new Error(`the relays have ended with ${code}`)))
  })
}
