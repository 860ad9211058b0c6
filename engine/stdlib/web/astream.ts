import type { Suspension } from '../../kernel/coroutine'
import type { IoEvent, IoHead } from '../../kernel/io-request'
import type { AsyncResult } from '../asyncio/internal'
import type { WebOptions } from './options'
import { ENTER, EXIT } from '../../kernel/context-manager'
import { RuntimeError } from '../../kernel/errors'
import { IoRequest } from '../../kernel/io-request'
import { getRunningLoop } from '../asyncio/events'
import { coroutine, exiting } from '../asyncio/internal'
import { timeout as within } from '../asyncio/timeouts'
import { answerTo, giveUp } from './answers'
import { HTTPError } from './errors'
import { failure } from './exchange'
import { readOptions } from './options'
import { PIECE_BYTES } from './stream'
import { subjectOf } from './subject'

/** A response whose body arrives in pieces: `for await (const piece of response)`. Inside the block its head is there. */
export class AsyncStreamingResponse implements AsyncDisposable, AsyncIterable<Uint8Array> {
  /** The requested address. */
  readonly url: string
  readonly #headers: [string, string][]
  readonly #timeout: number | null
  #request: IoRequest | undefined
  #head: IoHead | undefined

  /** @internal */
  constructor(url: string, headers: [string, string][], timeout: number | null) {
    this.url = url
    this.#headers = headers
    this.#timeout = timeout
  }

  get #begun(): IoHead {
    if (!this.#head)
      throw new RuntimeError('the response has not begun: await using response = web.astream(url)')
    return this.#head
  }

  get status(): number {
    return this.#begun.status
  }

  get reason(): string {
    return this.#begun.reason
  }

  /** Headers by their names in lower case. */
  get headers(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#begun.headers)
  }

  /** @throws HTTPError when the status is 400 or more */
  raiseForStatus(): void {
    const { status, reason } = this.#begun
    if (status >= 400)
      throw new HTTPError(status, reason, this.url)
  }

  * #answer(request: IoRequest): Generator<Suspension, IoEvent, unknown> {
    const loop = getRunningLoop()
    const wait = (): Generator<Suspension, void, unknown> => answerTo(request, subjectOf(this.url), loop)
    yield* this.#timeout === null ? wait() : within(this.#timeout).around(wait)
    return request.take()
  }

  /** @internal */
  [ENTER](): AsyncResult<void> {
    return coroutine('astream', function* (this: AsyncStreamingResponse) {
      const request = new IoRequest({ url: this.url, method: 'GET', headers: this.#headers, whole: false }, getRunningLoop().inbox)
      this.#request = request
      try {
        const event = yield* this.#answer(request)
        if (event.type !== 'head')
          throw failure(event)
        this.#head = event.head
      }
      catch (error) {
        giveUp(request)
        throw error
      }
    }.bind(this))
  }

  * #piece(): Generator<Suspension, IteratorResult<Uint8Array, undefined>, unknown> {
    void this.#begun
    const request = this.#request!
    request.pull(PIECE_BYTES)
    const event = yield* this.#answer(request)
    if (event.type === 'end')
      return { value: undefined, done: true }
    if (event.type !== 'chunk')
      throw failure(event)
    return { value: event.data, done: false }
  }

  /** The pieces of the body, as they arrive; other tasks go on meanwhile. */
  [Symbol.asyncIterator](): AsyncIterator<Uint8Array, undefined> {
    return { next: () => coroutine('__anext__', () => this.#piece()) as unknown as Promise<IteratorResult<Uint8Array, undefined>> }
  }

  /** @internal */
  [EXIT](_error: unknown): void {
    if (this.#request)
      giveUp(this.#request)
  }

  /** Abandons the request unless it is complete. */
  [Symbol.asyncDispose](): AsyncResult<void> {
    return exiting(this)
  }

  toString(): string {
    return `<AsyncStreamingResponse ${this.#head?.status ?? 'not begun'}>`
  }
}

/**
 * Requests an address; the block begins when the answer does: `await using response = web.astream(url)`. Leaving it, by
 * cancellation too, abandons the rest.
 *
 * @param url relative to the deck, such as `io/wait?ms=100&chunks=10`
 * @throws URLError on entering, when there is no answer, or the address is not on the deck's allow-list
 * @throws TimeoutError when the time is up before the answer begins, or before its next piece comes
 */
export function astream(url: string, options: WebOptions = {}): AsyncStreamingResponse {
  const { timeout, headers } = readOptions('astream', options)
  return new AsyncStreamingResponse(url, headers, timeout)
}
