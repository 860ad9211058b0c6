/** A process of its own, as `npm run present` is one: the room's relay, and a broker with nothing of ours in it. */
import type { AddressInfo } from 'node:net'
import http from 'node:http'
import process from 'node:process'
import { Aedes } from 'aedes'
import { createWebSocketStream, WebSocketServer } from 'ws'
import { startBroker } from '../../../scripts/present/broker'

async function listening(server: http.Server): Promise<string> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return `ws://127.0.0.1:${(server.address() as AddressInfo).port}/relay`
}

async function main() {
  const broker = await startBroker()
  const bare = await Aedes.createBroker()
  const sockets = new WebSocketServer({ noServer: true })
  process.send?.({
    presenter: await listening(http.createServer().on('upgrade', broker.upgradeFor('presenter'))),
    guests: await listening(http.createServer().on('upgrade', broker.upgradeFor('guests'))),
    bare: await listening(http.createServer().on('upgrade', (request, socket, head) => {
      sockets.handleUpgrade(request, socket, head, webSocket => bare.handle(createWebSocketStream(webSocket), request))
    })),
  })
  process.on('message', () => process.send?.({ memory: process.memoryUsage().rss }))
}

void main()
