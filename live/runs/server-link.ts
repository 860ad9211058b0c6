import type { Link } from './messages'
import type { Join, Packed, Rights } from './server-protocol'
import { CONTROL_COOKIE, JOIN, MESSAGE, pack, RIGHTS, unpack } from './server-protocol'
import { TraceBudget } from './trace-budget'

/** The most bytes of a run's records to send over the server; the rest is counted, not sent. */
const MOST_TRACE = 8_000_000

/**
 * Connects devices over Slidev's dev server.
 *
 * @param id the id of this window
 * @param rights called with what the server lets this window do
 * @returns `undefined` in the built site, which has no dev server
 */
export function serverLink(id: string, rights: (rights: Rights) => void): Link | undefined {
  // Vite only provides it to modules that contain exactly this expression.
  const hot = import.meta.hot
  if (!hot)
    return undefined
  const password = new URLSearchParams(location.hash.split('?')[1]).get('password') ?? new URLSearchParams(location.search).get('password') ?? undefined
  const key = randomKey()
  const join = () => hot.send(JOIN, { id, key, password } satisfies Join)
  hot.on(RIGHTS, (given: Rights) => {
    if (given.token)
      document.cookie = `${CONTROL_COOKIE}=${given.token}; path=/; SameSite=Strict`
    rights(given)
  })
  hot.on('vite:ws:connect', join)
  join()

  const budget = new TraceBudget(MOST_TRACE)

  return {
    isLocal: false,
    send: envelope => hot.send(MESSAGE, pack({ ...envelope, message: budget.thinned(envelope.message) })),
    receive: take => hot.on(MESSAGE, (packed: Packed) => take(unpacked(packed))),
  }
}

/** Malformed text becomes undefined, which no window could have sent. */
function unpacked(packed: Packed): unknown {
  try {
    return unpack(packed)
  }
  catch {
    return undefined
  }
}

/** A page on plain http has no `randomUUID`. */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), part => part.toString(36)).join('-')
}
