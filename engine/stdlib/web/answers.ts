/** The I/O bridge's answers to requests of this thread's event loops. */
import type { Suspension } from '../../kernel/coroutine'
import type { IoRequest } from '../../kernel/io-request'
import type { Future } from '../asyncio/future'
import type { EventLoop } from '../asyncio/loop'
import { onFreshRun } from '../../kernel/fresh-run'
import { dropAnswer } from '../../kernel/io-request'
import { NodeKind } from '../../protocol/loop-layout'
import { State } from '../../protocol/trace'
import { futureFor } from '../asyncio/future-for'
import { wait } from '../asyncio/internal'
import { registerNodeHandler } from '../asyncio/nodes'

/** The future that waits for an answer, by the request's address. */
const waiting = new Map<number, { request: IoRequest, future: Future<void> }>()

registerNodeHandler(NodeKind.Io, (_loop, address) => {
  const waiter = waiting.get(address)
  if (!waiter) {
    dropAnswer(address)
    return
  }
  waiting.delete(address)
  waiter.request.answered()
  if (!waiter.future.done())
    waiter.future.setResult()
})

/** Waits for the next answer to a request; other tasks go on. */
export function* answerTo(request: IoRequest, subject: number, loop: EventLoop): Generator<Suspension, void, unknown> {
  const future = futureFor<void>(loop, State.Io, undefined)
  future.waitSubject = subject
  waiting.set(request.address, { request, future })
  yield* wait<void>(future)
}

/** Abandons a request, if it is still running. */
export function giveUp(request: IoRequest): void {
  waiting.delete(request.address)
  request.cancel()
}

onFreshRun(() => waiting.clear())
