/**
 * Watchers of a future: functions to call when it is done, and inboxes (kernel/inbox.ts) to which a node is posted.
 * They are a list in shared memory, protected by the future's guard.
 */
import type { WatcherKind } from '../../protocol/future-layout'
import { allocate, free } from '../../kernel/allocator'
import { pushNode } from '../../kernel/inbox'
import { words } from '../../kernel/memory'
import { WatcherWord } from '../../protocol/future-layout'
import { DoneNodeWord, NodeKind } from '../../protocol/loop-layout'

/** Appends a watcher to a list. The guard must be held. */
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

/** Removes the watchers of some kinds from a list, in order. The guard must be held. */
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

/** The kind of a watcher. */
export function watcherKind(watcher: number): WatcherKind {
  return words[watcher + WatcherWord.Kind]!
}

/** Takes the name of a callback, a value, and frees its watcher. */
export function takeCallback(watcher: number): number {
  const name = words[watcher + WatcherWord.Target]!
  free(watcher)
  return name
}

/** Posts a node about a future to an inbox. */
export function postDoneNode(inbox: number, future: number, token: number, block = allocate(4)): void {
  words[block + DoneNodeWord.Kind] = NodeKind.FutureDone
  words[block + DoneNodeWord.Future] = future
  words[block + DoneNodeWord.Token] = token
  pushNode(inbox, block)
}

/** Notifies a watcher's inbox. */
export function notifyInbox(watcher: number, future: number): void {
  postDoneNode(words[watcher + WatcherWord.Target]!, future, words[watcher + WatcherWord.Token]!, watcher)
}

/** Reads a node of kind `FutureDone` and frees it. */
export function takeDoneNode(node: number): { future: number, token: number } {
  const future = words[node + DoneNodeWord.Future]!
  const token = words[node + DoneNodeWord.Token]!
  free(node)
  return { future, token }
}
