/** `loop.call_soon_threadsafe`: calls that another thread posts to a loop. */
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

/** Index of a node's first own word, after those that every node has: the address of the value. */
const VALUE = NodeWord.Kind + 1
const CALL_WORDS = VALUE + 1

/**
 * Posts a call to a loop, which makes it in its own thread.
 *
 * @throws TypeError for an argument that can't cross, naming its path
 */
export function postCall(inbox: number, { callee, args }: CrossingCall): void {
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
