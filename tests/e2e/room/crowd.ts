/**
 * A process of simulated guests: each has a connection of its own, joins, votes, and receives what a guest's page receives.
 * `JSON` arguments and messages: see {@link Orders} and {@link Report}.
 */
import type { MqttClient } from 'mqtt'
import type { Buffer } from 'node:buffer'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import mqtt from 'mqtt'
import { fromBase64Url } from '../../../live/room/base64'
import { HERE } from '../../../live/room/presence'
import { randomName } from '../../../live/room/presenter-key'
import { topicsOf } from '../../../live/room/relay'
import { Sealer } from '../../../live/room/sealed'
import { readBroadcast } from '../../../live/room/shapes'
import { verified } from '../../../live/room/signed'

/** What the crowd is started with. */
export interface Orders {
  /** The relay's address. */
  url: string
  /** The room's name. */
  room: string
  guests: number
}

/** What has happened to the crowd so far. */
export interface Report {
  type: 'report'
  /** From each edit to each guest, in milliseconds. */
  delays: { p50: number, p95: number, most: number }
  edits: number
  /** Deliveries of news that are missing. */
  missing: number
  /** Bytes that a guest has received over its connection: the mean, and of the state with which it joined. */
  bytes: { all: number, state: number }
}

/** Connections that are made at the same time. */
const AT_A_TIME = 50

const { url, room, guests } = JSON.parse(process.argv[2]!) as Orders
const topics = topicsOf(room)
const key = fromBase64Url(room)
const clients: MqttClient[] = []
const names: string[] = []
/** How many guests have each message of news, by its signature; and when an edit in it was made. */
const arrivals = new Map<string, { edit: number | undefined, count: number }>()
const delays: number[] = []
let edits = 0
let bytes = 0
let stateBytes = 0
/** The presenter's key for votes, from the state. */
let box: string | undefined
let joined = 0

/** Reads a message once for all: their devices do that each for itself, and a single machine can't. */
function read(payload: Uint8Array) {
  const text = verified(key, payload)
  return text === undefined ? undefined : readBroadcast(text)?.content
}

function takeNews(payload: Buffer) {
  const now = Date.now()
  const signature = payload.toString('latin1', 0, 64)
  let arrival = arrivals.get(signature)
  if (!arrival) {
    const content = read(payload)
    if (content?.type !== 'news')
      return
    const entry = content.news.flatMap(each => each.type === 'set' ? each.entries : []).find(({ key }) => key.startsWith('text:'))
    arrival = { edit: entry?.stamp[0], count: 0 }
    arrivals.set(signature, arrival)
    edits += arrival.edit === undefined ? 0 : 1
  }
  arrival.count++
  if (arrival.edit !== undefined)
    delays.push(now - arrival.edit)
}

async function join() {
  const client = await mqtt.connectAsync(url, { reconnectPeriod: 0, keepalive: 20 })
  const name = randomName()
  clients.push(client)
  names.push(name)
  const state = new Promise<void>(resolve => client.on('message', (topic, payload) => {
    bytes += payload.length
    if (topic === topics.live)
      return takeNews(payload)
    if (box === undefined) {
      const content = read(payload)
      box = content?.type === 'state' ? content.state.box : undefined
    }
    stateBytes += payload.length
    client.unsubscribe(topics.state)
    resolve()
  }))
  await client.subscribeAsync([topics.live, topics.state])
  const sayHere = (waits: boolean) => client.publish(topics.guests, JSON.stringify({ type: 'here', guest: name, waits }))
  sayHere(true)
  setInterval(sayHere, HERE, false)
  await state
  joined++
}

/** Everybody votes: one for the first choice, the next for the second. */
function vote(poll: string) {
  const presenter = fromBase64Url(box!)
  for (const [i, client] of clients.entries())
    client.publish(topics.guests, JSON.stringify({ type: 'sealed', sealed: new Sealer(presenter).seal(JSON.stringify({ device: names[i], n: Date.now(), whisper: { type: 'vote', poll, choice: i % 2 } })) }))
}

function report(): Report {
  const sorted = delays.toSorted((a, b) => a - b)
  const at = (part: number) => sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN
  const missing = [...arrivals.values()].reduce((sum, { count }) => sum + guests - count, 0)
  return { type: 'report', delays: { p50: at(0.5), p95: at(0.95), most: at(1) }, edits, missing, bytes: { all: bytes / guests, state: stateBytes / guests } }
}

async function main() {
  for (let i = 0; i < guests; i += AT_A_TIME)
    await Promise.all(Array.from({ length: Math.min(AT_A_TIME, guests - i) }, join))
  // What came before the last one had joined was for the others only.
  arrivals.clear()
  process.send?.({ type: 'joined', joined })
  process.on('message', (order: { type: 'vote', poll: string } | { type: 'report' }) => {
    if (order.type === 'vote')
      vote(order.poll)
    else
      process.send?.(report())
  })
  // The parent ends this process.
  await sleep(2 ** 31 - 1)
}

void main()
