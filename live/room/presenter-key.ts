import type { Session } from './messages'
import * as v from 'valibot'
import { KEPT } from '../state/storage'
import { fromBase64Url, toBase64Url } from './base64'
import { newSecret } from './signed'

const shape = v.object({ secret: v.pipe(v.string(), v.regex(/^[\w-]{43}$/)), begun: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) })

/**
 * The key of this browser's room, the same after a reload, and a session later than all before.
 *
 * @param storage where it is kept
 */
export function presenterKey(storage: Storage = localStorage): { secret: Uint8Array, session: Session } {
  const kept = read(storage.getItem(KEPT.room))
  const secret = kept ? fromBase64Url(kept.secret) : newSecret()
  const begun = Math.max(Date.now(), (kept?.begun ?? 0) + 1)
  try {
    storage.setItem(KEPT.room, JSON.stringify({ secret: toBase64Url(secret), begun }))
  }
  catch (error) {
    console.warn('The room will be another one after a reload:', error)
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

/** A name that nobody guesses; a page of plain http has no `randomUUID`. */
export function randomName(): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(16)))
}
