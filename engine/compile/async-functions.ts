/**
 * Async functions as generator functions. `async function f(a) { … }` becomes
 *
 * ```js
 * function f() { return __coroutine(f$async.apply(this, arguments), 'f') } function* f$async(a) { … }
 * ```
 *
 * so that a call binds the arguments and makes a coroutine, and nothing of the body runs before it is awaited.
 */
import type { AnyNode, Function as FunctionNode } from 'acorn'
import { CompileError } from './compile-error'
import type { Context } from './instrument'
import { childrenOf, isFunction, type NodeOf } from './scope'

/** Ends the names of the generator functions; taken off again where a stack is shown. */
export const ASYNC_SUFFIX = '$async'

/** Rewrites an async function, arrow function or method, or an async generator. */
export function lowerAsyncFunction(fn: FunctionNode & AnyNode, parents: readonly AnyNode[], context: Context): void {
  const parent = parents.at(-1)
  const make = fn.generator ? '__asyncGenerator' : '__coroutine'
  if (fn.type === 'ArrowFunctionExpression')
    return lowerArrow(fn, nameFrom(parent), context)
  if (fn.type === 'FunctionDeclaration' && fn.id)
    return lowerDeclaration(fn, fn.id.name, make, context)
  if ((parent?.type === 'MethodDefinition' || parent?.type === 'Property') && fn.start > parent.key.start && isMethod(parent))
    return lowerMethod(fn, parent, make, context)
  lowerExpression(fn, fn.id?.name ?? nameFrom(parent), make, context)
}

function isMethod(parent: NodeOf<'MethodDefinition'> | NodeOf<'Property'>): boolean {
  return parent.type === 'MethodDefinition' || parent.method
}

function nameFrom(parent: AnyNode | undefined): string {
  switch (parent?.type) {
    case 'VariableDeclarator':
      return parent.id.type === 'Identifier' ? parent.id.name : '<anonymous>'
    case 'Property':
    case 'PropertyDefinition':
    case 'MethodDefinition':
      return parent.key.type === 'Identifier' || parent.key.type === 'PrivateIdentifier' ? parent.key.name : '<anonymous>'
    case 'AssignmentExpression':
      return parent.left.type === 'Identifier' ? parent.left.name : '<anonymous>'
    default:
      return '<anonymous>'
  }
}

function generatorName(name: string): string {
  return `${name.replace(/\W/g, '') || 'anonymous'}${ASYNC_SUFFIX}`
}

function lowerDeclaration(fn: NodeOf<'FunctionDeclaration'>, name: string, make: string, { code }: Context): void {
  const body = generatorName(name)
  code.update(fn.start, fn.id!.end, `function ${name}() { return ${make}(${body}.apply(this, arguments), ${JSON.stringify(name)}); } function* ${body}`)
}

function lowerExpression(fn: FunctionNode & AnyNode, name: string, make: string, { code, source }: Context): void {
  const parameters = source.indexOf('(', fn.id?.end ?? fn.start)
  code.update(fn.start, parameters, `(function ${fn.id?.name ?? ''}() { return ${make}((function* ${generatorName(name)}`)
  code.appendLeft(fn.end, `).apply(this, arguments), ${JSON.stringify(name)}); })`)
}

function lowerMethod(fn: FunctionNode & AnyNode, method: NodeOf<'MethodDefinition'> | NodeOf<'Property'>, make: string, context: Context): void {
  const { code, source } = context
  const name = nameFrom(method)
  const head = source.slice(method.start, method.key.start)
  code.update(method.start, method.key.start, head.replace(/\basync\b/, '').replace('*', '').trimStart())
  code.prependRight(fn.start, `() {${superAccess(fn, context)} return ${make}((function* ${generatorName(name)}`)
  code.appendLeft(fn.end, `).apply(this, arguments), ${JSON.stringify(name)}); }`)
}

function lowerArrow(fn: NodeOf<'ArrowFunctionExpression'>, name: string, context: Context): void {
  const { code, source } = context
  forbidArguments(fn)
  const keyword = fn.start + 'async'.length
  code.update(fn.start, keyword, `((...__arguments) => {${superAccess(fn, context)} return __coroutine((function* ${generatorName(name)}`)
  const [only] = fn.params
  const bare = only !== undefined && !source.slice(keyword, only.start).includes('(')
  if (bare) {
    code.prependRight(only.start, '(')
    code.appendLeft(only.end, ')')
  }
  const arrow = source.indexOf('=>', fn.params.at(-1)?.end ?? keyword)
  code.update(arrow, arrow + 2, fn.expression ? '{ return' : '')
  code.appendLeft(fn.end, `${fn.expression ? '; }' : ''}).apply(this, __arguments), ${JSON.stringify(name)}); })`)
}

/** The nodes of a function's own code: those whose `this`, `super` and `arguments` are the function's. */
function* ownNodes(node: AnyNode): Generator<AnyNode> {
  for (const child of childrenOf(node)) {
    yield child
    const hasOwnThis = (isFunction(child) && child.type !== 'ArrowFunctionExpression') || child.type === 'ClassBody'
    if (!hasOwnThis)
      yield* ownNodes(child)
  }
}

function forbidArguments(fn: AnyNode): void {
  for (const node of ownNodes(fn)) {
    if (node.type === 'Identifier' && node.name === 'arguments')
      throw new CompileError('SyntaxError', '\'arguments\' can\'t be used in an async arrow function', node, 'Take rest parameters: async (...args) => …')
  }
}

/** A generator function has no `super`: it gets at the methods of the base class through an arrow function around it. */
function superAccess(fn: FunctionNode & AnyNode, { code, source }: Context): string {
  let used = false
  const visit = (node: AnyNode, parent: AnyNode): void => {
    if (node.type === 'MemberExpression' && node.object.type === 'Super') {
      if ((parent.type === 'AssignmentExpression' && parent.left === node) || parent.type === 'UpdateExpression')
        throw new CompileError('SyntaxError', 'super\'s properties can\'t be assigned in an async method', node)
      used = true
      const key = node.computed ? source.slice(node.property.start, node.property.end) : JSON.stringify((node.property as NodeOf<'Identifier'>).name)
      code.update(node.start, node.end, `__super(${key})`)
      if (parent.type === 'CallExpression' && parent.callee === node) {
        const open = source.indexOf('(', node.end)
        code.update(open, open + 1, parent.arguments.length > 0 ? '.call(this, ' : '.call(this')
      }
    }
    for (const child of childrenOf(node)) {
      if (!(isFunction(child) && child.type !== 'ArrowFunctionExpression') && child.type !== 'ClassBody')
        visit(child, node)
    }
  }
  visit(fn.body, fn)
  return used ? ' const __super = (key) => super[key];' : ''
}
