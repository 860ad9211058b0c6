import type { Link } from './messages'
import type { Join, Packed, Rights } from './server-protocol'
import { CONTROL_COOKIE, JOIN, MESSAGE, pack, RIGHTS, unpack } from './server-protocol'
import { TraceBudget } from './trace-budget'

/** Bytes of records that may go over the server for one run; the rest is counted, not sent. */
const MOST_TRACE = 8_000_000

/**
 * Between devices, over the dev server that Slidev runs anyway.
 *
 * @param id of this window
 * @param rights is told what the server lets this window do
 * @returns `undefined` in the built site, which has no server
 */
export function serverLink(id: string, rights: (rights: Rights) => void): Link | undefined {
  // Vite gives it to modules in which these very words stand.
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

/** What arrives may be no text of {@link pack}: that is nothing, which no window could have sent. */
function unpacked(packed: Packed): unknown {
  try {
    return unpack(packed)
  }
  catch {
    return undefined
  }
}

/** A page of plain http has no `randomUUID`. */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), part => part.toString(36)).join('-')
}
