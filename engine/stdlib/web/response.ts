import type { IoHead } from '../../kernel/io-request'
import { registerCrossingClass } from '../../kernel/crossing-classes'
import { HTTPError } from './errors'

const decoder = new TextDecoder()

/** The head of a response. A status of 400 or more is an answer like any other. */
export abstract class ResponseHead {
  /** The requested address. */
  readonly url: string
  readonly status: number
  readonly reason: string
  /** Headers by their names in lower case. */
  readonly headers: Readonly<Record<string, string>>

  /** @internal */
  constructor(url: string, { status, reason, headers }: IoHead) {
    this.url = url
    this.status = status
    this.reason = reason
    this.headers = Object.fromEntries(headers)
  }

  /** @throws HTTPError when the status is 400 or more */
  raiseForStatus(): void {
    if (this.status >= 400)
      throw new HTTPError(this.status, this.reason, this.url)
  }

  toString(): string {
    return `<${this.constructor.name} ${this.status}>`
  }
}

/** A response whose body has been read. */
export class Response extends ResponseHead {
  readonly body: Uint8Array

  /** @internal */
  constructor(url: string, head: IoHead, body: Uint8Array) {
    super(url, head)
    this.body = body
  }

  /** The body as text. */
  get text(): string {
    return decoder.decode(this.body)
  }

  /** The body as JSON. */
  json(): unknown {
    return JSON.parse(this.text)
  }
}

registerCrossingClass(Response, {
  make: () => Object.create(Response.prototype) as Response,
  parts: ({ url, status, reason, headers, body }) => [['.url', url], ['.status', status], ['.reason', reason], ['.headers', headers], ['.body', body]],
  fill: (made, [url, status, reason, headers, body]) => Object.assign(made, { url, status, reason, headers, body }),
})
