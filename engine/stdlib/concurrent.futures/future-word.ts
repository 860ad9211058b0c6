/**
 * Futures in shared memory, by their address: used by the Future class, and by a process that stores a result in the
 * memory of the process that submitted the call.
 */
import { current } from '../../kernel/current'
import { RuntimeError } from '../../kernel/errors'
import { futexWake } from '../../kernel/futex'
import { words } from '../../kernel/memory'
import { lockMutex, unlockMutex } from '../../kernel/mutex'
import { FutureState, FutureWord, WatcherKind } from '../../protocol/future-layout'
import { notifyInbox, takeCallback, takeWatchers, watcherKind } from './watchers'

/** The state of a future. */
export function stateOfFuture(future: number): FutureState {
  return Atomics.load(words, future + FutureWord.State)
}

/**
 * Moves a future to a state, releases its guard, which is held, and serves its watchers.
 *
 * @param isServed which kinds of watchers to serve
 * @returns the names of the callbacks to call now, as values
 */
function enterState(future: number, state: FutureState, isServed: (kind: WatcherKind) => boolean): number[] {
  Atomics.store(words, future + FutureWord.State, state)
  const callbacks: number[] = []
  for (const watcher of takeWatchers(future + FutureWord.Watchers, isServed)) {
    if (watcherKind(watcher) === WatcherKind.Callback)
      callbacks.push(takeCallback(watcher))
    else
      notifyInbox(watcher, future)
  }
  unlockMutex(future + FutureWord.Guard)
  futexWake(future + FutureWord.State, Infinity)
  return callbacks
}

/**
 * Cancels a future that is pending.
 *
 * @returns the callbacks to call; undefined when it is not pending
 */
export function cancelFuture(future: number): number[] | undefined {
  lockMutex(future + FutureWord.Guard)
  if (stateOfFuture(future) !== FutureState.Pending) {
    unlockMutex(future + FutureWord.Guard)
    return undefined
  }
  return enterState(future, FutureState.Cancelled, kind => kind !== WatcherKind.Waiter)
}

/**
 * Marks a future's call as running, unless it was cancelled.
 *
 * @returns whether to make the call
 * @throws RuntimeError when it ran before
 */
export function startFuture(future: number): boolean {
  lockMutex(future + FutureWord.Guard)
  switch (stateOfFuture(future)) {
    case FutureState.Pending:
      words[future + FutureWord.Runner] = current.lane
      Atomics.store(words, future + FutureWord.State, FutureState.Running)
      unlockMutex(future + FutureWord.Guard)
      // A thread that waits for the state to change must see each change: see kernel/hang.ts.
      futexWake(future + FutureWord.State, Infinity)
      return true
    case FutureState.Cancelled:
      enterState(future, FutureState.CancelledAndNotified, kind => kind === WatcherKind.Waiter)
      return false
    default:
      unlockMutex(future + FutureWord.Guard)
      throw new RuntimeError('Future in unexpected state')
  }
}

/**
 * Sets the result or the exception of a future.
 *
 * @param value address of the value
 * @returns the callbacks to call; undefined when it is already done
 */
export function finishFuture(future: number, state: FutureState.Finished | FutureState.Failed, value: number): number[] | undefined {
  lockMutex(future + FutureWord.Guard)
  if (stateOfFuture(future) > FutureState.Running) {
    unlockMutex(future + FutureWord.Guard)
    return undefined
  }
  words[future + FutureWord.Value] = value
  return enterState(future, state, () => true)
}
