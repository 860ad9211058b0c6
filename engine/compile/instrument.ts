/**
 * Instruments a module so that its threads can stop, hand over the GIL and be traced:
 *
 * - a checkpoint in each loop's body (but see bounded-loop.ts) and at each function's entry, and after calls into the
 *   standard modules, where CPython's eval breaker is checked too (Python/ceval.c, `CHECK_EVAL_BREAKER`);
 * - async functions as generator functions, so that coroutines are lazy and a task runs exactly from `send` to `yield`;
 * - the source line before code that may block;
 * - names of shared objects, and warnings about code that behaves differently in threads than in Python.
 *
 * The names it writes are those of kernel/runtime.ts.
 */
import type { AnyNode, Function as FunctionNode, Program } from 'acorn'
import type { SourceMap } from 'magic-string'
import type { Context } from './context'
import type { NodeOf } from './scope'
import MagicString from 'magic-string'
import { ABSENT_MODULES } from '../protocol/absent-modules'
import { Word } from '../protocol/layout'
import { MODULE_NAMES } from '../protocol/modules'
import { lowerAsyncFunction } from './async-functions'
import { lowerForAwait, lowerUsingBlock, requireBlock } from './async-statements'
import { isBoundedByOuterLoop } from './bounded-loop'
import { callExpression, globalAssignment, nameValue } from './calls'
import { CompileError } from './compile-error'
import { noteKeptArguments } from './kept-arguments'
import { watchModuleState } from './module-state'
import { isReserved, PRELUDE } from './runtime-names'
import { childrenOf, functionAround, isFunction, scopeOf } from './scope'
import { counterOfShortLoop } from './short-loop'
import { makeFactory, noteLine } from './steps'

/** An instrumented module, with the map back to its source. */
export interface Instrumented {
  code: string
  map: SourceMap
}

/** Each async function becomes several nested ones, and the browser's parser has no stack for more than some hundreds. */
const MAX_FUNCTIONS = 100

const LOOPS = new Set(['ForStatement', 'WhileStatement', 'DoWhileStatement', 'ForInStatement', 'ForOfStatement'])

/** How to instrument a module. */
export interface Instructions {
  /** The file's name in the source map. */
  name: string
  /** Maps a place in the code to the line in the program's source (line 1-based, column 0-based). */
  originalLine: (line: number, column: number) => number
  /** Local name of an imported module -> its members that the program uses. */
  members: ReadonlyMap<string, ReadonlySet<string>>
  /** Whether the program may start threads: then changes that other threads never see are detected. */
  startsThreads: boolean
  /**
   * Whether it is for Controlled runs: the module then exports a function that evaluates the program on each call, notes the
   * line of each statement and of each access, and has a checkpoint in every iteration of every loop.
   */
  controlled: boolean
}

/**
 * Instruments a module.
 *
 * @param program acorn's syntax tree, with locations
 * @param source JavaScript as esbuild printed it
 * @param instructions how to instrument it
 * @throws CompileError for code that can't run, with its place in `source`
 */
export function instrument(program: Program, source: string, instructions: Instructions): Instrumented {
  const { name, originalLine, members, startsThreads, controlled } = instructions
  const code = new MagicString(source)
  // It is only allowed at the very start, and code is prepended.
  const [hashbang] = /^#!.*/.exec(source) ?? []
  if (hashbang)
    code.remove(0, hashbang.length)
  let freshNames = 0
  const context: Context = {
    code,
    source,
    scope: scopeOf(program),
    members,
    controlled,
    lineOf: node => originalLine(node.loc!.start.line, node.loc!.start.column),
    fresh: prefix => `__${prefix}${++freshNames}`,
  }
  visit(program, [], context)
  if (startsThreads) {
    noteKeptArguments(program, context)
    code.append(watchModuleState(program, context))
  }
  const { hoisted, defined, asyncFunctions } = context.scope
  // At once, since the top level may pass them to a Barrier or a Thread.
  const define = (functions: Iterable<string>): string =>
    `__define({ ${[...functions].join(', ')} }, ${JSON.stringify([...asyncFunctions])});`
  for (const { end, names } of defined)
    code.appendLeft(end, ` ${define(names)}`)
  code.prepend(PRELUDE + define(hoisted))
  if (controlled)
    makeFactory(program, context)
  return { code: code.toString(), map: code.generateMap({ source: name, hires: 'boundary' }) }
}

/** Visits children first: code appended by an inner node must precede code that an outer one appends at the same place. */
function visit(node: AnyNode, parents: readonly AnyNode[], context: Context): void {
  const path = [...parents, node]
  if (isFunction(node) && path.filter(isFunction).length > MAX_FUNCTIONS)
    throw new CompileError('SyntaxError', 'too many nested functions', node)
  for (const child of childrenOf(node))
    visit(child, path, context)
  if (context.controlled)
    noteLine(node, parents, context)
  if (LOOPS.has(node.type))
    loopCheckpoint(node as NodeOf<'ForStatement' | 'WhileStatement'>, parents, context)
  if (isFunction(node))
    functionEntry(node, parents, context)
  switch (node.type) {
    case 'Identifier':
      if (isReserved(node.name))
        throw new CompileError('SyntaxError', `the name '${node.name}' is the compiler's own`, node, 'Choose another name.')
      return
    case 'ImportDeclaration':
      return importDeclaration(node, context)
    case 'ImportExpression':
      throw new CompileError('SyntaxError', 'import() is not available: import the module at the top', node)
    case 'ExportAllDeclaration':
      throw new CompileError('SyntaxError', 'a snippet can\'t re-export another module', node)
    case 'AwaitExpression':
      return awaitExpression(node, parents, context)
    case 'YieldExpression':
      return yieldExpression(node, parents, context)
    case 'ForOfStatement':
      if (node.await) {
        requireAsync(node, parents)
        lowerForAwait(node, parents, context)
      }
      return
    case 'VariableDeclaration':
      if (node.kind === 'await using') {
        requireAsync(node, parents)
        requireBlock(node, parents)
      }
      if (node.kind === 'using')
        checkUsing(node, context)
      return
    case 'BlockStatement':
      return lowerUsingBlock(node, context)
    case 'CatchClause':
      return catchClause(node, context)
    case 'ThrowStatement':
      return throwStatement(node, context)
    case 'CallExpression':
      return callExpression(node, parents, context)
    case 'VariableDeclarator':
      if (node.id.type === 'Identifier' && node.init)
        nameValue(node.init, node.id.name, context)
      return
    case 'AssignmentExpression':
      if (node.left.type === 'MemberExpression' && node.left.property.type === 'Identifier')
        nameValue(node.right, node.left.property.name, context)
      return globalAssignment(node, node.left, parents, context)
    case 'UpdateExpression':
      return globalAssignment(node, node.argument, parents, context)
  }
}

/** Makes anything but a context manager an error that says what to write; `lock.hold()` returns one. */
function checkUsing({ declarations }: NodeOf<'VariableDeclaration'>, { code, lineOf }: Context): void {
  for (const { init } of declarations) {
    if (!init || (init.type === 'CallExpression' && init.callee.type === 'MemberExpression' && init.callee.property.type === 'Identifier' && init.callee.property.name === 'hold'))
      continue
    code.prependRight(init.start, `__usable((__current.line = ${lineOf(init)}, `)
    code.appendLeft(init.end, '))')
  }
}

function checkpoint(node: AnyNode, { lineOf }: Context, counter?: string): string {
  const turn = counter === undefined ? '' : `(${counter} & 15) === 0 && `
  return ` if (${turn}__words[${Word.EvalBreaker}] !== 0) __checkpoint(${lineOf(node)});`
}

function loopCheckpoint(loop: NodeOf<'ForStatement' | 'WhileStatement'>, parents: readonly AnyNode[], context: Context): void {
  const { code, controlled } = context
  if (!controlled && isBoundedByOuterLoop(loop, parents))
    return
  const { body } = loop
  const check = checkpoint(body, context, loop.type === 'ForStatement' && !controlled ? counterOfShortLoop(loop) : undefined)
  if (body.type === 'BlockStatement') {
    code.appendLeft(body.start + 1, check)
    return
  }
  code.prependRight(body.start, `{${check} `)
  code.appendLeft(body.end, ' }')
}

function functionEntry(fn: FunctionNode & AnyNode, parents: readonly AnyNode[], context: Context): void {
  if (fn.body.type === 'BlockStatement')
    context.code.appendLeft(fn.body.start + 1, checkpoint(fn, context))
  if (fn.async)
    lowerAsyncFunction(fn, parents, context)
}

function importDeclaration(node: NodeOf<'ImportDeclaration'>, { code, lineOf, members }: Context): void {
  if (!MODULE_NAMES.includes(String(node.source.value)))
    throw new CompileError('ModuleNotFoundError', `No module named '${String(node.source.value)}'`, node.source, `${ABSENT_MODULES[String(node.source.value).split('.')[0]!] ?? 'There are no packages here.'} A snippet can import ${MODULE_NAMES.join(', ')}.`)
  const module = JSON.stringify(node.source.value)
  const named: string[] = []
  const declarations: string[] = []
  for (const specifier of node.specifiers) {
    if (specifier.type !== 'ImportSpecifier') {
      declarations.push(`${specifier.local.name} = __import(${module}, [], ${lineOf(node)}, ${JSON.stringify([...members.get(specifier.local.name) ?? []])})`)
      continue
    }
    const imported = specifier.imported.type === 'Identifier' ? specifier.imported.name : String(specifier.imported.value)
    named.push(imported)
    declarations.push(`{ ${JSON.stringify(imported)}: ${specifier.local.name} } = __import(${module}, [${JSON.stringify(imported)}], ${lineOf(node)})`)
  }
  code.update(node.start, node.end, declarations.length > 0 ? `const ${declarations.join(', ')};` : `__import(${module}, [], ${lineOf(node)});`)
}

function requireAsync(node: AnyNode, parents: readonly AnyNode[]): void {
  if (!functionAround(parents)?.async) {
    throw new CompileError('SyntaxError', '\'await\' outside function', node, 'Every thread evaluates the module\'s top level, and no '
      + 'event loop runs there: await inside an async function.')
  }
}

function awaitExpression(node: NodeOf<'AwaitExpression'>, parents: readonly AnyNode[], { code, lineOf }: Context): void {
  requireAsync(node, parents)
  code.update(node.start, node.start + 'await'.length, '(yield* __awaited(')
  code.appendLeft(node.end, `, ${lineOf(node)}))`)
}

function yieldExpression(node: NodeOf<'YieldExpression'>, parents: readonly AnyNode[], { code }: Context): void {
  if (!functionAround(parents)?.async)
    return
  const keyword = node.start + 'yield'.length
  if (!node.argument) {
    code.update(node.start, keyword, '(yield __yielded(undefined))')
    return
  }
  if (node.delegate) {
    const star = code.original.indexOf('*', keyword)
    code.update(node.start, star + 1, '(yield* __delegated(')
  }
  else {
    code.update(node.start, keyword, '(yield __yielded(')
  }
  code.appendLeft(node.end, '))')
}

/** Converts anything but an exception where it is thrown; a `new` expression has its class, and is left alone. */
function throwStatement({ argument }: NodeOf<'ThrowStatement'>, { code }: Context): void {
  if (argument.type === 'NewExpression')
    return
  code.prependRight(argument.start, '__thrown((')
  code.appendLeft(argument.end, '))')
}

function catchClause({ param, body, start, end }: NodeOf<'CatchClause'>, { code }: Context): void {
  if (!param) {
    code.update(start, start + 'catch'.length, 'catch (__error)')
    code.appendLeft(body.start + 1, ' __caught(__error);')
  }
  else if (param.type === 'Identifier') {
    code.appendLeft(body.start + 1, ` __caught(${param.name});`)
  }
  else {
    // Rethrown, so that the clause itself destructures it: V8's message would name any other code that does.
    code.prependRight(param.start, '__error) { __caught(__error); try { throw __error; } catch (')
    code.appendLeft(end, ' }')
  }
}
