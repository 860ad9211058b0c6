/** Code in a link: an edit of a variant, compressed into the query of the address's hash. */
import { readSchedule } from '../../engine/protocol/schedule-text'

/** The content of a link. */
export interface SharedCode {
  /** Such as `lost-update/threads.ts`. */
  file: string
  text: string
  mode: 'gil' | 'free'
  /** The choices of a schedule, in the format of `readSchedule`. @default none */
  schedule?: string
}

/** The result of reading a link. */
export type ReadLink
  = | { code: SharedCode }
    /** Why it can't be read, for the person who opened it. */
    | { problem: string }

/** The query's name: `#/12?code=…`. */
export const QUERY = 'code'

/** The most letters of the query. Some chat programs and mail servers cut off longer addresses. */
export const MOST_LETTERS = 16_000
/** The most bytes of code in a link; no one reads a longer snippet, and a small link could hide a huge one. */
export const MOST_BYTES = 200_000

/** The start of links: with code alone, and with a schedule too. Any other start means another version. */
const VERSIONS = { code: '1.', schedule: '2.' } as const
/** Letters of each. */
const VERSION_LETTERS = 2

const BROKEN = 'This link is broken: a part of it is missing or was changed on its way. Ask for it once more, and copy all of it.'
const TOO_LONG = 'This link is too long to be one of this talk’s, so it was not read.'

/**
 * Encodes code as the text of a query.
 *
 * @returns the text; `undefined` when the code is too long for a link
 */
export async function encodeLink({ file, text, mode, schedule }: SharedCode): Promise<string | undefined> {
  if (text.length > MOST_BYTES)
    return undefined
  // zlib's checksum reveals a link that lost a letter.
  const packing = new Blob([JSON.stringify([file, mode, text, schedule].filter(part => part !== undefined))]).stream().pipeThrough(new CompressionStream('deflate'))
  const packed = new Uint8Array(await new Response(packing).arrayBuffer())
  return packed.length * 4 / 3 > MOST_LETTERS - 10 ? undefined : VERSIONS[schedule === undefined ? 'code' : 'schedule'] + toBase64Url(packed)
}

/** Reads the text of a query; never rejects, whatever it contains. */
export async function decodeLink(query: string): Promise<ReadLink> {
  if (query.length > MOST_LETTERS)
    return { problem: TOO_LONG }
  const hasSchedule = query.startsWith(VERSIONS.schedule)
  if (!hasSchedule && !query.startsWith(VERSIONS.code))
    return /^\d+\./.test(query) ? { problem: 'This link was made by a newer version of the deck: reload the page, and open it again.' } : { problem: BROKEN }
  try {
    const packed = fromBase64Url(query.slice(VERSION_LETTERS))
    const bytes = await unpack(packed)
    if (!bytes)
      return { problem: TOO_LONG }
    return read(JSON.parse(new TextDecoder().decode(bytes)), hasSchedule) ?? { problem: BROKEN }
  }
  catch {
    return { problem: BROKEN }
  }
}

function read(value: unknown, hasSchedule: boolean): ReadLink | undefined {
  if (!Array.isArray(value) || value.length !== (hasSchedule ? 4 : 3))
    return undefined
  const [file, mode, text, schedule] = value as unknown[]
  if (typeof file !== 'string' || typeof text !== 'string' || (mode !== 'gil' && mode !== 'free'))
    return undefined
  if (!hasSchedule)
    return { code: { file, mode, text } }
  return typeof schedule === 'string' && readSchedule(schedule) ? { code: { file, mode, text, schedule } } : undefined
}

/** Decompresses zlib data; `undefined` when it exceeds the limit, which is noticed before all of it is decompressed. */
async function unpack(packed: Uint8Array<ArrayBuffer>): Promise<Uint8Array | undefined> {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate')).getReader()
  const parts: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    size += piece.value.length
    if (size > MOST_BYTES) {
      await reader.cancel()
      return undefined
    }
    parts.push(piece.value)
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer())
}

function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), letter => letter.charCodeAt(0))
}
