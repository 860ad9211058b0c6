import type { Session } from './messages'
import * as v from 'valibot'
import { KEPT } from '../state/storage'
import { fromBase64Url, toBase64Url } from './base64'
import { newSecret } from './signed'

const shape = v.object({ secret: v.pipe(v.string(), v.regex(/^[\w-]{43}$/)), begun: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) })

/**
 * Gives the key of this browser's room, which stays the same over reloads, and a session later than all earlier ones.
 *
 * @param storage where the key is kept
 */
export function presenterKey(storage: Storage = localStorage): { secret: Uint8Array, session: Session } {
  const kept = read(storage.getItem(KEPT.room))
  const secret = kept ? fromBase64Url(kept.secret) : newSecret()
  const begun = Math.max(Date.now(), (kept?.begun ?? 0) + 1)
  try {
    storage.setItem(KEPT.room, JSON.stringify({ secret: toBase64Url(secret), begun }))
  }
  catch (error) {
    console.warn('After a reload this will be a different room:', error)
  }
  return { secret, session: [begun, randomName()] }
}

function read(text: string | null) {
  try {
    const found = v.safeParse(shape, JSON.parse(text ?? 'null'))
    return found.success ? found.output : undefined
  }
  catch {
    return undefined
  }
}

/** A name that nobody can guess; a page on plain http has no `randomUUID`. */
export function randomName(): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(16)))
}
