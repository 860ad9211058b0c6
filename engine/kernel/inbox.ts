/**
 * An event loop's inbox: a list in shared memory to which other threads and the I/O bridge post nodes. Pushing is a
 * compare-and-swap, so a sender never waits.
 */
import { InboxWord } from '../protocol/layout'
import { NodeWord } from '../protocol/loop-layout'
import { WaitKind } from '../protocol/wait-layout'
import { futexWaitQuietly, futexWake, raiseIfStopping } from './futex'
import { waitForThread } from './hang'
import { words } from './memory'
import { touchesInbox } from './schedule'

/** Posts a node to a loop and wakes it. */
export function pushNode(inbox: number, node: number): void {
  touchesInbox(inbox)
  let head: number
  do {
    head = Atomics.load(words, inbox + InboxWord.Head)
    words[node + NodeWord.Next] = head
  } while (Atomics.compareExchange(words, inbox + InboxWord.Head, head, node) !== head)
  Atomics.add(words, inbox + InboxWord.Signal, 1)
  futexWake(inbox + InboxWord.Signal)
}

/** Whether there is a node; cheap to call. */
export function hasNodes(inbox: number): boolean {
  touchesInbox(inbox)
  return words[inbox + InboxWord.Head] !== 0
}

/** Takes all nodes, oldest first. */
export function takeNodes(inbox: number): number[] {
  touchesInbox(inbox)
  const nodes: number[] = []
  for (let node = Atomics.exchange(words, inbox + InboxWord.Head, 0); node !== 0; node = words[node + NodeWord.Next]!)
    nodes.push(node)
  return nodes.reverse()
}

/** The number of nodes posted so far; read it before {@link takeNodes} and pass it to {@link waitForNode}. */
export function inboxSignal(inbox: number): number {
  return Atomics.load(words, inbox + InboxWord.Signal)
}

/**
 * Waits until a node has been posted after `signal` was read.
 *
 * @param timeout in milliseconds; Infinity: only other threads of this process post nodes
 * @param kind the kind of waiter
 * @throws KeyboardInterrupt when Stop was pressed
 */
export function waitForNode(inbox: number, signal: number, timeout: number, kind = WaitKind.Thread): void {
  if (timeout === Infinity)
    return waitForThread(inbox + InboxWord.Signal, signal, kind)
  futexWaitQuietly(inbox + InboxWord.Signal, signal, timeout)
  raiseIfStopping()
}
