/** The code of a link: what somebody made of a variant, compressed into the query of the address's hash. */
import { Inflate, strFromU8, strToU8, zlibSync } from 'fflate'

/** What a link carries. */
export interface SharedCode {
  /** As `lost-update/threads.ts`. */
  file: string
  text: string
  mode: 'gil' | 'free'
}

/** What has come of reading a link. */
export type ReadLink
  = | { code: SharedCode }
    /** Why it can't be read, for the person who has opened it. */
    | { problem: string }

/** The query's name: `#/12?code=…`. */
export const QUERY = 'code'

/** Letters of the query. Some chat programs and mail servers cut off longer addresses. */
export const MOST_LETTERS = 16_000
/** Bytes of the code in a link; nobody reads a longer snippet, and a small link could hide a huge one. */
export const MOST_BYTES = 200_000

/** Of the first version of links; one that begins otherwise is of another time. */
const VERSION = '1.'

/** Bytes that are unpacked at a time. */
const PIECE = 256

const BROKEN = 'This link is broken: a part of it is missing or was changed on its way. Ask for it once more, and copy all of it.'
const TOO_LONG = 'This link is too long to be one of this talk’s, so it was not read.'

/**
 * Puts code into the text of a query.
 *
 * @returns the text; `undefined` when the code is too long for a link
 */
export function encodeLink({ file, text, mode }: SharedCode): string | undefined {
  if (text.length > MOST_BYTES)
    return undefined
  // zlib's checksum tells a link that lost a letter from one that is whole.
  const packed = zlibSync(strToU8(JSON.stringify([file, mode, text])), { level: 9 })
  return packed.length * 4 / 3 > MOST_LETTERS - 10 ? undefined : VERSION + toBase64Url(packed)
}

/** Reads the text of a query; never throws, whatever it holds. */
export function decodeLink(query: string): ReadLink {
  if (query.length > MOST_LETTERS)
    return { problem: TOO_LONG }
  if (!query.startsWith(VERSION))
    return /^\d+\./.test(query) ? { problem: 'This link was made by a newer version of the talk: reload the page, and open it again.' } : { problem: BROKEN }
  try {
    const packed = fromBase64Url(query.slice(VERSION.length))
    const bytes = unpack(packed)
    if (!bytes)
      return { problem: TOO_LONG }
    return read(JSON.parse(strFromU8(bytes))) ?? { problem: BROKEN }
  }
  catch {
    return { problem: BROKEN }
  }
}

function read(value: unknown): ReadLink | undefined {
  if (!Array.isArray(value) || value.length !== 3)
    return undefined
  const [file, mode, text] = value as unknown[]
  return typeof file === 'string' && typeof text === 'string' && (mode === 'gil' || mode === 'free')
    ? { code: { file, mode, text } }
    : undefined
}

/** What zlib has packed; `undefined` when it is more than a link may hold. */
function unpack(packed: Uint8Array): Uint8Array | undefined {
  if (packed.length < 6 || (packed[0]! & 15) !== 8)
    throw new Error('no zlib')
  const parts: Uint8Array[] = []
  let size = 0
  const inflate = new Inflate((part) => {
    size += part.length
    if (size <= MOST_BYTES)
      parts.push(part)
  })
  const end = packed.length - 4
  // In small pieces, so that a bomb is found before it has gone off.
  for (let at = 2; at < end; at += PIECE) {
    inflate.push(packed.subarray(at, Math.min(at + PIECE, end)), at + PIECE >= end)
    if (size > MOST_BYTES)
      return undefined
  }
  const bytes = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  const sum = new DataView(packed.buffer, packed.byteOffset).getUint32(end)
  if (adler32(bytes) !== sum)
    throw new Error('checksum')
  return bytes
}

/** zlib's checksum (RFC 1950); fflate leaves it unread. */
function adler32(bytes: Uint8Array): number {
  let [a, b] = [1, 0]
  for (const byte of bytes) {
    a = (a + byte) % 65521
    b = (b + a) % 65521
  }
  return (b * 65536 + a) >>> 0
}

function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

function fromBase64Url(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), letter => letter.charCodeAt(0))
}
