/** `for await` and `await using` inside functions that have become generators. */
import type { AnyNode } from 'acorn'
import { CompileError } from './compile-error'
import type { Context } from './instrument'
import type { NodeOf } from './scope'

/**
 * `for await (const x of source) { … }` becomes
 *
 * ```js
 * { const __each = __asyncIteration(source); try { for (; yield* __awaited(__each.next(), line);) { const x = __each.value; … } }
 *   finally { yield* __awaited(__each.close(), line) } }
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
  code.update(node.start, left.start, `for (; yield* __awaited(${each}.next(), ${line}); ) { `)
  code.appendLeft(left.end, ` = ${each}.value; `)
  code.move(right.start, right.end, outermost.start)
  code.prependRight(right.start, `{ const ${each} = __asyncIteration(`)
  code.appendLeft(right.end, `); try { `)
  code.update(left.end, right.start, '')
  code.update(right.end, body.start, '')
  code.appendLeft(node.end, ' }')
  code.appendLeft(outermost.end, ` } finally { yield* __awaited(${each}.close(), ${line}); } }`)
}

/**
 * `await using x = manager; rest` becomes a `try` around the rest of the block that tells the manager, when it is left,
 * what was raised (kernel/context-manager.ts).
 */
export function lowerAwaitUsing(node: NodeOf<'VariableDeclaration'>, parents: readonly AnyNode[], { code, lineOf, fresh }: Context): void {
  const block = parents.at(-1)
  if (block?.type !== 'BlockStatement' && block?.type !== 'StaticBlock')
    throw new CompileError('SyntaxError', '\'await using\' must be a statement of a block', node)
  const line = lineOf(node)
  const entered = fresh('entered')
  const error = fresh('error')
  code.update(node.start, node.declarations[0]!.start, `const ${entered} = []; let ${error}; try { const `)
  for (const { init } of node.declarations) {
    code.prependRight(init!.start, `(yield* __enterAsyncContext(${entered}, `)
    code.appendLeft(init!.end, `, ${line}))`)
  }
  code.appendLeft(block.end - 1, ` } catch (__raised) { ${error} = { raised: __raised }; } finally { yield* __exitAsyncContext(${entered}, ${error}, ${line}); } `)
}
