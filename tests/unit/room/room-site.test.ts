/** What `npm run present` serves, and from whom its relay accepts what. */
import type { MqttClient } from 'mqtt'
import type { RoomSite } from '../../../scripts/present/room-site'
import { Buffer } from 'node:buffer'
import fs from 'node:fs/promises'
import http from 'node:http'
import os from 'node:os'
import path from 'node:path'
import mqtt from 'mqtt'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { topicsOf } from '../../../live/room/relay'
import { newSecret, roomOf } from '../../../live/room/signed'
import { markSpeakerNote } from '../../../scripts/notes/speaker-notes'
import { networkAddresses } from '../../../scripts/present/addresses'
import { AllowanceByName } from '../../../scripts/present/allowance'
import { serveRoom } from '../../../scripts/present/room-site'

const NOTE = 'Now I say the thing that nobody else may read.'
const topics = topicsOf(roomOf(newSecret()))

let folder: string
let room: RoomSite

beforeAll(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'room-'))
  await fs.mkdir(path.join(folder, 'assets'))
  await fs.writeFile(path.join(folder, 'index.html'), '<title>deck</title>')
  await fs.writeFile(path.join(folder, 'assets/deck-12345678.js'), `export const a = ${JSON.stringify(`${markSpeakerNote(`<p>${NOTE}</p>`)}<p>For readers.</p>`)}`)
  await fs.writeFile(path.join(folder, 'assets/broken-12345678.js'), `export const a = "<!--speaker-->${NOTE}"`)
  room = await serveRoom({ folder, port: 0, guestsPort: 0, host: 'localhost', addressOf: port => `http://localhost:${port}/` })
})
afterAll(async () => {
  await room.close()
  await fs.rm(folder, { recursive: true })
})

const presenterUrl = () => new URL('/', room.url).href

async function connect(url: string, options: mqtt.IClientOptions = {}): Promise<MqttClient> {
  const client = await mqtt.connectAsync(`${url.replace('http', 'ws')}relay`, { reconnectPeriod: 0, ...options })
  onTestFinished(() => client.endAsync(true))
  return client
}

/** Records what arrives; `before` waits for a message sent after it. */
function record(reader: MqttClient) {
  const heard: string[] = []
  let last = () => {}
  reader.on('message', (_, payload) => payload.toString() === 'last' ? last() : heard.push(payload.toString()))
  return {
    async before(sender: MqttClient, topic: string): Promise<string[]> {
      const done = new Promise<void>((resolve) => {
        last = resolve
      })
      await sender.publishAsync(topic, 'last')
      await done
      return heard
    },
  }
}

it('guests get each script without the speaker’s notes, and with what is for readers; the presenter gets all', async () => {
  const file = 'assets/deck-12345678.js'
  const guests = await (await fetch(room.guestsUrl + file)).text()
  expect(guests).not.toContain(NOTE)
  expect(guests).toContain('For readers.')
  expect(await (await fetch(presenterUrl() + file)).text()).toContain(NOTE)
})

it('a script with a note that has no end mark is not served to guests', async () => {
  const response = await fetch(`${room.guestsUrl}assets/broken-12345678.js`)
  expect(response.status).toBe(500)
  expect(await response.text()).not.toContain(NOTE)
})

it.each(['/%2e%2e/secret', '/assets/..%2f..%2fpackage.json', '/.hidden.js', '/assets%5cdeck-12345678.js'])('%s is not found', async (target) => {
  expect((await fetch(new URL(target, room.guestsUrl))).status).toBe(404)
})

it('the presenter’s pages are served to this machine as localhost only', async () => {
  const { port } = new URL(room.url)
  const status = await new Promise<number | undefined>((resolve, reject) => {
    http.get({ host: 'localhost', port, headers: { host: 'talk.example' } }, ({ statusCode }) => resolve(statusCode)).on('error', reject)
  })
  expect(status).toBe(403)
  const socket = new WebSocket(`${presenterUrl().replace('http', 'ws')}relay`, 'mqtt', { origin: 'http://talk.example' })
  await expect(new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject))).rejects.toThrow('403')
})

it('each side gets the relay’s address, and the presenter also the guests’', async () => {
  expect(await (await fetch(`${room.guestsUrl}room.json`)).json()).toEqual({ relay: './relay' })
  expect(await (await fetch(`${presenterUrl()}room.json`)).json()).toEqual({ relay: './relay', guests: room.guestsUrl })
})

it('the presenter’s messages reach all guests, also those who join late; a guest’s reach the presenter only', async () => {
  const presenter = await connect(presenterUrl())
  await presenter.publishAsync(topics.state, 'kept', { retain: true })
  const guest = await connect(room.guestsUrl)
  const state = new Promise(resolve => guest.once('message', (_, payload) => resolve(payload.toString())))
  await guest.subscribeAsync([topics.state, topics.live])
  expect(await state).toBe('kept')
  await expect(guest.subscribeAsync(topics.guests)).rejects.toThrow()
  await expect(guest.subscribeAsync('#')).rejects.toThrow()
  await presenter.subscribeAsync(topics.guests)
  const heard = record(presenter)
  await guest.publishAsync(topics.guests, 'hello')
  expect(await heard.before(guest, topics.guests)).toEqual(['hello'])
})

it.each([
  ['news', () => ({ topic: topics.live, payload: 'x', retain: false })],
  ['a state', () => ({ topic: topics.state, payload: 'x', retain: true })],
  ['the end of a state', () => ({ topic: topics.state, payload: '', retain: true })],
  ['something kept', () => ({ topic: topics.guests, payload: 'x', retain: true })],
  ['something else', () => ({ topic: 'another/topic', payload: 'x', retain: false })],
  ['too much', () => ({ topic: topics.guests, payload: 'x'.repeat(5000), retain: false })],
  ['far too much', () => ({ topic: topics.guests, payload: 'x'.repeat(1_000_000), retain: false })],
])('a guest who publishes %s is disconnected, and nobody gets it', async (_, said) => {
  const presenter = await connect(presenterUrl())
  await presenter.publishAsync(topics.state, 'kept', { retain: true })
  await presenter.subscribeAsync([topics.live, topics.guests])
  const guest = await connect(room.guestsUrl)
  const { topic, payload, retain } = said()
  const heard = record(presenter)
  const closed = new Promise<void>(resolve => guest.once('close', () => resolve()))
  guest.publish(topic, payload, { retain })
  await closed
  expect(await heard.before(presenter, topics.live)).toEqual([])
  const late = await connect(room.guestsUrl)
  const state = new Promise(resolve => late.once('message', (_, payload) => resolve(payload.toString())))
  await late.subscribeAsync(topics.state)
  expect(await state).toBe('kept')
})

it('a flood from one guest is cut down, and the others get through', async () => {
  const presenter = await connect(presenterUrl())
  await presenter.subscribeAsync(topics.guests)
  const recorded = record(presenter)
  const loud = await connect(room.guestsUrl)
  for (let i = 0; i < 60; i++)
    loud.publish(topics.guests, 'flood')
  await loud.publishAsync(topics.guests, 'flood', { qos: 1 })
  const heard = await recorded.before(await connect(room.guestsUrl), topics.guests)
  expect(heard.length).toBeGreaterThan(0)
  expect(heard.length).toBeLessThan(50)
})

it('a guest with another one’s client id doesn’t disconnect it', async () => {
  const one = await connect(room.guestsUrl, { clientId: 'the-same' })
  await connect(room.guestsUrl, { clientId: 'the-same' })
  await one.subscribeAsync(topics.live)
  const presenter = await connect(presenterUrl())
  expect(await record(one).before(presenter, topics.live)).toEqual([])
})

it('bytes that are not MQTT end their own connection only', async () => {
  const presenter = await connect(presenterUrl())
  await presenter.subscribeAsync(topics.live)
  const socket = new WebSocket(`${room.guestsUrl.replace('http', 'ws')}relay`, 'mqtt')
  await new Promise(resolve => socket.addEventListener('open', resolve))
  const closed = new Promise(resolve => socket.addEventListener('close', resolve))
  socket.send(Buffer.from('f'.repeat(500)))
  await closed
  expect(await record(presenter).before(presenter, topics.live)).toEqual([])
})

it('an allowance is a burst, then a rate, for each name', () => {
  let now = 0
  const allowance = new AllowanceByName({ burst: 3, perSecond: 2 }, () => now)
  const take = (name: string) => Array.from({ length: 5 }, () => allowance.take(name)).filter(Boolean).length
  expect([take('one'), take('one'), take('two')]).toEqual([3, 0, 3])
  now = 1000
  expect(take('one')).toBe(2)
})

it('addresses in networks with guests come first', () => {
  const of = (address: string, internal = false) => [{ address, internal, family: 'IPv4' as const, netmask: '', mac: '', cidr: null }]
  expect(networkAddresses({ lo: of('127.0.0.1', true), docker0: of('172.17.0.1'), wlan0: of('192.168.1.7') })).toEqual(['192.168.1.7', '172.17.0.1'])
})
