import type { IoHead } from '../../kernel/io'
import { HTTPError } from './errors'

const decoder = new TextDecoder()

/** A response whose body has been read. */
export class Response {
  readonly status: number
  readonly reason: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** The body. */
  readonly content: Uint8Array

  /** @internal */
  constructor({ status, reason, url, headers }: IoHead, content: Uint8Array) {
    this.status = status
    this.reason = reason
    this.url = url
    this.headers = Object.fromEntries(headers)
    this.content = content
  }

  /** The body as text. */
  get text(): string {
    return decoder.decode(this.content)
  }

  /** The body as JSON. */
  json(): unknown {
    return JSON.parse(this.text)
  }

  /** @throws HTTPError when the status is 400 or more */
  raiseForStatus(): void {
    if (this.status >= 400)
      throw new HTTPError(this.status, this.reason, this.url)
  }
}

/** Puts the pieces of a body together. */
export function joinChunks(chunks: readonly Uint8Array[]): Uint8Array {
  const content = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    content.set(chunk, at)
    at += chunk.length
  }
  return content
}
