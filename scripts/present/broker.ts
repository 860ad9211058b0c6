import type { Client } from 'aedes'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import { Buffer } from 'node:buffer'
import { randomUUID } from 'node:crypto'
import { Aedes } from 'aedes'
import { createWebSocketStream, WebSocketServer } from 'ws'
import { MOST_GUEST_BYTES } from '../../live/room/shapes'
import { AllowanceByName } from './allowance'
import { PacketGuard } from './packet-guard'

/** Whose pages a connection comes from. */
type Side = 'presenter' | 'guests'

/** Handles a request for a WebSocket. */
export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void

export interface Broker {
  upgradeFor: (side: Side) => Upgrade
  /** How many clients are connected, on both sides. */
  clients: () => number
  close: () => Promise<void>
}

/** Longest frame, in bytes; the presenter sends a run's timeline. */
const MOST_BYTES = { presenter: 8_000_000, guests: MOST_GUEST_BYTES + 1024 }
/** Most messages from one connection, and from one address. */
const OF_CONNECTION = { burst: 20, perSecond: 2 }
const OF_ADDRESS = { burst: 200, perSecond: 20 }
/** How often a connection and an address may ask for the retained state, which is long. */
const STATE_OF_CONNECTION = { burst: 10, perSecond: 1 }
const STATE_OF_ADDRESS = { burst: 400, perSecond: 20 }
/** Most connections from one address. Devices behind a tunnel have this machine's, which has no limit. */
const MOST_CONNECTIONS = 200
const OWN_ADDRESS = /^(?:::1|(?:::ffff:)?127\.)/
/** A client that reads nothing for this long is disconnected, so that it can't hold up the others, in milliseconds. */
const SLOW = 5000
/** Topic of messages over the limit: nobody can subscribe to it. */
const NOWHERE = 'live-room/dropped'

const TOPIC = /^live-room\/[\w-]{43}\/(live|state|guests)$/

interface Connection {
  side: Side
  address: string
}

/**
 * Starts the room's relay, an MQTT broker in this process. Only the presenter's pages can publish to guests; guests can only
 * publish to the presenter, in limited size and number.
 */
export async function startBroker(): Promise<Broker> {
  const connections = new WeakMap<Client, Connection>()
  const ofClient = new AllowanceByName(OF_CONNECTION)
  const ofAddress = new AllowanceByName(OF_ADDRESS)
  const stateOfClient = new AllowanceByName(STATE_OF_CONNECTION)
  const stateOfAddress = new AllowanceByName(STATE_OF_ADDRESS)
  const open = new Map<string, number>()

  function mayHaveState({ id }: Client, { address }: Connection): boolean {
    return stateOfClient.take(id) && (OWN_ADDRESS.test(address) || stateOfAddress.take(address))
  }

  const broker = await Aedes.createBroker({
    drainTimeout: SLOW,
    maxClientsIdLength: 100,
    preConnect(_client, packet, done) {
      // A client that takes another one's id would disconnect it.
      packet.clientId = randomUUID()
      packet.clean = true
      done(null, true)
    },
    authorizePublish(client, packet, done) {
      const from = client && connections.get(client)
      const kind = TOPIC.exec(packet.topic)?.[1]
      if (!from || kind === undefined)
        return done(new Error('not a room\'s topic'))
      if (from.side === 'presenter')
        return done(null)
      if (kind !== 'guests' || packet.retain || packet.payload.length > MOST_GUEST_BYTES)
        return done(new Error('guests may only publish to the presenter'))
      if (!ofClient.take(client.id) || !(OWN_ADDRESS.test(from.address) || ofAddress.take(from.address)))
        Object.assign(packet, { topic: NOWHERE, payload: '' })
      done(null)
    },
    authorizeSubscribe(client, subscription, done) {
      const from = connections.get(client)
      const kind = TOPIC.exec(subscription.topic)?.[1]
      const allowed = from !== undefined && kind !== undefined && (from.side === 'presenter' || kind === 'live' || (kind === 'state' && mayHaveState(client, from)))
      done(null, allowed ? { ...subscription, qos: 0 } : null)
    },
  })
  // A client's error ends its own connection and nothing else.
  broker.on('clientError', () => {})
  broker.on('connectionError', () => {})

  const sockets = {
    presenter: new WebSocketServer({ noServer: true, maxPayload: MOST_BYTES.presenter, handleProtocols: mqttOf }),
    guests: new WebSocketServer({ noServer: true, maxPayload: MOST_BYTES.guests, handleProtocols: mqttOf }),
  }

  return {
    upgradeFor: side => (request, socket, head) => {
      const address = request.socket.remoteAddress ?? ''
      const already = open.get(address) ?? 0
      if (already >= MOST_CONNECTIONS && !OWN_ADDRESS.test(address)) {
        socket.end('HTTP/1.1 429 Too Many Requests\r\nConnection: close\r\n\r\n')
        return
      }
      open.set(address, already + 1)
      socket.once('close', () => {
        const left = (open.get(address) ?? 1) - 1
        if (left > 0)
          open.set(address, left)
        else
          open.delete(address)
      })
      socket.on('error', () => {})
      sockets[side].handleUpgrade(request, socket, head, (webSocket) => {
        if (side === 'guests') {
          const guard = new PacketGuard(MOST_BYTES.guests)
          webSocket.on('message', bytes => guard.allows(bytes as Buffer) || webSocket.terminate())
        }
        const stream = inOneFrame(webSocket)
        stream.on('error', () => {})
        webSocket.on('error', () => {})
        connections.set(broker.handle(stream, request), { side, address })
      })
    },
    clients: () => broker.connectedClients,
    close: async () => {
      for (const server of Object.values(sockets)) {
        server.clients.forEach(client => client.terminate())
        server.close()
      }
      await new Promise<void>(resolve => broker.close(resolve))
    },
  }
}

/** A stream that sends what is written at once as one frame: the broker writes a packet in four pieces, and a frame for each would take four times as long. */
function inOneFrame(webSocket: WebSocket): Duplex {
  const stream = createWebSocketStream(webSocket)
  stream._writev = (pieces, done) => stream._write(Buffer.concat(pieces.map(({ chunk }) => chunk as Buffer)), 'buffer' as BufferEncoding, done)
  return stream
}

function mqttOf(protocols: Set<string>): string | false {
  return protocols.has('mqtt') ? 'mqtt' : false
}
