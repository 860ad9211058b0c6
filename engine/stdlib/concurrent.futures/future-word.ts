/**
 * What a Future is in shared memory, by its address: for the class of that name, and for a process that leaves a result in
 * the memory of the one that asked for it.
 */
import { current } from '../../kernel/current'
import { RuntimeError } from '../../kernel/errors'
import { futexWake } from '../../kernel/futex'
import { words } from '../../kernel/memory'
import { lockMutex, unlockMutex } from '../../kernel/mutex'
import { FutureState, FutureWord, WatcherKind } from '../../protocol/future-layout'
import { takeCallback, takeWatchers, tellInbox, watcherKind } from './watchers'

/** The state of a future. */
export function stateOfFuture(future: number): FutureState {
  return Atomics.load(words, future + FutureWord.State)
}

/**
 * Lets a future enter a state, lets its guard go, which is held, and serves those who watch it.
 *
 * @param isServed which kinds of watchers are
 * @returns the names of the callbacks to be called now, values
 */
function enterState(future: number, state: FutureState, isServed: (kind: WatcherKind) => boolean): number[] {
  Atomics.store(words, future + FutureWord.State, state)
  const callbacks: number[] = []
  for (const watcher of takeWatchers(future + FutureWord.Watchers, isServed)) {
    if (watcherKind(watcher) === WatcherKind.Callback)
      callbacks.push(takeCallback(watcher))
    else
      tellInbox(watcher, future)
  }
  unlockMutex(future + FutureWord.Guard)
  futexWake(future + FutureWord.State, Infinity)
  return callbacks
}

/**
 * Cancels a future that is pending.
 *
 * @returns the callbacks to be called; undefined when it is not pending
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
 * Notes that a future's call runs, unless it was cancelled.
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
      // Whoever waits for the state to change must see each change: see kernel/hang.ts.
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
 * Gives a future its result or its exception.
 *
 * @param value address of the value
 * @returns the callbacks to be called; undefined when it is done already
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
