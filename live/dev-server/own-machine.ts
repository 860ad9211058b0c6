import type { IncomingMessage } from 'node:http'

/** The deck's own machine by name, as Slidev trusts it. */
const OWN_HOST = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/
const OWN_ADDRESS = /^(?:::1|(?:::ffff:)?127\.)/

/** The part of a request that shows where it comes from. */
export interface Origin {
  headers: Pick<IncomingMessage['headers'], 'host' | 'origin' | 'sec-fetch-site'>
  socket: { remoteAddress?: string }
}

/**
 * Whether a request comes from the speaker's own machine, by its own name: a tunnel ends at this machine as well, but its
 * requests carry the tunnel's name.
 */
export function isFromOwnMachine({ headers, socket }: Origin): boolean {
  return OWN_HOST.test(headers.host ?? '') && OWN_ADDRESS.test(socket.remoteAddress ?? '')
}

/**
 * Whether a request comes from a page of this server, or from no page at all. Browsers say so in headers that pages can't
 * set: Sec-Fetch-Site, or Origin where that is missing (plain http to another machine).
 */
export function isFromOwnPage({ headers }: Origin): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined)
    return site === 'same-origin' || site === 'none'
  return headers.origin === undefined || [`http://${headers.host}`, `https://${headers.host}`].includes(headers.origin)
}
