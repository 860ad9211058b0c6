import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Site } from '../server/site'
import type { Broker, Upgrade } from './broker'
import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import { isFromOwnMachine, isFromOwnPage } from '../../live/dev-server/own-machine'
import { withoutSpeakerNotes } from '../notes/speaker-notes'
import { onFreePort, serveSite } from '../server/site'
import { startBroker } from './broker'

/** Path of the relay, beside the deck. */
const RELAY = 'relay'
const FIRST_PORT = 3030
const FIRST_GUESTS_PORT = 3131

export interface RoomSiteOptions {
  /** The folder of the built site. */
  folder: string
  previous?: string
  /** 0: any free one; absent: the first free one from 3030, or 3131 for guests. */
  port?: number
  guestsPort?: number
  /** Address on which the guests' pages are served. @default all of this machine's */
  host?: string
  /** Gives the address under which guests reach their pages, from the port of these. */
  addressOf: (port: number) => string
  /** An MQTT broker over WebSocket. @default one in this process */
  relay?: string
}

/** A served deck with a room. */
export interface RoomSite {
  /** The presenter's page. */
  url: string
  /** The guests' pages; the link to join also has the room's name, which the presenter's page adds. */
  guestsUrl: string
  broker: Broker | undefined
  close: () => Promise<void>
}

/**
 * Serves a built deck twice: for the presenter, to this machine only, and for guests, without the speaker's notes. The
 * broker between them runs in this process, unless another one is given.
 *
 * @throws {Error} as `serveSite`
 */
export async function serveRoom({ folder, previous, port, guestsPort, host = '0.0.0.0', addressOf, relay }: RoomSiteOptions): Promise<RoomSite> {
  const broker = relay === undefined ? await startBroker() : undefined
  const sites: Site[] = []
  try {
    const guests = await started(guestsPort, FIRST_GUESTS_PORT, at => serveSite({
      folder,
      port: at,
      host,
      first: async (place, request, response) => sendRoomFile(place, { relay: relay ?? `./${RELAY}` }, response)
        || sendWithoutNotes(folder, place, request, response),
      upgrade: broker && onlyRelay(broker.upgradeFor('guests')),
    }))
    sites.push(guests)
    const guestsUrl = addressOf(Number(new URL(guests.url).port))
    const presenter = await started(port, FIRST_PORT, at => serveSite({
      folder,
      previous,
      port: at,
      first: async (place, request, response) => refuseStrangers(request, response)
        || sendRoomFile(place, { relay: relay ?? `./${RELAY}`, guests: guestsUrl }, response),
      upgrade: broker && onlyOwn(onlyRelay(broker.upgradeFor('presenter'))),
    }))
    sites.push(presenter)
    return {
      url: `${presenter.url}?present#/presenter/1`,
      guestsUrl,
      broker,
      close: async () => {
        await broker?.close()
        await Promise.all(sites.map(site => site.close()))
      },
    }
  }
  catch (error) {
    await Promise.all([broker?.close(), ...sites.map(site => site.close())])
    throw error
  }
}

function started(port: number | undefined, first: number, start: (port: number) => Promise<Site>): Promise<Site> {
  return port === undefined ? onFreePort(first, start) : start(port)
}

/** Refuses requests that name this machine otherwise than as localhost: a page of another site must not read the notes (DNS rebinding). */
function refuseStrangers(request: IncomingMessage, response: ServerResponse): boolean {
  if (isFromOwnMachine(request))
    return false
  response.writeHead(403, { 'Content-Type': 'text/plain; charset=utf-8' }).end('the presenter\'s pages are only served to this machine, as localhost\n')
  return true
}

function onlyOwn(upgrade: Upgrade): Upgrade {
  return (request, socket, head) => {
    if (isFromOwnMachine(request) && isFromOwnPage(request))
      upgrade(request, socket, head)
    else
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
  }
}

function onlyRelay(upgrade: Upgrade): Upgrade {
  return (request, socket, head) => {
    if (request.url?.split('?')[0] === `/${RELAY}`)
      upgrade(request, socket, head)
    else
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n')
  }
}

/** Serves the file that describes the room to a page: see live/room/room-file.ts. */
function sendRoomFile(place: string, room: object, response: ServerResponse): boolean {
  if (place !== 'room.json')
    return false
  response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' }).end(JSON.stringify(room))
  return true
}

/** Sends a script of the site without the speaker's notes; no other file contains any. */
async function sendWithoutNotes(folder: string, place: string, { method, headers }: IncomingMessage, response: ServerResponse): Promise<boolean> {
  if (!place.endsWith('.js') || place.split('/').some(name => name.startsWith('.') || name.includes('\\')))
    return false
  const file = await fs.readFile(path.join(folder, place), 'utf8').catch(() => undefined)
  if (file === undefined)
    return false
  const body = Buffer.from(withoutSpeakerNotes(file))
  const etag = `"${createHash('sha256').update(body).digest('base64url')}"`
  response.setHeader('ETag', etag)
  response.setHeader('Cache-Control', 'no-cache')
  if (headers['if-none-match'] === etag) {
    response.writeHead(304).end()
    return true
  }
  response.writeHead(200, { 'Content-Type': 'text/javascript; charset=utf-8', 'Content-Length': body.length })
  response.end(method === 'HEAD' ? undefined : body)
  return true
}
