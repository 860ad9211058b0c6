/**
 * `hashlib`: SHA-256. As CPython's does, it releases the GIL while it hashes a large buffer, so that threads which hash
 * run at the same time.
 *
 * @see https://docs.python.org/3.14/library/hashlib.html
 */
import { isStopping, raiseIfStopping } from '../../kernel/futex'
import { dropGil, takeGil } from '../../kernel/gil'
import { typeName } from '../../kernel/type-name'
import { Sha256 } from './sha256'

/** From how many bytes on the GIL is released: `HASHLIB_GIL_MINSIZE`. */
const GIL_MINSIZE = 2048
/** Between two looks at whether the run is being stopped. */
const SLICE_BYTES = 1024 * 1024

/** A hash that bytes can be fed to. @see https://docs.python.org/3.14/library/hashlib.html#hash-objects */
export class Hash {
  /** @see https://docs.python.org/3.14/library/hashlib.html#hashlib.hash.name */
  readonly name = 'sha256'
  /** Bytes of the digest. @see https://docs.python.org/3.14/library/hashlib.html#hashlib.hash.digest_size */
  readonly digestSize = 32
  /** @see https://docs.python.org/3.14/library/hashlib.html#hashlib.hash.block_size */
  readonly blockSize = 64
  readonly #sha: Sha256

  /** @internal */
  constructor(sha: Sha256) {
    this.#sha = sha
  }

  /**
   * Feeds bytes. It releases the GIL for 2048 bytes and more.
   *
   * @throws TypeError for a string: encode it first
   * @see https://docs.python.org/3.14/library/hashlib.html#hashlib.hash.update
   */
  update(data: Uint8Array | ArrayBuffer): void {
    const bytes = bytesOf(data)
    if (bytes.length < GIL_MINSIZE) {
      this.#sha.update(bytes)
      return
    }
    dropGil()
    try {
      for (let at = 0; at < bytes.length && !isStopping(); at += SLICE_BYTES)
        this.#sha.update(bytes.subarray(at, at + SLICE_BYTES))
    }
    finally {
      takeGil()
    }
    raiseIfStopping()
  }

  /** The digest of what was fed. @see https://docs.python.org/3.14/library/hashlib.html#hashlib.hash.digest */
  digest(): Uint8Array {
    return this.#sha.digest()
  }

  /** The digest in hexadecimal digits. @see https://docs.python.org/3.14/library/hashlib.html#hashlib.hash.hexdigest */
  hexdigest(): string {
    return Array.from(this.digest(), byte => byte.toString(16).padStart(2, '0')).join('')
  }

  /** A hash that goes on from here on its own. @see https://docs.python.org/3.14/library/hashlib.html#hashlib.hash.copy */
  copy(): Hash {
    return new Hash(this.#sha.copy())
  }
}

function bytesOf(data: unknown): Uint8Array {
  if (data instanceof ArrayBuffer)
    return new Uint8Array(data)
  if (ArrayBuffer.isView(data))
    return new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  if (typeof data === 'string')
    throw new TypeError('Strings must be encoded before hashing')
  throw new TypeError(`object supporting the buffer API required, not ${typeName(data)}`)
}

/**
 * The SHA-256 hash of bytes, to which more can be fed.
 *
 * @throws TypeError for a string: encode it first
 * @see https://docs.python.org/3.14/library/hashlib.html#hashlib.sha256
 */
export function sha256(data: Uint8Array | ArrayBuffer = new Uint8Array()): Hash {
  const hash = new Hash(new Sha256())
  hash.update(data)
  return hash
}
