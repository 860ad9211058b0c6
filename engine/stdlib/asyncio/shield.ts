import type { AnyAwaitable } from './task'
import { Future } from './future'
import { ensureFuture } from './tasks'

/** Reports the exception of a shielded future whose result no code awaits any more. */
function reportException(future: Future): void {
  const exception = future.cancelled() ? null : future.exception()
  if (exception) {
    future.getLoop().callExceptionHandler({
      message: `${exception.name} exception in shielded future`,
      exception,
      future,
    })
  }
}

/**
 * Shields an awaitable from cancellation: when the task that awaits the shield is cancelled, the awaitable goes on.
 *
 * @see https://docs.python.org/3.14/library/asyncio-task.html#asyncio.shield
 */
export function shield<T>(awaitable: AnyAwaitable<T>): Future<T> {
  const inner = ensureFuture(awaitable)
  if (inner.done())
    return inner
  const outer = new Future<T>({ loop: inner.getLoop() })
  outer.waitPeer = inner.waitPeer

  const onInnerDone = (): void => {
    if (outer.cancelled())
      return
    if (inner.cancelled()) {
      outer.cancel()
      return
    }
    const exception = inner.exception()
    if (exception)
      outer.setException(exception)
    else
      outer.setResult(inner.result())
  }

  inner.addDoneCallback(onInnerDone)
  outer.addDoneCallback(() => {
    if (inner.done())
      return
    inner.removeDoneCallback(onInnerDone)
    inner.removeDoneCallback(reportException as (future: Future<T>) => void)
    inner.addDoneCallback(reportException as (future: Future<T>) => void)
  })
  return outer
}
