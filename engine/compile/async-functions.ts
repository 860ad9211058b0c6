/**
 * Async functions as generator functions. `async function f(a) { … }` becomes
 *
 * ```js
 * function f() { return __coroutine(f$async.apply(this, arguments), 'f') } function* f$async(a) { … }
 * ```
 *
 * so a call binds the arguments and creates a coroutine, and nothing of the body runs before it is awaited.
 */
import type { AnyNode, Function as FunctionNode } from 'acorn'
import type { Context } from './context'
import type { NodeOf } from './scope'
import { superAccess } from './async-super'
import { CompileError } from './compile-error'
import { childrenOf, isFunction } from './scope'

/** Suffix of the generator functions' names, removed again where a stack is shown. */
const ASYNC_SUFFIX = '$async'

/** Python's name for a function without one. */
const ANONYMOUS = '<lambda>'

/** How to lower one async function. */
interface Lowering {
  /** Its name for people. */
  name: string
  /** The runtime function that wraps the generator: as a coroutine, or as an asynchronous generator. */
  make: string
  /** Whether other threads know it by its name: then the coroutine keeps the arguments, so that it can be created there. */
  isKnown: boolean
}

/** Rewrites an async function, arrow function or method, or an async generator. */
export function lowerAsyncFunction(fn: FunctionNode & AnyNode, parents: readonly AnyNode[], context: Context): void {
  const parent = parents.at(-1)
  const lowering: Lowering = {
    name: fn.type !== 'ArrowFunctionExpression' && fn.id ? fn.id.name : nameFrom(parent),
    make: fn.generator ? '__asyncGenerator' : '__coroutine',
    isKnown: !fn.generator && isTopLevel(fn, parents),
  }
  if (fn.type === 'ArrowFunctionExpression')
    return lowerArrow(fn, parents, lowering, context)
  if (fn.type === 'FunctionDeclaration' && fn.id)
    return lowerDeclaration(fn, lowering, context)
  if ((parent?.type === 'MethodDefinition' || parent?.type === 'Property') && isMethod(parent, fn))
    return lowerMethod(fn, parent, parents, lowering, context)
  lowerExpression(fn, lowering, context)
}

function isMethod(parent: NodeOf<'MethodDefinition'> | NodeOf<'Property'>, fn: AnyNode): boolean {
  return parent.value === fn && (parent.type === 'MethodDefinition' || parent.method)
}

/** Whether a function is a declaration or a variable of the module's top level, so that `__define` registers it. */
function isTopLevel(fn: AnyNode, parents: readonly AnyNode[]): boolean {
  const path = parents.map(({ type }) => type).filter(type => !type.startsWith('Export')).join('/')
  if (fn.type === 'FunctionDeclaration')
    return path === 'Program'
  const declarator = parents.at(-1)
  return path === 'Program/VariableDeclaration/VariableDeclarator'
    && declarator?.type === 'VariableDeclarator' && declarator.id.type === 'Identifier'
}

function nameFrom(parent: AnyNode | undefined): string {
  switch (parent?.type) {
    case 'VariableDeclarator':
      return nameOf(parent.id)
    case 'Property':
    case 'PropertyDefinition':
    case 'MethodDefinition':
      return parent.computed ? ANONYMOUS : nameOf(parent.key)
    case 'AssignmentExpression':
    case 'AssignmentPattern':
      return nameOf(parent.left)
    default:
      return ANONYMOUS
  }
}

function nameOf(node: AnyNode): string {
  if (node.type === 'Literal')
    return String(node.value)
  return node.type === 'Identifier' || node.type === 'PrivateIdentifier' ? node.name : ANONYMOUS
}

/** The generator function's name: as stacks show it, plus the suffix. */
function generatorName({ name }: Lowering): string {
  return `${name.replace(/\W/g, '').replace(/^(?=\d)/, '_') || 'anonymous'}${ASYNC_SUFFIX}`
}

/** The arguments that the wrapper passes on after the generator. */
function details({ name, isKnown }: Lowering, args: string): string {
  return `${JSON.stringify(name)}${isKnown ? `, ${args}` : ''}`
}

function lowerDeclaration(fn: NodeOf<'FunctionDeclaration'>, lowering: Lowering, { code }: Context): void {
  const { name, make } = lowering
  const body = generatorName(lowering)
  code.update(fn.start, fn.id!.end, `function ${name}() { return ${make}(${body}.apply(this, arguments), ${details(lowering, 'arguments')}); } function* ${body}`)
}

function lowerExpression(fn: FunctionNode & AnyNode, lowering: Lowering, { code, source }: Context): void {
  const parameters = source.indexOf('(', fn.id?.end ?? fn.start)
  code.update(fn.start, parameters, `(function ${fn.id?.name ?? ''}() { return ${lowering.make}((function* ${generatorName(lowering)}`)
  code.appendLeft(fn.end, `).apply(this, arguments), ${details(lowering, 'arguments')}); })`)
}

function lowerMethod(fn: FunctionNode & AnyNode, method: NodeOf<'MethodDefinition'> | NodeOf<'Property'>, parents: readonly AnyNode[], lowering: Lowering, context: Context): void {
  const { code, source } = context
  const head = source.slice(method.start, method.key.start)
  code.update(method.start, method.key.start, head.replace(/\basync\b/, '').replace('*', '').trimStart())
  code.prependRight(fn.start, `() {${superAccess(fn, parents, context)} return ${lowering.make}((function* ${generatorName(lowering)}`)
  code.appendLeft(fn.end, `).apply(this, arguments), ${details(lowering, 'arguments')}); }`)
}

function lowerArrow(fn: NodeOf<'ArrowFunctionExpression'>, parents: readonly AnyNode[], lowering: Lowering, context: Context): void {
  const { code, source } = context
  forbidArguments(fn)
  const keyword = fn.start + 'async'.length
  code.update(fn.start, keyword, `((...__arguments) => {${superAccess(fn, parents, context)} return __coroutine((function* ${generatorName(lowering)}`)
  const [only] = fn.params
  const bare = only !== undefined && !source.slice(keyword, only.start).includes('(')
  if (bare) {
    code.prependRight(only.start, '(')
    code.appendLeft(only.end, ')')
  }
  const arrow = source.indexOf('=>', fn.params.at(-1)?.end ?? keyword)
  code.update(arrow, arrow + 2, fn.expression ? '{ return (' : '')
  code.appendLeft(fn.end, `${fn.expression ? '); }' : ''}).apply(this, __arguments), ${details(lowering, '__arguments')}); })`)
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
