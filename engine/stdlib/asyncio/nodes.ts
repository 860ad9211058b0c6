/** The nodes that other threads and the I/O bridge post to an event loop's inbox, and their handlers. */
import type { NodeKind } from '../../protocol/loop-layout'
import type { LoopCore } from './events'
import { words } from '../../kernel/memory'
import { NodeWord } from '../../protocol/loop-layout'

/** Handles a node that a loop took from its inbox. */
export type NodeHandler = (loop: LoopCore, node: number) => void

const handlers: NodeHandler[] = []

/** Registers the handler of a kind of node. */
export function registerNodeHandler(kind: NodeKind, handler: NodeHandler): void {
  handlers[kind] = handler
}

/** Handles a node. */
export function handleNode(loop: LoopCore, node: number): void {
  handlers[words[node + NodeWord.Kind]!]?.(loop, node)
}
