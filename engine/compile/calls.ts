/** Instruments calls and assignments. */
import type { AnyNode } from 'acorn'
import type { Context } from './context'
import type { NodeOf } from './scope'
import { AWAITABLE_FUNCTIONS, BLOCKING_METHODS, QUIET_MODULES } from './blocking-names'
import { passThrough, runBefore } from './run-before'
import { functionAround, isFunction, namesDeclaredIn } from './scope'

/** The identifier at the root of `a`, `a.b` or `a.b.c`. */
function rootName(node: AnyNode): string | undefined {
  if (node.type === 'Identifier')
    return node.name
  return node.type === 'MemberExpression' ? rootName(node.object as AnyNode) : undefined
}

function isShadowed(name: string, parents: readonly AnyNode[]): boolean {
  return parents.some(parent => isFunction(parent) && namesDeclaredIn(parent).has(name))
}

/** Notes the line of a call that may block, and adds a checkpoint after a call into the standard modules. */
export function callExpression(node: NodeOf<'CallExpression'>, parents: readonly AnyNode[], context: Context): void {
  const { code, scope, lineOf } = context
  const { callee } = node
  const root = rootName(callee as AnyNode)
  const method = callee.type === 'MemberExpression' && callee.property.type === 'Identifier' ? callee.property.name : undefined
  const imported = root !== undefined && !isShadowed(root, parents) ? scope.imports.get(root) : undefined
  const isAsync = root !== undefined && method === undefined && scope.asyncFunctions.has(root) && !isShadowed(root, parents)
  const notesLine = (imported && !QUIET_MODULES.has(imported.module)) || (method !== undefined && BLOCKING_METHODS.has(method)) || isAsync
  if ((!notesLine && !imported) || callee.type === 'Super')
    return
  if (notesLine)
    runBefore(node, parents, `__current.line = ${lineOf(node)}`, context)
  const makesAwaitable = isAsync || (imported && AWAITABLE_FUNCTIONS[imported.module]?.has(imported.name === '*' ? method ?? '' : imported.name))
  if (makesAwaitable && parents.at(-1)?.type === 'ExpressionStatement') {
    code.prependRight(node.start, '__dropped(')
    code.appendLeft(node.end, ')')
  }
  if (imported)
    passThrough(node, parents, '__afterCall', context)
}

/** Names a shared object after the variable or field it is assigned to. */
export function nameValue(value: AnyNode, name: string, { code, scope }: Context): void {
  if (value.type !== 'NewExpression' && value.type !== 'CallExpression')
    return
  const root = rootName(value.callee as AnyNode)
  const imported = root === undefined ? undefined : scope.imports.get(root)
  if (!imported || (value.type === 'CallExpression' && imported.module !== 'shared'))
    return
  code.prependRight(value.start, '__named(')
  code.appendLeft(value.end, `, ${JSON.stringify(name)})`)
}

/** Reports an assignment to a variable of the module by a function: each thread has its own. */
export function globalAssignment(node: AnyNode, target: AnyNode, parents: readonly AnyNode[], context: Context): void {
  const { scope, lineOf } = context
  if (target.type !== 'Identifier' || !scope.variables.has(target.name) || !functionAround(parents) || isShadowed(target.name, parents))
    return
  runBefore(node, parents, `__assigned(${JSON.stringify(target.name)}, ${lineOf(node)})`, context)
}
