import { State } from '../../protocol/trace'
import type { Coroutine } from '../../kernel/coroutine'
import { TimeoutError } from '../../kernel/errors'
import { NodeKind } from '../../kernel/inbox'
import { type IoHead, IoRequest } from '../../kernel/io'
import { Future } from '../asyncio/future'
import type { EventLoop } from '../asyncio/loop'
import { getRunningLoop } from '../asyncio/running'
import { coroutine, wait } from '../asyncio/sleep'
import { URLError } from './errors'
import type { WebOptions } from './options'
import { joinChunks, Response } from './response'
import { subjectOf } from './subject'

const waiting = new WeakMap<EventLoop, Map<number, Future<void>>>()

/** The futures of a loop's open requests, by address; the loop's inbox makes them done. */
function waitersOf(loop: EventLoop): Map<number, Future<void>> {
  let waiters = waiting.get(loop)
  if (!waiters) {
    const made = waiters = new Map<number, Future<void>>()
    waiting.set(loop, made)
    loop.onNode(NodeKind.Io, (address) => {
      const future = made.get(address)
      made.delete(address)
      if (future && !future.done())
        future.setResult()
    })
  }
  return waiters
}

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
    waitersOf(loop)
    const subject = subjectOf(url)
    const request = new IoRequest({ url, method: 'GET', headers: Object.entries(headers) }, loop.inbox)
    let timedOut = false
    const timer = timeout === null
      ? undefined
      : loop.callLater(timeout, () => {
          timedOut = true
          waitersOf(loop).get(request.address)?.setResult()
        })
    let finished = false
    try {
      let head: IoHead | undefined
      const chunks: Uint8Array[] = []
      for (;;) {
        const future = new Future<void>({ loop })
        future.waitsFor = { state: State.Io, subject, peer: 0 }
        waitersOf(loop).set(request.address, future)
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
      waitersOf(loop).delete(request.address)
      if (!finished)
        request.cancel()
    }
  })
}
