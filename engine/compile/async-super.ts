/**
 * `super` in async methods. A generator function has none: it gets at the methods of the base class through an arrow
 * function around it, `const __super = (key) => super[key]`.
 */
import type { AnyNode, Function as FunctionNode } from 'acorn'
import type { Context } from './instrument'
import type { NodeOf } from './scope'
import { CompileError } from './compile-error'
import { childrenOf, isFunction } from './scope'

/** Whether an async function around this one, up to the method that `super` belongs to, sees to `super`. */
function isInsideOther(fn: AnyNode, parents: readonly AnyNode[]): boolean {
  if (fn.type !== 'ArrowFunctionExpression')
    return false
  for (const parent of [...parents].reverse()) {
    if (parent.type === 'ClassBody')
      return false
    if (!isFunction(parent))
      continue
    if (parent.async)
      return true
    if (parent.type !== 'ArrowFunctionExpression')
      return false
  }
  return false
}

/** Rewrites the `super` of an async method or arrow function; gives the declaration that has to stand around its generator. */
export function superAccess(fn: FunctionNode & AnyNode, parents: readonly AnyNode[], context: Context): string {
  if (isInsideOther(fn, parents))
    return ''
  let used = false
  const visit = (node: AnyNode, parent: AnyNode): void => {
    if (node.type === 'MemberExpression' && node.object.type === 'Super') {
      rewrite(node, parent, context)
      used = true
    }
    for (const child of childrenOf(node)) {
      if (!(isFunction(child) && child.type !== 'ArrowFunctionExpression') && child.type !== 'ClassBody')
        visit(child, node)
    }
  }
  for (const child of childrenOf(fn))
    visit(child, fn)
  return used ? ' const __super = (key) => super[key];' : ''
}

function rewrite(node: NodeOf<'MemberExpression'>, parent: AnyNode, { code, source }: Context): void {
  if ((parent.type === 'AssignmentExpression' && parent.left === node) || parent.type === 'UpdateExpression')
    throw new CompileError('SyntaxError', 'super\'s properties can\'t be assigned in an async method', node)
  if (node.computed) {
    code.update(node.start, node.property.start, '__super(')
    code.update(node.property.end, node.end, ')')
  }
  else {
    code.update(node.start, node.end, `__super(${JSON.stringify((node.property as NodeOf<'Identifier'>).name)})`)
  }
  if (parent.type !== 'CallExpression' || parent.callee !== node)
    return
  const open = source.indexOf('(', node.end)
  code.update(node.end, open + 1, `${parent.optional ? '?.' : '.'}call(this${parent.arguments.length > 0 ? ', ' : ''}`)
}
