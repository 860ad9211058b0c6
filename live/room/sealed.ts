/**
 * Encrypts guests' messages to the presenter: XChaCha20-Poly1305, with a key that HKDF derives from the X25519 shared
 * secret and both public keys.
 */
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js'
import { x25519 } from '@noble/curves/ed25519.js'
import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import * as v from 'valibot'
import { fromBase64Url, toBase64Url } from './base64'

const NONCE_BYTES = 24
const KEY_BYTES = 32
const INFO = new TextEncoder().encode('live-room 1 guest to presenter')
/** Most guests whose key is remembered: deriving one takes a millisecond. */
const MOST_REMEMBERED = 5000

/** An encrypted message, both parts as base64url. */
export interface Sealed {
  /** The guest's public key, new with each load of its page. */
  from: string
  /** Nonce, then the ciphertext. */
  box: string
}

const base64Url = v.pipe(v.string(), v.regex(/^[\w-]+$/))
export const sealedShape: v.GenericSchema<Sealed> = v.strictObject({
  from: v.pipe(base64Url, v.length(43)),
  box: v.pipe(base64Url, v.maxLength(4000)),
})

/** A key pair for encryption. */
export interface BoxKeys {
  secret: Uint8Array
  publicKey: Uint8Array
}

/** @param secret @default a new one */
export function boxKeys(secret: Uint8Array = x25519.utils.randomSecretKey()): BoxKeys {
  return { secret, publicKey: x25519.getPublicKey(secret) }
}

/** Encrypts a guest's messages. */
export class Sealer {
  private readonly key: Uint8Array
  private readonly from: string

  /**
   * @param presenter the presenter's public key
   * @param keys the guest's own keys
   * @throws {Error} when `presenter` is no valid key
   */
  constructor(presenter: Uint8Array, keys: BoxKeys = boxKeys()) {
    this.from = toBase64Url(keys.publicKey)
    this.key = sharedKey(keys.secret, presenter, keys.publicKey, presenter)
  }

  seal(text: string): Sealed {
    const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES))
    const sealed = xchacha20poly1305(this.key, nonce).encrypt(new TextEncoder().encode(text))
    const box = new Uint8Array(NONCE_BYTES + sealed.length)
    box.set(nonce)
    box.set(sealed, NONCE_BYTES)
    return { from: this.from, box: toBase64Url(box) }
  }
}

/** Decrypts guests' messages. */
export class Unsealer {
  private readonly known = new Map<string, Uint8Array>()

  constructor(private readonly keys: BoxKeys) {}

  /** @returns `undefined` when the message was encrypted to other keys, or changed on its way */
  open({ from, box }: Sealed): string | undefined {
    try {
      const bytes = fromBase64Url(box)
      const opened = xchacha20poly1305(this.keyOf(from), bytes.subarray(0, NONCE_BYTES)).decrypt(bytes.subarray(NONCE_BYTES))
      return new TextDecoder('utf-8', { fatal: true }).decode(opened)
    }
    catch {
      return undefined
    }
  }

  private keyOf(from: string): Uint8Array {
    let key = this.known.get(from)
    if (!key) {
      const guest = fromBase64Url(from)
      key = sharedKey(this.keys.secret, guest, guest, this.keys.publicKey)
      const [oldest] = this.known.keys()
      if (this.known.size >= MOST_REMEMBERED && oldest !== undefined)
        this.known.delete(oldest)
      this.known.set(from, key)
    }
    return key
  }
}

function sharedKey(own: Uint8Array, other: Uint8Array, guest: Uint8Array, presenter: Uint8Array): Uint8Array {
  const salt = new Uint8Array(guest.length + presenter.length)
  salt.set(guest)
  salt.set(presenter, guest.length)
  return hkdf(sha256, x25519.getSharedSecret(own, other), salt, INFO, KEY_BYTES)
}
