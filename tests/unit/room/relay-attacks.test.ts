import type { AddressInfo } from 'node:net'
/** Attacks on the relay of `npm run present` by a guest who writes bytes by hand: they cost the other guests nothing, and the machine little. */
import type { Broker } from '../../../scripts/present/broker'
import { Buffer } from 'node:buffer'
import { once } from 'node:events'
import http from 'node:http'
import fc from 'fast-check'
import mqtt from 'mqtt'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { topicsOf } from '../../../live/room/relay'
import { newSecret, roomOf } from '../../../live/room/signed'
import { startBroker } from '../../../scripts/present/broker'
import { PacketGuard } from '../../../scripts/present/packet-guard'

const topics = topicsOf(roomOf(newSecret()))
const servers: http.Server[] = []
let broker: Broker
let presenterUrl: string
let guestsUrl: string

beforeAll(async () => {
  broker = await startBroker()
  presenterUrl = await listening('presenter')
  guestsUrl = await listening('guests')
})
afterAll(async () => {
  await broker.close()
  servers.forEach(server => server.close())
})

async function listening(side: 'presenter' | 'guests'): Promise<string> {
  const server = http.createServer().on('upgrade', broker.upgradeFor(side)).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  return `ws://127.0.0.1:${(server.address() as AddressInfo).port}/relay`
}

/** A packet of MQTT 3.1.1. */
function packet(first: number, body: Buffer): Buffer {
  const length: number[] = []
  let left = body.length
  do {
    length.push(left % 128 + (left >= 128 ? 128 : 0))
    left = Math.floor(left / 128)
  } while (left > 0)
  return Buffer.concat([Buffer.from([first, ...length]), body])
}

const text = (said: string) => Buffer.concat([Buffer.from([said.length >> 8, said.length & 255]), Buffer.from(said)])
const CONNECT = packet(0x10, Buffer.concat([text('MQTT'), Buffer.from([4, 2, 0, 0]), text('ab')]))
const PING = packet(0xC0, Buffer.alloc(0))
const publish = (payload: Buffer, quality = 0) => packet(0x30 + 2 * quality, Buffer.concat([text(topics.guests), quality > 0 ? Buffer.from([0, 1]) : Buffer.alloc(0), payload]))

/** A guest who writes bytes by hand. */
async function rawGuest() {
  const socket = new WebSocket(guestsUrl, 'mqtt')
  onTestFinished(() => socket.terminate())
  const closed = once(socket, 'close')
  await once(socket, 'open')
  return { socket, closed }
}

async function connect(url: string, options: mqtt.IClientOptions = {}) {
  const client = await mqtt.connectAsync(url, { reconnectPeriod: 0, ...options })
  onTestFinished(() => client.endAsync(true))
  return client
}

/** A guest, without a client library, that gets what is published while the talk goes on. */
async function rawSubscriber() {
  const { socket } = await rawGuest()
  socket.send(CONNECT)
  await once(socket, 'message')
  socket.send(packet(0x82, Buffer.concat([Buffer.from([0, 1]), text(topics.live), Buffer.from([0])])))
  await once(socket, 'message')
  return socket
}

it('each packet goes to a guest as one frame', async () => {
  const presenter = await connect(presenterUrl)
  const socket = await rawSubscriber()
  const frames: Buffer[] = []
  const last = new Promise<void>(resolve => socket.on('message', (frame: Buffer) => {
    frames.push(frame)
    if (frame.includes('last'))
      resolve()
  }))
  for (const payload of ['a'.repeat(5000), 'b', 'last'])
    await presenter.publishAsync(topics.live, payload)
  await last
  expect(frames).toHaveLength(3)
  expect(frames.map(frame => frame[0])).toEqual([0x30, 0x30, 0x30])
})

it('a packet in frames of one byte each is read as one packet', async () => {
  const { socket } = await rawGuest()
  for (const byte of CONNECT)
    socket.send(Buffer.from([byte]))
  const [answer] = await once(socket, 'message') as [Buffer]
  expect(answer[0]).toBe(0x20)
})

const ATTACKS: readonly (readonly [string, readonly Buffer[]])[] = [
  ['announces a packet of 256 MB and sends it in small frames', [CONNECT, Buffer.from([0x30, 0xFF, 0xFF, 0xFF, 0x7F]), ...Array.from<Buffer>({ length: 100 }).fill(Buffer.alloc(4000))]],
  ['announces a length without an end', [CONNECT, Buffer.from([0x30, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F])]],
  ['leaves a message of QoS 2 with the broker', [CONNECT, publish(Buffer.from('x'), 2)]],
  ['sends a packet that only brokers send', [CONNECT, packet(0x20, Buffer.from([0, 0]))]],
  ['pings a thousand times', [CONNECT, ...Array.from<Buffer>({ length: 1000 }).fill(PING)]],
  ['sends bytes that are no packets', [Buffer.from('f'.repeat(500))]],
]

it.each(ATTACKS)('a guest that %s is cut off', async (_, bytes) => {
  const { socket, closed } = await rawGuest()
  bytes.forEach(each => socket.send(each))
  await closed
})

it('a guest that asks for the state again and again gets it a few times', async () => {
  const presenter = await connect(presenterUrl)
  await presenter.publishAsync(topics.state, 'a'.repeat(100_000), { retain: true })
  const guest = await connect(guestsUrl)
  let states = 0
  const last = new Promise<void>(resolve => guest.on('message', topic => topic === topics.live ? resolve() : void states++))
  await guest.subscribeAsync(topics.live)
  await Promise.allSettled(Array.from({ length: 80 }, () => guest.subscribeAsync(topics.state)))
  await presenter.publishAsync(topics.live, 'last')
  await last
  expect(states).toBeGreaterThan(0)
  expect(states).toBeLessThan(30)
})

it.each([['news', topics.live, false], ['a state', topics.state, true], ['the end of a state', topics.state, true]] as const)('%s in a guest’s will reaches nobody', async (what, topic, retain) => {
  const presenter = await connect(presenterUrl)
  await presenter.publishAsync(topics.state, 'kept', { retain: true })
  await presenter.subscribeAsync(topics.live)
  const heard: string[] = []
  const last = new Promise<void>(resolve => presenter.on('message', (_, payload) => payload.toString() === 'last' ? resolve() : heard.push(payload.toString())))
  const guest = await connect(guestsUrl, { will: { topic, retain, qos: 0, payload: Buffer.from(what === 'the end of a state' ? '' : 'forged') } })
  const before = broker.clients()
  guest.stream.destroy()
  await expect.poll(() => broker.clients()).toBe(before - 1)
  await presenter.publishAsync(topics.live, 'last')
  await last
  expect(heard).toEqual([])
  const late = await connect(guestsUrl)
  const state = new Promise(resolve => late.once('message', (_, payload) => resolve(payload.toString())))
  await late.subscribeAsync(topics.state)
  expect(await state).toBe('kept')
})

it('a guest that reads nothing delays nobody', async () => {
  const presenter = await connect(presenterUrl)
  const socket = await rawSubscriber()
  socket.pause()
  const guest = await connect(guestsUrl)
  await guest.subscribeAsync(topics.live)
  let count = 0
  const all = new Promise<void>(resolve => guest.on('message', () => ++count === 100 && resolve()))
  for (let i = 0; i < 100; i++)
    presenter.publish(topics.live, Buffer.alloc(200_000))
  await all
})

it('the guard finds the same packets wherever frames cut them', () => {
  const packets = Buffer.concat([CONNECT, publish(Buffer.alloc(300)), PING, publish(Buffer.from('x'), 1)])
  fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 30 }), fc.boolean(), (sizes, isBad) => {
    const guard = new PacketGuard(400, () => 0)
    const bytes = isBad ? Buffer.concat([packets, publish(Buffer.alloc(500))]) : packets
    const pieces: Buffer[] = []
    let at = 0
    for (const size of [...sizes, bytes.length]) {
      pieces.push(bytes.subarray(at, at + size))
      at += size
    }
    expect(pieces.every(piece => guard.allows(piece))).toBe(!isBad)
  }))
})
