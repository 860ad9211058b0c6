import type { IoRequest } from '../../kernel/io-request'
import type { WebOptions } from './options'
import type { Response } from './response'
import { blocking } from '../../kernel/blocking'
import { now } from '../../kernel/clock'
import { TimeoutError } from '../../kernel/errors'
import { State } from '../../protocol/trace'
import { Exchange } from './exchange'
import { readOptions } from './options'
import { subjectOf } from './subject'

/**
 * Waits for the next answer to a request, blocking this thread.
 *
 * @param deadline of the run's clock
 * @throws TimeoutError when the time is up
 */
export function waitForAnswer(request: IoRequest, subject: number, deadline: number): void {
  if (!blocking(State.Io, subject, 0, () => request.wait(deadline - now())))
    throw new TimeoutError('timed out')
}

/**
 * Requests an address, blocking this thread until the whole response is there. It releases the GIL.
 *
 * @param url relative to the deck, such as `io/wait?ms=100`
 * @throws URLError when there is no answer, or the address is not on the deck's allow-list
 * @throws TimeoutError when the time is up
 */
export function get(url: string, options: WebOptions = {}): Response {
  const { timeout, headers } = readOptions('get', options)
  const subject = subjectOf(url)
  const deadline = timeout === null ? Infinity : now() + timeout * 1000
  const exchange = blocking(State.Io, subject, 0, () => new Exchange(url, headers, 0))
  try {
    for (;;) {
      waitForAnswer(exchange.request, subject, deadline)
      const response = exchange.accept()
      if (response)
        return response
    }
  }
  finally {
    exchange.request.cancel()
  }
}
