import type { Subject } from '../../kernel/objects'
import type { State } from '../../protocol/trace'
import type { AbstractEventLoop } from './events'
import { Future } from './future'

/** A future that shows its waiting task as waiting for an object, such as a lock. */
export function futureFor<T>(loop: AbstractEventLoop, state: State, subject: Subject | undefined, peer = 0): Future<T> {
  const future = new Future<T>({ loop })
  future.waitState = state
  future.waitSubject = subject?.address ?? 0
  future.waitPeer = peer
  return future
}
