import * as v from 'valibot'

/** Beside the deck's page: where its room goes over. */
const FILE = 'room.json'

const shape = v.object({ relay: v.pipe(v.string(), v.minLength(1), v.maxLength(1000)), guests: v.optional(v.pipe(v.string(), v.url(), v.maxLength(1000))) })

/** A room's address. */
export interface RoomFile {
  /** Of an MQTT broker over WebSocket. */
  relay: string
  /** Of the guests' pages. */
  guests: string
}

/** Why there can be no room here, for the person in front of the page. */
class NoRoom extends Error {}

/**
 * Reads where the room goes over.
 *
 * @param page address of the deck's page
 * @throws {NoRoom} when nothing says so, or the browser would not connect to it
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
 * The address of a relay as a browser connects to it.
 *
 * @param relay as the file has it: ws:, wss:, or relative to the page
 * @param base address of the page's folder
 * @throws {NoRoom} when a page of https would have to connect to ws:, which browsers refuse
 */
export function relayAddress(relay: string, base: URL): string {
  const url = new URL(relay, base)
  if (url.protocol.startsWith('http'))
    url.protocol = url.protocol.replace('http', 'ws')
  if (base.protocol === 'https:' && url.protocol === 'ws:')
    throw new NoRoom('This page came over https, and browsers connect from there to a relay with wss: only. Its address in room.json begins with ws:.')
  return url.href
}
