/** A request whose response is collected as a whole. */
import type { IoEvent, IoHead } from '../../kernel/io-request'
import { IoRequest } from '../../kernel/io-request'
import { URLError } from './errors'
import { Response } from './response'

/** Assembles the response from the bridge's answers. */
export class Exchange {
  readonly request: IoRequest
  readonly #url: string
  #head: IoHead | undefined
  #body = new Uint8Array(0)
  #filled = 0

  /** @param inbox the event loop's inbox for the answers; 0 if this thread waits for them */
  constructor(url: string, headers: [string, string][], inbox: number) {
    this.#url = url
    this.request = new IoRequest({ url, method: 'GET', headers, whole: true }, inbox)
  }

  /**
   * Takes the answer that has arrived.
   *
   * @returns the response if it is complete; else another answer has been requested
   * @throws URLError when there is none
   */
  accept(): Response | undefined {
    const event = this.request.take()
    switch (event.type) {
      case 'whole':
        this.#head = event.head
        this.#body = new Uint8Array(event.length)
        this.#add(event.data)
        break
      case 'chunk':
        this.#add(event.data)
        break
      default:
        throw failure(event)
    }
    const left = this.#body.length - this.#filled
    if (left === 0) {
      this.request.finish()
      return new Response(this.#url, this.#head!, this.#body)
    }
    this.request.pull(left)
    return undefined
  }

  #add(data: Uint8Array): void {
    this.#body.set(data, this.#filled)
    this.#filled += data.length
  }
}

/** Why there is no response. */
export function failure(event: IoEvent): URLError {
  return new URLError(`<urlopen error ${event.type === 'failed' ? event.message : 'the answer broke off'}>`)
}
