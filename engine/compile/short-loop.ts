import type { AnyNode, VariableDeclaration } from 'acorn'
import type { NodeOf } from './scope'
import { childrenOf, isFunction } from './scope'

/** A body with one of these may take long, or waits, or has checkpoints of its own. */
const MAY_TAKE_LONG = new Set<string>([
  'CallExpression',
  'NewExpression',
  'TaggedTemplateExpression',
  'ImportExpression',
  'AwaitExpression',
  'YieldExpression',
  'ClassExpression',
  'ClassDeclaration',
  'ForStatement',
  'WhileStatement',
  'DoWhileStatement',
  'ForInStatement',
  'ForOfStatement',
])

/**
 * The counter of a loop with iterations so short that only every sixteenth needs the checkpoint: `for (let i = 0; …; i++)`
 * with nothing called, awaited or repeated in it. Testing the counter costs such a loop half of what reading shared memory
 * does.
 *
 * The counter must start as an integer and change by one, so that it reaches a multiple of sixteen; if the loop assigns it,
 * it might not.
 *
 * @returns the counter's name; undefined for any other loop
 */
export function counterOfShortLoop({ init, test, update, body }: NodeOf<'ForStatement'>): string | undefined {
  if (update?.type !== 'UpdateExpression' || update.argument.type !== 'Identifier' || init?.type !== 'VariableDeclaration')
    return undefined
  const { name } = update.argument
  const parts = test ? [test, body] : [body]
  return integerThatBegins(init, name) !== undefined && parts.every(part => isShort(part, name)) ? name : undefined
}

/** The integer that a `let` initialises the counter with; undefined for anything else. */
export function integerThatBegins({ kind, declarations }: VariableDeclaration, name: string): number | undefined {
  const init = declarations.find(({ id }) => id.type === 'Identifier' && id.name === name)?.init
  return kind === 'let' && init?.type === 'Literal' && Number.isSafeInteger(init.value) ? init.value as number : undefined
}

/** Whether nothing in a node may take long, and nothing in it assigns the counter. */
export function isShort(node: AnyNode, counter: string): boolean {
  if (MAY_TAKE_LONG.has(node.type) || isFunction(node) || assigns(node, counter))
    return false
  return [...childrenOf(node)].every(child => isShort(child, counter))
}

/** Whether a node itself assigns the counter or declares its name; errs on the safe side for patterns and for other variables of the name. */
export function assigns(node: AnyNode, counter: string): boolean {
  switch (node.type) {
    case 'AssignmentExpression':
      return node.left.type.endsWith('Pattern') || (node.left.type === 'Identifier' && node.left.name === counter)
    case 'UpdateExpression':
      return node.argument.type === 'Identifier' && node.argument.name === counter
    case 'VariableDeclarator':
      return node.id.type !== 'Identifier' || node.id.name === counter
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
      return node.id?.name === counter
    case 'CatchClause':
      return node.param?.type === 'Identifier' && node.param.name === counter
    default:
      return false
  }
}
