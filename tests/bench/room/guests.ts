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
import { Arrivals } from './arrivals'

/** Between two edits, in milliseconds: as fast as people type. */
const TYPING = 120
/** Connections that are made at the same time. */
const AT_A_TIME = 50
/** Name of the guest that verifies what arrives. */
const GUEST = 'bench-guest'

/** What a room was measured to do, all times in milliseconds. */
export interface RoomFigures {
  /** From each edit to each guest, with the time that a guest's device takes to verify it. */
  ours: number[]
  /** From the publishing of the same bytes to each client of a bare broker. */
  peer: number[]
  /** The longest time for which one edit kept the presenter's thread busy. */
  presenter: number
  /** Bytes of one edit. */
  bytes: number
  /** Memory of the process in which both relays run, in bytes. */
  memory: number
}

/**
 * Measures a room in which the presenter types.
 *
 * @param guests how many follow
 * @param edits how many are typed
 * @throws {Error} when a guest missed an edit, or refused one
 */
export async function measureRoom(guests: number, edits: number): Promise<RoomFigures> {
  const relays = fork(path.join(import.meta.dirname, 'relays.ts'), { execArgv: ['--import', 'tsx'] })
  const clients: MqttClient[] = []
  const secret = newSecret()
  const publisher = new RoomPublisher({
    secret,
    session: [Date.now(), 'bench-session'],
    state: () => ({ place: { page: 1, clicks: 0 }, entries: [], box: toBase64Url(boxKeys().publicKey) }),
  })
  const { live, state } = publisher.topics
  try {
    const urls = await answer<{ presenter: string, guests: string, bare: string }>(relays)
    let taken = 0
    let joined = () => {}
    const ready = new Promise<void>(resolve => joined = resolve)
    const follower = new RoomFollower({
      room: roomOf(secret),
      guest: GUEST,
      state: () => joined(),
      news: () => taken++,
      wantState: () => {},
      alive: () => {},
      refuse: () => {
        throw new Error('a guest refused what the presenter said')
      },
    })
    // Beats come to all guests, and one of them listens.
    let isFirst = true
    const ours = new Arrivals(guests)
    const peer = new Arrivals(guests)
    for (const [url, arrivals] of [[urls.guests, ours], [urls.bare, peer]] as const) {
      for (let i = 0; i < guests; i += AT_A_TIME) {
        clients.push(...await Promise.all(Array.from({ length: Math.min(AT_A_TIME, guests - i) }, async () => {
          const listens = isFirst
          isFirst = false
          return follow(url, live, message => arrivals.arrived(message) || (listens && follower.take(message)))
        })))
      }
    }
    const relay = mqttRelay(urls.presenter, {
      connected: () => {
        publisher.connected(relay)
        publisher.greet(GUEST)
      },
      lost: () => {},
      arrived(topic, payload) {
        if (topic !== state)
          return
        publisher.sawState(payload)
        follower.take(payload)
      },
    })
    const bare = await mqtt.connectAsync(urls.bare)
    clients.push(bare)
    await ready

    const figures: RoomFigures = { ours: [], peer: [], presenter: 0, bytes: 0, memory: 0 }
    for (let n = 0; n < edits; n++) {
      const typed = performance.now()
      const arrived = ours.next()
      publisher.tell({ type: 'set', entries: [{ key: 'text:demo/threads.ts', value: { base: 'base', text: `${'counter.value += 1\n'.repeat(40)}// ${n}` }, stamp: [Date.now(), 'presenter'] }] })
      await new Promise<void>(resolve => setTimeout(resolve))
      figures.presenter = Math.max(figures.presenter, performance.now() - typed)
      const { message, times } = await arrived
      figures.bytes = message.length
      // Each guest's device verifies for itself; here they share one.
      const before = performance.now()
      follower.take(message)
      const verifying = performance.now() - before
      figures.ours.push(...times.map(time => time - typed + verifying))

      const echoed = peer.next()
      const sent = performance.now()
      bare.publish(live, Buffer.from(message))
      figures.peer.push(...(await echoed).times.map(time => time - sent))
      await sleep(TYPING)
    }
    if (taken !== edits)
      throw new Error(`a guest took ${taken} of ${edits} edits`)
    const memory = answer<{ memory: number }>(relays)
    relays.send('memory')
    figures.memory = (await memory).memory
    relay.close()
    return figures
  }
  finally {
    publisher.close()
    clients.forEach(client => client.end(true))
    relays.kill()
  }
}

async function follow(url: string, topic: string, take: (message: Uint8Array) => void): Promise<MqttClient> {
  const client = await mqtt.connectAsync(url, { reconnectPeriod: 0 })
  client.on('message', (_, payload) => take(payload))
  await client.subscribeAsync(topic)
  return client
}

function answer<Answer>(relays: ChildProcess): Promise<Answer> {
  return new Promise((resolve, reject) => {
    relays.once('message', message => resolve(message as Answer))
    relays.once('exit', code => reject(new Error(`the relays ended with ${code}`)))
  })
}
