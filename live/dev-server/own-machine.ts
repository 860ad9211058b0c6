import type { IncomingMessage } from 'node:http'

/** The names under which the deck's own machine is asked, as Slidev trusts them. */
const OWN_HOST = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/
const OWN_ADDRESS = /^(?:::1|(?:::ffff:)?127\.)/

/** The part of a request that tells where it comes from. */
export interface Origin {
  headers: Pick<IncomingMessage['headers'], 'host' | 'origin' | 'sec-fetch-site'>
  socket: { remoteAddress?: string }
}

/**
 * Whether a request comes from the speaker's own machine, by its own name: a tunnel ends at this machine as well, but
 * is asked by the tunnel's name.
 */
export function isFromOwnMachine({ headers, socket }: Origin): boolean {
  return OWN_HOST.test(headers.host ?? '') && OWN_ADDRESS.test(socket.remoteAddress ?? '')
}

/**
 * Whether a request comes from a page of this server, or from no page at all. A browser says where it comes from in
 * headers that pages can't set: Sec-Fetch-Site, or Origin where that is missing (plain http to another machine).
 */
export function isFromOwnPage({ headers }: Origin): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined)
    return site === 'same-origin' || site === 'none'
  return headers.origin === undefined || [`http://${headers.host}`, `https://${headers.host}`].includes(headers.origin)
}
