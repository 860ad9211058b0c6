/** Signs the presenter's messages, so that guests accept them from nobody else, whichever way they come. */
import { ed25519 } from '@noble/curves/ed25519.js'
import { toBase64Url } from './base64'

/** Prefix of every signed text, so that a signature is valid here and nowhere else. */
const CONTEXT = new TextEncoder().encode('live-room 1\n')
const SIGNATURE_BYTES = 64

/** The room's name: the presenter's public key, as base64url. */
export function roomOf(secret: Uint8Array): string {
  return toBase64Url(ed25519.getPublicKey(secret))
}

/** Makes a new secret key for a presenter. */
export function newSecret(): Uint8Array {
  return ed25519.utils.randomSecretKey()
}

/**
 * Signs a text.
 *
 * @returns the signature, then the text as UTF-8
 */
export function sign(secret: Uint8Array, text: string): Uint8Array {
  const body = new TextEncoder().encode(text)
  return joined(ed25519.sign(joined(CONTEXT, body), secret), body)
}

/**
 * Verifies a message from {@link sign}.
 *
 * @returns the text; `undefined` when the signature is not by this key
 */
export function verified(publicKey: Uint8Array, message: Uint8Array): string | undefined {
  if (message.length <= SIGNATURE_BYTES)
    return undefined
  const body = message.subarray(SIGNATURE_BYTES)
  try {
    if (ed25519.verify(message.subarray(0, SIGNATURE_BYTES), joined(CONTEXT, body), publicKey))
      return new TextDecoder('utf-8', { fatal: true }).decode(body)
  }
  catch {
    // The signature is malformed, or the text is not UTF-8.
  }
  return undefined
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const whole = new Uint8Array(first.length + second.length)
  whole.set(first)
  whole.set(second, first.length)
  return whole
}
