/**
 * Arguments that a program gives to a thread and goes on to use. They are copied, so that what the thread changes in them
 * the program never sees, as it would in Python: the thread is told which of its arguments are meant (kernel/copied-arguments.ts).
 */
import type { AnyNode, Program } from 'acorn'
import type { Context } from './context'
import type { NodeOf } from './scope'
import { childrenOf, isFunction } from './scope'

/** Most arguments that are looked at. */
const MOST = 30

/** Where the names of variables stand in the outermost function around a place, and which loops there are. */
interface Surroundings {
  readonly uses: Map<string, number[]>
  readonly loops: readonly AnyNode[]
}

const LOOPS = new Set(['ForStatement', 'WhileStatement', 'DoWhileStatement', 'ForInStatement', 'ForOfStatement'])

/** Notes before each call that gives arguments to a thread which of them are used afterwards. */
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

/** Which of the arguments are variables that are used after the call, as bits. */
function note(args: readonly (AnyNode | null)[], before: AnyNode, call: AnyNode, { uses, loops }: Surroundings, { code, lineOf }: Context): void {
  let kept = 0
  for (const [index, arg] of args.slice(0, MOST).entries()) {
    const name = arg?.type === 'Identifier' ? arg.name : arg?.type === 'MemberExpression' ? rootName(arg) : undefined
    if (name === undefined)
      continue
    const places = uses.get(name) ?? []
    // In a loop what stands before the call comes after it too, unless the variable is made there.
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
