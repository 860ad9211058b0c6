import type { IoHead } from '../../kernel/io-request'
import type { WebOptions } from './options'
import { blocking } from '../../kernel/blocking'
import { now } from '../../kernel/clock'
import { IoRequest } from '../../kernel/io-request'
import { State } from '../../protocol/trace'
import { failure } from './exchange'
import { waitForAnswer } from './get'
import { readOptions } from './options'
import { ResponseHead } from './response'
import { subjectOf } from './subject'

/** The most bytes in one piece. */
export const PIECE_BYTES = 64 * 1024

/** A response whose body arrives in pieces: `for (const piece of response)`. */
export class StreamingResponse extends ResponseHead implements Disposable, Iterable<Uint8Array> {
  readonly #request: IoRequest
  readonly #next: () => void

  /**
   * @param wait waits for the next answer
   * @internal
   */
  constructor(url: string, head: IoHead, request: IoRequest, wait: () => void) {
    super(url, head)
    this.#request = request
    this.#next = wait
  }

  /** The pieces of the body, as they arrive, blocking this thread meanwhile. */
  * [Symbol.iterator](): Generator<Uint8Array, void, void> {
    for (;;) {
      this.#request.pull(PIECE_BYTES)
      this.#next()
      const event = this.#request.take()
      if (event.type === 'end')
        return
      if (event.type !== 'chunk')
        throw failure(event)
      yield event.data
    }
  }

  /** Abandons the request unless it is complete. */
  [Symbol.dispose](): void {
    this.#request.cancel()
  }
}

/**
 * Requests an address and returns once the answer begins: `using response = web.stream(url)`. It releases the GIL while it
 * waits.
 *
 * @param url relative to the deck, such as `io/wait?ms=100&chunks=10`
 * @throws URLError when there is no answer, or the address is not on the deck's allow-list
 * @throws TimeoutError when the time is up before the answer begins, or before its next piece comes
 */
export function stream(url: string, options: WebOptions = {}): StreamingResponse {
  const { timeout, headers } = readOptions('stream', options)
  const subject = subjectOf(url)
  const request = blocking(State.Io, subject, 0, () => new IoRequest({ url, method: 'GET', headers, whole: false }, 0))
  const wait = (): void => waitForAnswer(request, subject, timeout === null ? Infinity : now() + timeout * 1000)
  try {
    wait()
    const event = request.take()
    if (event.type !== 'head')
      throw failure(event)
    return new StreamingResponse(url, event.head, request, wait)
  }
  catch (error) {
    request.cancel()
    throw error
  }
}
