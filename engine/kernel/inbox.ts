/**
 * An event loop's inbox: what other threads and the I/O bridge leave for it, as a list in shared memory.
 * Nodes are pushed with compare-and-swap, so nobody who leaves something ever waits.
 */
import { InboxWord } from '../protocol/layout'
import { NodeWord } from '../protocol/loop-layout'
import { WaitKind } from '../protocol/wait-layout'
import { futexWaitQuietly, futexWake, raiseIfStopping } from './futex'
import { waitForThread } from './hang'
import { words } from './memory'
import { touchesInbox } from './schedule'

/** Leaves a node for a loop and wakes it. */
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

/** Whether there is a node; next to nothing to ask. */
export function hasNodes(inbox: number): boolean {
  touchesInbox(inbox)
  return words[inbox + InboxWord.Head] !== 0
}

/** Takes all nodes, the first one left first. */
export function takeNodes(inbox: number): number[] {
  touchesInbox(inbox)
  const nodes: number[] = []
  for (let node = Atomics.exchange(words, inbox + InboxWord.Head, 0); node !== 0; node = words[node + NodeWord.Next]!)
    nodes.push(node)
  return nodes.reverse()
}

/** How many nodes were ever left; to be read before {@link takeNodes} and given to {@link waitForNode}. */
export function inboxSignal(inbox: number): number {
  return Atomics.load(words, inbox + InboxWord.Signal)
}

/**
 * Waits until a node is left after `signal` was read.
 *
 * @param timeout in milliseconds; Infinity: only other threads of this process leave nodes
 * @param kind who waits
 * @throws KeyboardInterrupt when Stop was pressed
 */
export function waitForNode(inbox: number, signal: number, timeout: number, kind = WaitKind.Thread): void {
  if (timeout === Infinity)
    return waitForThread(inbox + InboxWord.Signal, signal, kind)
  futexWaitQuietly(inbox + InboxWord.Signal, signal, timeout)
  raiseIfStopping()
}
