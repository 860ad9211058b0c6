/** The protocol of windows on different devices over Slidev's dev server: its event names and payloads. */
import type { Envelope } from './messages'

/** Client to server, once per connection: who it is, and the password that it was opened with. */
export const JOIN = 'live-code:join'
/** Client to server, and server to all others: an envelope as text. */
export const MESSAGE = 'live-code:message'
/** Server to client: whether it may change anything. */
export const RIGHTS = 'live-code:rights'

export interface Join {
  id: string
  /** A secret of this window: after a lost connection it proves that the window is the one that joined under this id. */
  key: string
  password: string | undefined
}

export interface Rights {
  controls: boolean
  /** For a window that may change things: proves that to the server's other endpoints, as the cookie {@link CONTROL_COOKIE}. */
  token?: string
}

export const CONTROL_COOKIE = 'live-code-control'

export interface Packed {
  /** The envelope without its message, for routing; then the message as JSON, which the server reads as well. */
  from: string
  n: number
  to?: string
  json: string
}

/** Key of a buffer in JSON, as base64. */
const BUFFER = '$buffer'

/** Serializes an envelope; buffers, such as traces, have no JSON form of their own. */
export function pack({ from, n, to, message }: Envelope): Packed {
  return { from, n, to, json: writeText(message) }
}

/** Parses the output of {@link pack}. */
export function unpack({ from, n, to, json }: Packed): Envelope {
  return { from, n, to, message: readText(json) as Envelope['message'] }
}

/** Plain data with buffers in it, as JSON. */
export function writeText(data: unknown): string {
  return JSON.stringify(data, (_, value: unknown) => value instanceof ArrayBuffer ? { [BUFFER]: toBase64(value) } : value)
}

/**
 * Reads what {@link writeText} wrote.
 *
 * @throws {Error} when it is no such text
 */
export function readText(text: string): unknown {
  return JSON.parse(text, (_, value: unknown) => isPacked(value) ? fromBase64(value[BUFFER]) : value)
}

function isPacked(value: unknown): value is { [BUFFER]: string } {
  return typeof value === 'object' && value !== null && BUFFER in value
}

function toBase64(buffer: ArrayBuffer): string {
  const bytes = new Uint8Array(buffer)
  let text = ''
  // In chunks: a call can only take so many arguments.
  for (let at = 0; at < bytes.length; at += 0x8000)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(text)
}

function fromBase64(text: string): ArrayBuffer {
  return Uint8Array.from(atob(text), letter => letter.charCodeAt(0)).buffer
}
