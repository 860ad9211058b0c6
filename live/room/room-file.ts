import * as v from 'valibot'

/** Beside the deck's page: it names the room's relay. */
const FILE = 'room.json'

const shape = v.object({ relay: v.pipe(v.string(), v.minLength(1), v.maxLength(1000)), guests: v.optional(v.pipe(v.string(), v.url(), v.maxLength(1000))) })

/** The addresses of a room. */
export interface RoomFile {
  /** An MQTT broker over WebSocket. */
  relay: string
  /** The guests' pages. */
  guests: string
}

/** Says why there can be no room here, to the person in front of the page. */
class NoRoom extends Error {}

/**
 * Reads the addresses of the room.
 *
 * @param page address of the deck's page
 * @throws {NoRoom} when there is no such file, or the browser would refuse to connect to its relay
 */
export async function readRoomFile(page: string = location.href): Promise<RoomFile> {
  const base = new URL('.', page.replace(/[?#].*/s, ''))
  const found: unknown = await fetch(new URL(FILE, base), { cache: 'no-store' }).then(answer => answer.ok ? answer.json() : undefined).catch(() => undefined)
  const read = v.safeParse(shape, found)
  if (!read.success)
    throw new NoRoom('There is no room here: npm run present opens one, or a room.json beside the page names a relay.')
  return { relay: relayAddress(read.output.relay, base), guests: read.output.guests ?? base.href }
}

/**
 * Gives the address under which a browser connects to a relay.
 *
 * @param relay the address in the file: ws:, wss:, or relative to the page
 * @param base address of the page's folder
 * @throws {NoRoom} for ws: from a page on https, which browsers refuse
 */
export function relayAddress(relay: string, base: URL): string {
  const url = new URL(relay, base)
  if (url.protocol.startsWith('http'))
    url.protocol = url.protocol.replace('http', 'ws')
  if (base.protocol === 'https:' && url.protocol === 'ws:')
    throw new NoRoom('This page was loaded over https, from where browsers connect to wss: only. The relay in room.json has an address with ws:.')
  return url.href
}
