import type { IoEvent, IoHead } from '../../kernel/io'
import type { WebOptions } from './options'
import { blocking } from '../../kernel/blocking'
import { now } from '../../kernel/clock'
import { TimeoutError } from '../../kernel/errors'
import { IoRequest } from '../../kernel/io'
import { State } from '../../protocol/trace'
import { URLError } from './errors'
import { joinChunks, Response } from './response'
import { subjectOf } from './subject'

/**
 * Gets an address, blocking this thread until the body is there. It releases the GIL.
 *
 * @param url relative to the deck, as `io/wait?ms=100`
 * @throws URLError when there is no answer, or the address is not on the deck's allow-list
 * @throws TimeoutError when the time is over
 */
export function get(url: string, options: WebOptions = {}): Response {
  const { timeout = null, headers = {} } = options
  const request = blocking(State.Io, subjectOf(url), 0, () => new IoRequest({ url, method: 'GET', headers: Object.entries(headers) }, 0))
  const deadline = now() + (timeout === null ? Infinity : timeout * 1000)
  let finished = false
  const next = (): IoEvent => {
    if (!blocking(State.Io, subjectOf(url), 0, () => request.wait(deadline - now())))
      throw new TimeoutError('timed out')
    return request.take()
  }
  try {
    let head: IoHead | undefined
    const chunks: Uint8Array[] = []
    for (;;) {
      const event = next()
      switch (event.type) {
        case 'failed':
          throw new URLError(`<urlopen error ${event.message}>`)
        case 'end':
          finished = true
          return new Response(head!, joinChunks(chunks))
        case 'head':
          head = event.head
          break
        case 'chunk':
          chunks.push(event.data)
      }
      request.pull()
    }
  }
  finally {
    if (!finished)
      request.cancel()
  }
}
