import type { Coroutine } from '../../kernel/coroutine'
import type { IoHead } from '../../kernel/io'
import type { WebOptions } from './options'
import { TimeoutError } from '../../kernel/errors'
import { NodeKind } from '../../kernel/inbox'
import { IoRequest } from '../../kernel/io'
import { State } from '../../protocol/trace'
import { Future } from '../asyncio/future'
import { coroutine, wait } from '../asyncio/internal'
import { registerNodeHandler } from '../asyncio/nodes'
import { getRunningLoop } from '../asyncio/running'
import { URLError } from './errors'
import { joinChunks, Response } from './response'
import { subjectOf } from './subject'

/** The futures of this thread's open requests, by address; the loop's inbox makes them done. */
const waiters = new Map<number, Future<void>>()

registerNodeHandler(NodeKind.Io, (_loop, address) => {
  const future = waiters.get(address)
  waiters.delete(address)
  if (future && !future.done())
    future.setResult()
})

/**
 * Gets an address; the event loop goes on meanwhile. Cancelling the task gives the request up.
 *
 * @param url relative to the deck, as `io/wait?ms=100`
 * @throws URLError when there is no answer, or the address is not on the deck's allow-list
 * @throws TimeoutError when the time is over
 */
export function aget(url: string, options: WebOptions = {}): Coroutine<Response> & PromiseLike<Response> {
  return coroutine('aget', function* () {
    const { timeout = null, headers = {} } = options
    const loop = getRunningLoop()
    const subject = subjectOf(url)
    const request = new IoRequest({ url, method: 'GET', headers: Object.entries(headers) }, loop.inbox)
    let timedOut = false
    const timer = timeout === null
      ? undefined
      : loop.callLater(timeout, () => {
          timedOut = true
          waiters.get(request.address)?.setResult()
        })
    let finished = false
    try {
      let head: IoHead | undefined
      const chunks: Uint8Array[] = []
      for (;;) {
        const future = new Future<void>({ loop })
        future.waitState = State.Io
        future.waitSubject = subject
        waiters.set(request.address, future)
        yield* wait<void>(future)
        if (timedOut)
          throw new TimeoutError('timed out')
        const event = request.take()
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
      timer?.cancel()
      waiters.delete(request.address)
      if (!finished)
        request.cancel()
    }
  })
}
