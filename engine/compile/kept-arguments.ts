/**
 * Arguments that a program passes to a thread and goes on to use. They are copied, so the program never sees the thread's
 * changes to them, as it would in Python: the thread gets a note of which arguments are concerned (kernel/copied-arguments.ts).
 */
import type { AnyNode, Program } from 'acorn'
import type { Context } from './context'
import type { NodeOf } from './scope'
import { childrenOf, isFunction } from './scope'

/** The most arguments to check. */
const MOST = 30

/** Where variables are used in the outermost function around a place, and its loops. */
interface Surroundings {
  readonly uses: Map<string, number[]>
  readonly loops: readonly AnyNode[]
}

const LOOPS = new Set(['ForStatement', 'WhileStatement', 'DoWhileStatement', 'ForInStatement', 'ForOfStatement'])

/** Notes, before each call that passes arguments to a thread, which of them are used afterwards. */
export function noteKeptArguments(program: Program, context: Context): void {
  for (const node of program.body)
    visit(node, undefined, context)
}

function visit(node: AnyNode, around: Surroundings | undefined, context: Context): void {
  const own = around ?? (isFunction(node) ? surroundingsOf(node) : undefined)
  for (const child of childrenOf(node))
    visit(child, own, context)
  if (!own)
    return
  if (node.type === 'Property' && node.key.type === 'Identifier' && node.key.name === 'args' && node.value.type === 'ArrayExpression')
    note(node.value.elements, node.value, node, own, context)
  if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression' && node.callee.property.type === 'Identifier' && node.callee.property.name === 'submit') {
    const [fn, ...args] = node.arguments
    if (fn)
      note(args, fn, node, own, context)
  }
}

function surroundingsOf(fn: AnyNode): Surroundings {
  const uses = new Map<string, number[]>()
  const loops: AnyNode[] = []
  const collect = (node: AnyNode): void => {
    if (node.type === 'Identifier')
      uses.set(node.name, [...uses.get(node.name) ?? [], node.start])
    if (LOOPS.has(node.type))
      loops.push(node)
    for (const child of childrenOf(node))
      collect(child)
  }
  collect(fn)
  return { uses, loops }
}

/** The arguments that are variables used after the call, as bits. */
function note(args: readonly (AnyNode | null)[], before: AnyNode, call: AnyNode, { uses, loops }: Surroundings, { code, lineOf }: Context): void {
  let kept = 0
  for (const [index, arg] of args.slice(0, MOST).entries()) {
    const name = arg?.type === 'Identifier' ? arg.name : arg?.type === 'MemberExpression' ? rootName(arg) : undefined
    if (name === undefined)
      continue
    const places = uses.get(name) ?? []
    // In a loop, code before the call also runs after it, unless the variable is created in the loop.
    const loop = loops.find(({ start, end }) => start < call.start && call.end <= end)
    if (places.some(place => place >= call.end) || (loop && places.some(place => place < loop.start)))
      kept |= 1 << index
  }
  if (kept === 0)
    return
  code.prependRight(before.start, `(__kept(${kept}, ${lineOf(call)}), `)
  code.appendLeft(before.end, ')')
}

function rootName(node: NodeOf<'MemberExpression'>): string | undefined {
  let { object } = node
  while (object.type === 'MemberExpression')
    object = object.object
  return object.type === 'Identifier' ? object.name : undefined
}
