/** Additions of a module for Controlled runs: the line of each step, and a function around the program. */
import type { AnyNode, Program } from 'acorn'
import type { Context } from './context'
import type { NodeOf } from './scope'

/** Statements that do something themselves. */
const STEPS = new Set(['ExpressionStatement', 'VariableDeclaration', 'ReturnStatement', 'IfStatement', 'ThrowStatement', 'ForStatement', 'ForInStatement', 'ForOfStatement', 'WhileStatement', 'DoWhileStatement', 'SwitchStatement'])
const LISTS = new Set(['Program', 'BlockStatement', 'StaticBlock', 'SwitchCase'])

/** Notes the line of a statement, and of its accesses to memory that others may share. */
export function noteLine(node: AnyNode, parents: readonly AnyNode[], context: Context): void {
  if (STEPS.has(node.type))
    return noteStatement(node, parents, context)
  if (node.type === 'MemberExpression')
    return noteAccess(node, parents.at(-1)!, context)
  // The value to write was computed before, perhaps on other lines.
  if (node.type === 'AssignmentExpression' && node.left.type === 'MemberExpression')
    wrap(node.right, context, context.lineOf(node))
}

function noteStatement(node: AnyNode, parents: readonly AnyNode[], { code, lineOf }: Context): void {
  const isListed = LISTS.has(parents.at(-1)!.type)
  if (isListed && !('directive' in node && node.directive))
    code.prependRight(node.start, `__current.line = ${lineOf(node)}; `)
}

/** V8 quotes called and destructured expressions in its messages: there the statement's line has to do. */
function noteAccess(node: NodeOf<'MemberExpression'>, parent: AnyNode, context: Context): void {
  const { object, property } = node
  if (object.type === 'Super' || isNamedByEngine(node, parent))
    return
  wrap(object, context, context.lineOf(property))
}

function isNamedByEngine(node: AnyNode, parent: AnyNode): boolean {
  switch (parent.type) {
    case 'CallExpression':
    case 'NewExpression':
      return parent.callee === node
    case 'TaggedTemplateExpression':
      return parent.tag === node
    case 'SpreadElement':
    case 'ForOfStatement':
    case 'ChainExpression':
      return true
    case 'MemberExpression':
      return parent.object === node
    case 'VariableDeclarator':
      return parent.id.type !== 'Identifier'
    default:
      return false
  }
}

function wrap(node: AnyNode, { code }: Context, line: number): void {
  code.prependRight(node.start, '__at(')
  code.appendLeft(node.end, `, ${line})`)
}

/** Turns the module into a function: each call evaluates the program again, in the same worker. */
export function makeFactory(program: Program, { code }: Context): void {
  for (const node of program.body) {
    if (node.type === 'ExportNamedDeclaration')
      code.remove(node.start, node.declaration?.start ?? node.end)
    else if (node.type === 'ExportDefaultDeclaration')
      code.update(node.start, node.declaration.start, node.declaration.type.endsWith('Declaration') && 'id' in node.declaration && node.declaration.id ? '' : 'void ')
  }
  code.prepend('export default () => { ')
  code.append('\n}\n')
}
