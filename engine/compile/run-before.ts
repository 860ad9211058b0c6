/**
 * Where to put code that must run before an expression. V8 quotes the expression with the wrong value in its message
 * (`f(...).then is not a function`), including any code of the compiler inside it. So that code goes around the whole
 * expression that V8 would quote.
 */
import type { AnyNode } from 'acorn'
import type { Context } from './context'

/** A node with its enclosing nodes, outermost first. */
interface Place {
  node: AnyNode
  parents: readonly AnyNode[]
}

/** Nodes that already have a line noted before them, or a checkpoint after them: a second one would be redundant. */
const noted = new WeakMap<AnyNode, Set<string>>()

function isNewFor(node: AnyNode, text: string): boolean {
  const texts = noted.get(node) ?? new Set()
  noted.set(node, texts)
  return !texts.has(text) && !!texts.add(text)
}

/** Whether a member expression is the target of an assignment, `delete` or a pattern, so that no comma can precede it. */
function isReference(node: AnyNode, parents: readonly AnyNode[]): boolean {
  const parent = parents.at(-1)
  switch (parent?.type) {
    case 'AssignmentExpression':
    case 'AssignmentPattern':
    case 'ForInStatement':
    case 'ForOfStatement':
      return parent.left === node
    case 'UnaryExpression':
      return parent.operator === 'delete'
    case 'ChainExpression':
      return isReference(parent, parents.slice(0, -1))
    case 'Property':
      return parent.value === node && parents.at(-2)?.type === 'ObjectPattern'
    case 'UpdateExpression':
    case 'ArrayPattern':
    case 'RestElement':
      return true
    default:
      return false
  }
}

/** How many of its parents V8's message about a node would quote; 0 if it quotes only the node. */
function stepsOut(node: AnyNode, parents: readonly AnyNode[]): number {
  const parent = parents.at(-1)
  switch (parent?.type) {
    case 'MemberExpression':
      return parent.object === node && !isReference(parent, parents.slice(0, -1)) ? 1 : 0
    case 'CallExpression':
    case 'NewExpression':
      return parent.callee === node ? 1 : 0
    case 'TaggedTemplateExpression':
      return parent.tag === node ? 1 : 0
    case 'ChainExpression':
      return isReference(parent, parents.slice(0, -1)) ? 0 : 1
    case 'SpreadElement':
      return parents.at(-2)?.type === 'ObjectExpression' ? 0 : 2
    case 'AssignmentExpression':
      return parent.right === node && parent.left.type.endsWith('Pattern') ? 1 : 0
    case 'ForOfStatement':
      return parent.right === node && !parent.await ? 1 : 0
    case 'VariableDeclarator':
      return parent.init === node && parent.id.type !== 'Identifier' ? 2 : 0
    default:
      return 0
  }
}

/** The whole expression that V8 would quote; undefined if nothing can be put before it. */
function outermost(node: AnyNode, parents: readonly AnyNode[]): Place | undefined {
  for (;;) {
    const parent = parents.at(-1)
    if (parent?.type === 'AssignmentPattern' && parent.right === node && parent.left.type !== 'Identifier')
      return undefined
    const steps = stepsOut(node, parents)
    if (steps === 0)
      return isInsideChain(node, parents) ? undefined : { node, parents }
    node = parents.at(-steps)!
    parents = parents.slice(0, -steps)
  }
}

/** Whether it is a part of `a?.b.c` that is skipped when `a` is undefined. */
function isInsideChain(node: AnyNode, parents: readonly AnyNode[]): boolean {
  if (node.type !== 'CallExpression' && node.type !== 'MemberExpression')
    return false
  const parent = parents.at(-1)
  const isPartOfChain = parent?.type === 'ChainExpression' || (parent?.type === 'MemberExpression' && parent.object === node) || (parent?.type === 'CallExpression' && parent.callee === node)
  if (!isPartOfChain)
    return false
  for (let inner: AnyNode = node; inner.type === 'CallExpression' || inner.type === 'MemberExpression'; inner = (inner.type === 'CallExpression' ? inner.callee : inner.object) as AnyNode) {
    if (inner.optional)
      return true
  }
  return false
}

const STATEMENT_LISTS = new Set(['Program', 'BlockStatement', 'StaticBlock', 'SwitchCase'])

/** Whether a statement is part of another one's head or has its labels, so that nothing can be put in between. */
function belongsTo(parent: AnyNode, node: AnyNode): boolean {
  switch (parent.type) {
    case 'LabeledStatement':
    case 'ExportNamedDeclaration':
      return true
    case 'ForStatement':
      return parent.init === node
    default:
      return false
  }
}

/** Puts a statement before another one. */
function statementBefore({ node, parents }: Place, text: string, { code }: Context): void {
  while (belongsTo(parents.at(-1)!, node)) {
    node = parents.at(-1)!
    parents = parents.slice(0, -1)
  }
  const isListed = STATEMENT_LISTS.has(parents.at(-1)!.type)
  code.prependRight(node.start, `${isListed ? '' : '{ '}${text}; `)
  if (!isListed)
    code.appendLeft(node.end, ' }')
}

/**
 * Runs an expression before another one, without leaving a trace in V8's messages.
 *
 * @param node the node to run before
 * @param parents its enclosing nodes, outermost first
 * @param text the expression to run
 * @param context of the module
 */
export function runBefore(node: AnyNode, parents: readonly AnyNode[], text: string, context: Context): void {
  const place = outermost(node, parents)
  if (!place || !isNewFor(place.node, text))
    return
  if (place.node.type === 'VariableDeclaration' || place.node.type === 'ForOfStatement')
    return statementBefore(place, text, context)
  context.code.prependRight(place.node.start, `(${text}, `)
  context.code.appendLeft(place.node.end, ')')
}

/**
 * Passes the value of an expression through a function, in the same way. Does nothing where a statement destructures the
 * value (a pattern, `for … of`).
 *
 * @param node the expression
 * @param parents its enclosing nodes, outermost first
 * @param name the function
 * @param context of the module
 */
export function passThrough(node: AnyNode, parents: readonly AnyNode[], name: string, context: Context): void {
  const place = outermost(node, parents)
  if (!place || place.node.type === 'VariableDeclaration' || place.node.type === 'ForOfStatement' || place.parents.at(-1)?.type === 'AwaitExpression' || !isNewFor(place.node, name))
    return
  context.code.prependRight(place.node.start, `${name}(`)
  context.code.appendLeft(place.node.end, ')')
}
