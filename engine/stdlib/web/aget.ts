import type { Suspension } from '../../kernel/coroutine'
import type { AsyncResult } from '../asyncio/internal'
import type { WebOptions } from './options'
import type { Response } from './response'
import { getRunningLoop } from '../asyncio/events'
import { fromBody } from '../asyncio/internal'
import { timeout as within } from '../asyncio/timeouts'
import { answerTo, giveUp } from './answers'
import { Exchange } from './exchange'
import { readOptions } from './options'
import { subjectOf } from './subject'

function* fetch(url: string, headers: [string, string][]): Generator<Suspension, Response, unknown> {
  const loop = getRunningLoop()
  const subject = subjectOf(url)
  const exchange = new Exchange(url, headers, loop.inbox)
  try {
    for (;;) {
      yield* answerTo(exchange.request, subject, loop)
      const response = exchange.accept()
      if (response)
        return response
    }
  }
  finally {
    giveUp(exchange.request)
  }
}

/**
 * Requests an address; the event loop goes on meanwhile. Cancelling the task abandons the request.
 *
 * @param url relative to the deck, such as `io/wait?ms=100`
 * @returns a coroutine whose result is the complete response
 * @throws URLError when there is no answer, or the address is not on the deck's allow-list
 * @throws TimeoutError when the time is up
 */
export function aget(url: string, options: WebOptions = {}): AsyncResult<Response> {
  const { timeout, headers } = readOptions('aget', options)
  const body = function* (): Generator<Suspension, Response, unknown> {
    return yield* timeout === null ? fetch(url, headers) : within(timeout).around(() => fetch(url, headers))
  }
  return fromBody('aget', body(), { callee: 'web.aget', args: [url, options] })
}
