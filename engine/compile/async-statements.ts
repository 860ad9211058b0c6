/** `for await` and `await using` inside functions that have become generators. */
import type { AnyNode } from 'acorn'
import type { Context } from './context'
import type { NodeOf } from './scope'
import { CompileError } from './compile-error'

/**
 * `for await (const x of source) { … }` becomes
 *
 * ```js
 * { const __each = __asyncIteration(source); try { for (; yield* __awaited(__each.next(), line);) { const x = __each.value; … } }
 *   catch (__raised) { throw __each.failed(__raised) } finally { yield* __awaited(__each.close(), line) } }
 * ```
 */
export function lowerForAwait(node: NodeOf<'ForOfStatement'>, parents: readonly AnyNode[], { code, lineOf, fresh }: Context): void {
  const each = fresh('each')
  const line = lineOf(node)
  let outermost: AnyNode = node
  for (const parent of [...parents].reverse()) {
    if (parent.type !== 'LabeledStatement')
      break
    outermost = parent
  }
  const { left, right, body } = node
  // An object pattern in braces would be read as a block.
  const [open, close] = left.type === 'ObjectPattern' ? ['(', ')'] : ['', '']
  code.update(node.start, left.start, `for (; yield* __awaited(${each}.next(), ${line}); ) { ${open}`)
  const target = left.type === 'VariableDeclaration' ? left.declarations[0]!.id : left
  // V8's message names a value that can't be destructured, but not the result of a conditional.
  const value = target.type.endsWith('Pattern') ? `true ? ${each}.value : undefined` : `${each}.value`
  code.appendLeft(left.end, ` = ${value}${close}; `)
  code.move(right.start, right.end, outermost.start)
  code.prependRight(right.start, `{ const ${each} = __asyncIteration(`)
  code.appendLeft(right.end, `); try { `)
  code.update(left.end, right.start, '')
  code.update(right.end, body.start, '')
  code.appendLeft(node.end, ' }')
  code.appendLeft(outermost.end, ` } catch (__raised) { throw ${each}.failed(__raised); } finally { yield* __awaited(${each}.close(), ${line}); } }`)
}

function isDeclaration(node: AnyNode, kind: 'using' | 'await using'): node is NodeOf<'VariableDeclaration'> {
  return node.type === 'VariableDeclaration' && node.kind === kind
}

/** @throws CompileError for an `await using` that is not a statement of a block */
export function requireBlock(node: AnyNode, parents: readonly AnyNode[]): void {
  if (parents.at(-1)?.type !== 'BlockStatement')
    throw new CompileError('SyntaxError', '\'await using\' must be a statement of a block', node)
}

/**
 * A block with `await using x = manager` becomes a `try` that passes the block's exception to the managers on exit
 * (kernel/context-manager.ts). The whole block does, so that its declarations keep their scope; `using` in the same block
 * joins in, so that all are exited in reverse order.
 */
export function lowerUsingBlock(block: NodeOf<'BlockStatement'>, { code, lineOf, fresh }: Context): void {
  const first = block.body.find(statement => isDeclaration(statement, 'await using'))
  if (!first)
    return
  const entered = fresh('entered')
  const error = fresh('error')
  code.appendLeft(block.start + 1, ` const ${entered} = []; let ${error}; try {`)
  for (const statement of block.body) {
    if (isDeclaration(statement, 'await using'))
      enter(statement, `(yield* __enterAsyncContext(${entered}, `, `, ${lineOf(statement)}))`, code)
    else if (isDeclaration(statement, 'using'))
      enter(statement, `__enterContext(${entered}, `, ')', code)
  }
  code.appendLeft(block.end - 1, ` } catch (__raised) { ${error} = { raised: __raised }; } finally { yield* __exitAsyncContext(${entered}, ${error}, ${lineOf(first)}); } `)
}

function enter({ start, declarations }: NodeOf<'VariableDeclaration'>, before: string, after: string, code: Context['code']): void {
  code.update(start, declarations[0]!.start, 'const ')
  for (const { init } of declarations) {
    code.prependRight(init!.start, before)
    code.appendLeft(init!.end, after)
  }
}
