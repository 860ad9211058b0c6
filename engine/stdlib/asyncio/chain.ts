/** Chains asyncio futures to those of concurrent.futures, which all threads share: Lib/asyncio/futures.py. */
import type { AbstractEventLoop, LoopCore } from './events'
import { onFreshRun } from '../../kernel/fresh-run'
import { checkOptions } from '../../kernel/options'
import { NodeKind } from '../../protocol/loop-layout'
import { repr } from '../builtins/functions'
import { CancelledError as SharedCancelledError, InvalidStateError as SharedInvalidStateError } from '../concurrent.futures/errors'
import { Future as SharedFuture } from '../concurrent.futures/future'
import { takeDoneNode } from '../concurrent.futures/watchers'
import { getEventLoop } from './events'
import { CancelledError, InvalidStateError } from './exceptions'
import { Future } from './future'
import { registerNodeHandler } from './nodes'

/** This thread's callbacks for shared futures, by the token registered with the future. */
const waiting = new Map<number, () => void>()
let lastToken = 0

/** Calls a function in a loop's thread, this one, once a shared future is done or cancelled. */
export function whenDone(future: SharedFuture, loop: LoopCore, callback: () => void): void {
  const token = ++lastToken
  waiting.set(token, callback)
  future.notifyWhenDone(loop.inbox, token)
}

registerNodeHandler(NodeKind.FutureDone, (_loop, node) => {
  const { token } = takeDoneNode(node)
  const callback = waiting.get(token)
  waiting.delete(token)
  callback?.()
})

/** The equivalent asyncio exception. */
function convert(exception: Error): Error {
  if (exception instanceof SharedCancelledError)
    return new CancelledError(exception.message)
  return exception instanceof SharedInvalidStateError ? new InvalidStateError(exception.message) : exception
}

/** Copies a shared future's result, exception or cancellation to an asyncio future. */
function copyState<T>(source: SharedFuture<T>, target: Future<T>): void {
  if (target.done())
    return
  if (source.cancelled()) {
    target.cancel()
    return
  }
  const exception = source.exception()
  if (exception)
    target.setException(convert(exception))
  else
    target.setResult(source.result())
}

/**
 * Wraps a concurrent.futures future in an asyncio one: it can be awaited, and cancelling it cancels the other.
 *
 * @throws TypeError for anything that is not a future
 * @see https://docs.python.org/3.14/library/asyncio-future.html#asyncio.wrap_future
 */
export function wrapFuture<T>(future: SharedFuture<T> | Future<T>, options: {
  /** @default the running loop */
  loop?: AbstractEventLoop | null
} = {}): Future<T> {
  checkOptions('wrap_future', options, ['loop'])
  if (future instanceof Future)
    return future
  if (!(future instanceof SharedFuture))
    throw new TypeError(`concurrent.futures.Future is expected, got ${repr(future)}`)
  const loop = options.loop ?? getEventLoop()
  const wrapped = new Future<T>({ loop })
  wrapped.waitSubject = future.address
  wrapped.addDoneCallback(() => {
    if (wrapped.cancelled())
      future.cancel()
  })
  whenDone(future, loop, () => copyState(future, wrapped))
  return wrapped
}

/** Copies an asyncio future's result, exception or cancellation to a shared one; a value that can't cross becomes a TypeError. */
export function setSharedState(source: Future, target: SharedFuture): void {
  if (source.cancelled())
    target.cancel()
  if (!target.setRunningOrNotifyCancel())
    return
  const exception = source.exception()
  if (exception) {
    target.setException(exception)
    return
  }
  try {
    target.setResult(source.result())
  }
  catch (error) {
    target.setException(error as Error)
  }
}

onFreshRun(() => {
  waiting.clear()
  lastToken = 0
})
