/** `loop.call_soon_threadsafe`: what another thread leaves for a loop to call. */
import type { AnyFunction } from '../../kernel/functions'
import type { CrossingContext } from '../contextvars/crossing'
import type { CrossingCall } from './crossing'
import { allocate, free } from '../../kernel/allocator'
import { putValue, takeValue } from '../../kernel/codec'
import { pushNode } from '../../kernel/inbox'
import { words } from '../../kernel/memory'
import { NodeKind, NodeWord } from '../../protocol/loop-layout'
import { exportContext, importContext } from '../contextvars/crossing'
import { registerNodeHandler } from './nodes'

/** Words of a node: those that every node has, then the address of the value. */
const VALUE = NodeWord.Kind + 1
const CALL_WORDS = VALUE + 1

/**
 * Leaves a call for a loop, which makes it in its thread.
 *
 * @throws TypeError for an argument that can't cross, naming its path
 */
export function leaveCall(inbox: number, { callee, args }: CrossingCall): void {
  const value = putValue([callee, args, exportContext()], 'args')
  const node = allocate(CALL_WORDS)
  words[node + NodeWord.Kind] = NodeKind.Call
  words[node + VALUE] = value
  pushNode(inbox, node)
}

registerNodeHandler(NodeKind.Call, (loop, node) => {
  const [callee, args, context] = takeValue(words[node + VALUE]!) as [AnyFunction, unknown[], CrossingContext]
  free(node)
  loop.scheduler.callSoon(callee, args, importContext(context))
})
