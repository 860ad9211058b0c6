/**
 * `hashlib`. As in CPython, a hash of a large buffer releases the GIL, so that several threads can hash at the same time.
 *
 * @see https://docs.python.org/3.14/library/hashlib.html
 */
import { blake2b as nobleBlake2b, blake2s as nobleBlake2s } from '@noble/hashes/blake2.js'
import { md5 as nobleMd5, sha1 as nobleSha1 } from '@noble/hashes/legacy.js'
import { sha224 as nobleSha224, sha256 as nobleSha256, sha384 as nobleSha384, sha512 as nobleSha512 } from '@noble/hashes/sha2.js'
import { sha3_224 as nobleSha3_224, sha3_256 as nobleSha3_256, sha3_384 as nobleSha3_384, sha3_512 as nobleSha3_512 } from '@noble/hashes/sha3.js'
import { ValueError } from '../../kernel/errors'
import { isStopping, raiseIfStopping } from '../../kernel/futex'
import { dropGil, takeGil } from '../../kernel/gil'
import { typeName } from '../../kernel/type-name'

/** From how many bytes on the GIL is released: `HASHLIB_GIL_MINSIZE`. */
const GIL_MINSIZE = 2048
/** Hashed between two checks for a stop of the run. */
const SLICE_BYTES = 1024 * 1024

/** The state of a hash, which `digest` uses up. */
interface State {
  readonly outputLen: number
  readonly blockLen: number
  update: (data: Uint8Array) => unknown
  digest: () => Uint8Array
  clone: () => State
}

/** A hash object. @see https://docs.python.org/3.14/library/hashlib.html#hash-objects */
export class Hash {
  /** @see https://docs.python.org/3.14/library/hashlib.html#hashlib.hash.name */
  readonly name: string
  /** Bytes of the digest. @see https://docs.python.org/3.14/library/hashlib.html#hashlib.hash.digest_size */
  readonly digestSize: number
  /** Bytes of a block of its algorithm. @see https://docs.python.org/3.14/library/hashlib.html#hashlib.hash.block_size */
  readonly blockSize: number
  readonly #state: State

  /** @internal */
  constructor(name: string, state: State) {
    this.name = name
    this.digestSize = state.outputLen
    this.blockSize = state.blockLen
    this.#state = state
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
      this.#state.update(bytes)
      return
    }
    dropGil()
    try {
      for (let at = 0; at < bytes.length && !isStopping(); at += SLICE_BYTES)
        this.#state.update(bytes.subarray(at, at + SLICE_BYTES))
    }
    finally {
      takeGil()
    }
    raiseIfStopping()
  }

  /** The digest of what was fed. @see https://docs.python.org/3.14/library/hashlib.html#hashlib.hash.digest */
  digest(): Uint8Array {
    return this.#state.clone().digest()
  }

  /** The digest in hexadecimal digits. @see https://docs.python.org/3.14/library/hashlib.html#hashlib.hash.hexdigest */
  hexdigest(): string {
    return Array.from(this.digest(), byte => byte.toString(16).padStart(2, '0')).join('')
  }

  /** A hash that goes on from here on its own. @see https://docs.python.org/3.14/library/hashlib.html#hashlib.hash.copy */
  copy(): Hash {
    return new Hash(this.name, this.#state.clone())
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

const ALGORITHMS = {
  md5: nobleMd5,
  sha1: nobleSha1,
  sha224: nobleSha224,
  sha256: nobleSha256,
  sha384: nobleSha384,
  sha512: nobleSha512,
  sha3_224: nobleSha3_224,
  sha3_256: nobleSha3_256,
  sha3_384: nobleSha3_384,
  sha3_512: nobleSha3_512,
  blake2b: nobleBlake2b,
  blake2s: nobleBlake2s,
}

/**
 * The names of the algorithms.
 *
 * @see https://docs.python.org/3.14/library/hashlib.html#hashlib.algorithms_available
 */
export const algorithmsAvailable: ReadonlySet<string> = new Set(Object.keys(ALGORITHMS))

function hashOf(name: keyof typeof ALGORITHMS, data: Uint8Array | ArrayBuffer = new Uint8Array()): Hash {
  const hash = new Hash(name, ALGORITHMS[name].create())
  hash.update(data)
  return hash
}

function newHash(name: string, data?: Uint8Array | ArrayBuffer): Hash {
  const known = name.toLowerCase()
  if (!algorithmsAvailable.has(known))
    throw new ValueError(`unsupported hash type ${name}`)
  return hashOf(known as keyof typeof ALGORITHMS, data)
}

/**
 * The hash of an algorithm by its name.
 *
 * @throws ValueError for a name that isn't one of `algorithmsAvailable`
 * @throws TypeError for a string: encode it first
 * @see https://docs.python.org/3.14/library/hashlib.html#hashlib.new
 */
export { newHash as new }

/**
 * The hash of bytes, to which more can be fed.
 *
 * @throws TypeError for a string: encode it first
 * @see https://docs.python.org/3.14/library/hashlib.html#hashlib.md5
 */
export function md5(data?: Uint8Array | ArrayBuffer): Hash {
  return hashOf('md5', data)
}

/**
 * The hash of bytes, to which more can be fed.
 *
 * @throws TypeError for a string: encode it first
 * @see https://docs.python.org/3.14/library/hashlib.html#hashlib.sha1
 */
export function sha1(data?: Uint8Array | ArrayBuffer): Hash {
  return hashOf('sha1', data)
}

/**
 * The hash of bytes, to which more can be fed.
 *
 * @throws TypeError for a string: encode it first
 * @see https://docs.python.org/3.14/library/hashlib.html#hashlib.sha224
 */
export function sha224(data?: Uint8Array | ArrayBuffer): Hash {
  return hashOf('sha224', data)
}

/**
 * The hash of bytes, to which more can be fed.
 *
 * @throws TypeError for a string: encode it first
 * @see https://docs.python.org/3.14/library/hashlib.html#hashlib.sha256
 */
export function sha256(data?: Uint8Array | ArrayBuffer): Hash {
  return hashOf('sha256', data)
}

/**
 * The hash of bytes, to which more can be fed.
 *
 * @throws TypeError for a string: encode it first
 * @see https://docs.python.org/3.14/library/hashlib.html#hashlib.sha384
 */
export function sha384(data?: Uint8Array | ArrayBuffer): Hash {
  return hashOf('sha384', data)
}

/**
 * The hash of bytes, to which more can be fed.
 *
 * @throws TypeError for a string: encode it first
 * @see https://docs.python.org/3.14/library/hashlib.html#hashlib.sha512
 */
export function sha512(data?: Uint8Array | ArrayBuffer): Hash {
  return hashOf('sha512', data)
}

/**
 * The hash of bytes, to which more can be fed.
 *
 * @throws TypeError for a string: encode it first
 * @see https://docs.python.org/3.14/library/hashlib.html#hashlib.sha3_224
 */
export function sha3_224(data?: Uint8Array | ArrayBuffer): Hash {
  return hashOf('sha3_224', data)
}

/**
 * The hash of bytes, to which more can be fed.
 *
 * @throws TypeError for a string: encode it first
 * @see https://docs.python.org/3.14/library/hashlib.html#hashlib.sha3_256
 */
export function sha3_256(data?: Uint8Array | ArrayBuffer): Hash {
  return hashOf('sha3_256', data)
}

/**
 * The hash of bytes, to which more can be fed.
 *
 * @throws TypeError for a string: encode it first
 * @see https://docs.python.org/3.14/library/hashlib.html#hashlib.sha3_384
 */
export function sha3_384(data?: Uint8Array | ArrayBuffer): Hash {
  return hashOf('sha3_384', data)
}

/**
 * The hash of bytes, to which more can be fed.
 *
 * @throws TypeError for a string: encode it first
 * @see https://docs.python.org/3.14/library/hashlib.html#hashlib.sha3_512
 */
export function sha3_512(data?: Uint8Array | ArrayBuffer): Hash {
  return hashOf('sha3_512', data)
}

/**
 * The hash of bytes, to which more can be fed.
 *
 * @throws TypeError for a string: encode it first
 * @see https://docs.python.org/3.14/library/hashlib.html#hashlib.blake2b
 */
export function blake2b(data?: Uint8Array | ArrayBuffer): Hash {
  return hashOf('blake2b', data)
}

/**
 * The hash of bytes, to which more can be fed.
 *
 * @throws TypeError for a string: encode it first
 * @see https://docs.python.org/3.14/library/hashlib.html#hashlib.blake2s
 */
export function blake2s(data?: Uint8Array | ArrayBuffer): Hash {
  return hashOf('blake2s', data)
}
