/**
 * Who wants to know when a future is done: functions to be called, and inboxes (kernel/inbox.ts) that get a node.
 * They are a list in shared memory, kept under the future's guard.
 */
import type { WatcherKind } from '../../protocol/future-layout'
import { allocate, free } from '../../kernel/allocator'
import { pushNode } from '../../kernel/inbox'
import { words } from '../../kernel/memory'
import { WatcherWord } from '../../protocol/future-layout'
import { DoneNodeWord, NodeKind } from '../../protocol/loop-layout'

/** Adds a watcher at the end of a list. The guard must be held. */
export function addWatcher(list: number, kind: WatcherKind, target: number, token: number): void {
  const watcher = allocate(4)
  words[watcher + WatcherWord.Next] = 0
  words[watcher + WatcherWord.Kind] = kind
  words[watcher + WatcherWord.Target] = target
  words[watcher + WatcherWord.Token] = token
  let last = list
  while (words[last] !== 0)
    last = words[last]!
  words[last] = watcher
}

/** Takes the watchers of some kinds off a list, in their order. The guard must be held. */
export function takeWatchers(list: number, matches: (kind: WatcherKind, target: number) => boolean): number[] {
  const taken: number[] = []
  for (let at = list; words[at] !== 0;) {
    const watcher = words[at]!
    if (matches(words[watcher + WatcherWord.Kind]!, words[watcher + WatcherWord.Target]!)) {
      words[at] = words[watcher + WatcherWord.Next]!
      taken.push(watcher)
    }
    else {
      at = watcher
    }
  }
  return taken
}

/** What a watcher is. */
export function watcherKind(watcher: number): WatcherKind {
  return words[watcher + WatcherWord.Kind]!
}

/** The name of a callback, a value, and no watcher any more. */
export function takeCallback(watcher: number): number {
  const name = words[watcher + WatcherWord.Target]!
  free(watcher)
  return name
}

/** Leaves a node about a future in an inbox. */
export function leaveNode(inbox: number, future: number, token: number, block = allocate(4)): void {
  words[block + DoneNodeWord.Kind] = NodeKind.FutureDone
  words[block + DoneNodeWord.Future] = future
  words[block + DoneNodeWord.Token] = token
  pushNode(inbox, block)
}

/** Tells a watcher's inbox. */
export function tellInbox(watcher: number, future: number): void {
  leaveNode(words[watcher + WatcherWord.Target]!, future, words[watcher + WatcherWord.Token]!, watcher)
}

/** What a node of kind `FutureDone` says; frees it. */
export function takeDoneNode(node: number): { future: number, token: number } {
  const future = words[node + DoneNodeWord.Future]!
  const token = words[node + DoneNodeWord.Token]!
  free(node)
  return { future, token }
}
