/**
 * `super` in async methods. A generator function has none: it reaches the base class's methods through arrow functions
 * around it, `const __super1 = (...args) => super.method(...args)`. Each keeps the source's own expression, so that V8's
 * message about it stays the same.
 */
import type { AnyNode, Function as FunctionNode } from 'acorn'
import type { Context } from './context'
import type { NodeOf } from './scope'
import { CompileError } from './compile-error'
import { childrenOf, isFunction } from './scope'

/** Whether an enclosing async function, up to the method that `super` belongs to, handles `super`. */
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

/** Rewrites the `super` of an async method or arrow function; returns the declarations to put around its generator. */
export function superAccess(fn: FunctionNode & AnyNode, parents: readonly AnyNode[], context: Context): string {
  if (isInsideOther(fn, parents))
    return ''
  let arrows = ''
  const visit = (node: AnyNode, parent: AnyNode): void => {
    if (node.type === 'MemberExpression' && node.object.type === 'Super')
      arrows += rewrite(node, parent, context)
    for (const child of childrenOf(node)) {
      if (!(isFunction(child) && child.type !== 'ArrowFunctionExpression') && child.type !== 'ClassBody')
        visit(child, node)
    }
  }
  for (const child of childrenOf(fn))
    visit(child, fn)
  return arrows
}

/** Rewrites one `super.property`; returns the declaration of the arrow function that replaces it. */
function rewrite(node: NodeOf<'MemberExpression'>, parent: AnyNode, { code, source, fresh }: Context): string {
  if ((parent.type === 'AssignmentExpression' && parent.left === node) || parent.type === 'UpdateExpression')
    throw new CompileError('SyntaxError', 'super\'s properties can\'t be assigned in an async method', node)
  const arrow = fresh('super')
  const isCallee = parent.type === 'CallExpression' && parent.callee === node
  const isCalled = isCallee && !parent.optional
  const [parameters, property] = node.computed ? ['key', '[key]'] : ['', `.${(node.property as NodeOf<'Identifier'>).name}`]
  if (node.computed) {
    code.update(node.start, node.property.start, `${arrow}(`)
    code.update(node.property.end, node.end, isCalled ? '' : ')')
  }
  else {
    code.update(node.start, node.end, isCalled ? `${arrow}(` : `${arrow}()`)
  }
  if (isCallee) {
    const open = source.indexOf('(', node.end)
    const before = isCalled ? (node.computed ? ', ' : '') : '?.call(this, '
    code.update(node.end, open + 1, before)
  }
  return isCalled
    ? ` const ${arrow} = (${parameters}${node.computed ? ', ' : ''}...args) => super${property}(...args);`
    : ` const ${arrow} = (${parameters}) => super${property};`
}
