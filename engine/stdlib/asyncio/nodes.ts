/** What other threads and the I/O bridge leave in an event loop's inbox, and who deals with it. */
import type { NodeKind } from '../../protocol/loop-layout'
import type { LoopCore } from './events'
import { words } from '../../kernel/memory'
import { NodeWord } from '../../protocol/loop-layout'

/** Deals with a node that a loop found in its inbox. */
export type NodeHandler = (loop: LoopCore, node: number) => void

const handlers: NodeHandler[] = []

/** Makes known who deals with a kind of node. */
export function registerNodeHandler(kind: NodeKind, handler: NodeHandler): void {
  handlers[kind] = handler
}

/** Deals with a node. */
export function handleNode(loop: LoopCore, node: number): void {
  handlers[words[node + NodeWord.Kind]!]?.(loop, node)
}
