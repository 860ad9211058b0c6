/**
 * Loops that need no checkpoint, since the loop around them has had one for each of their iterations.
 *
 * A loop that counts up to another loop's counter, or down from it, makes no more iterations than that one has made so far
 * (plus a thousand): the next checkpoint, the other loop's, comes after at most about as long again as that loop has run.
 * Insertion sorts and trial divisions are such loops; reading shared memory costs them a third of their speed.
 */
import type { AnyNode, ForStatement, Program, Statement, VariableDeclaration } from 'acorn'
import type { NodeOf } from './scope'
import { childrenOf, isFunction } from './scope'
import { assigns, integerThatBegins, isShort } from './short-loop'

/** The outer counter may start this far above the number of its iterations. */
const LARGEST_BEGIN = 1000

/** A loop's counter, and the rest of its body. */
interface Counting {
  name: string
  /** Where it is declared and initialised. */
  declaration: VariableDeclaration
  operator: '++' | '--'
  test: AnyNode
  /** The rest of an iteration. */
  rest: AnyNode[]
}

/**
 * Whether a loop makes at most as many iterations as an enclosing loop has made.
 *
 * @param loop the loop
 * @param parents its enclosing nodes, outermost first
 */
export function isBoundedByOuterLoop(loop: AnyNode, parents: readonly AnyNode[]): boolean {
  const counting = countingOf(loop, parents.at(-1))
  if (!counting || !counting.rest.concat(counting.test).every(part => isShort(part, counting.name)))
    return false
  const ownFunction = parents.slice(parents.findLastIndex(isFunction) + 1)
  return ownFunction.some((outer) => {
    const name = outerCounterOf(outer)
    return name !== undefined && name !== counting.name && isBoundedBy(name, counting)
  })
}

/** The counter of a loop that counts its iterations, starting from a small integer. */
function outerCounterOf(loop: AnyNode): string | undefined {
  if (loop.type !== 'ForStatement')
    return undefined
  const counting = countingOfFor(loop)
  if (counting?.operator !== '++' || hasAssignment(loop.body, counting.name) || (loop.test && hasAssignment(loop.test, counting.name)))
    return undefined
  const begin = integerThatBegins(counting.declaration, counting.name)
  return begin !== undefined && Math.abs(begin) <= LARGEST_BEGIN ? counting.name : undefined
}

function hasAssignment(node: AnyNode, name: string): boolean {
  return assigns(node, name) || [...childrenOf(node)].some(child => hasAssignment(child, name))
}

function countingOf(loop: AnyNode, parent: AnyNode | undefined): Counting | undefined {
  if (loop.type === 'ForStatement')
    return loop.test ? countingOfFor(loop) : undefined
  if (loop.type === 'WhileStatement' && parent?.type === 'BlockStatement')
    return countingOfWhile(loop, parent.body)
  return undefined
}

function countingOfFor({ init, test, update, body }: ForStatement): Counting | undefined {
  const counter = counterOf(update)
  return counter && init?.type === 'VariableDeclaration' ? { ...counter, declaration: init, test: test ?? body, rest: [body] } : undefined
}

/** `let j = i - 1`, and right after it `while (…) { …; j-- }`. */
function countingOfWhile(loop: NodeOf<'WhileStatement'>, statements: readonly (Statement | Program['body'][number])[]): Counting | undefined {
  const declaration = statements[statements.indexOf(loop) - 1]
  const turn = loop.body.type === 'BlockStatement' ? loop.body.body : []
  const last = turn.at(-1)
  const counter = last?.type === 'ExpressionStatement' ? counterOf(last.expression) : undefined
  const rest = turn.slice(0, -1)
  return counter && declaration?.type === 'VariableDeclaration' && !rest.some(mayContinue) ? { ...counter, declaration, test: loop.test, rest } : undefined
}

/** An iteration that ends early skips the counter. */
function mayContinue(node: AnyNode): boolean {
  return node.type === 'ContinueStatement' || [...childrenOf(node)].some(mayContinue)
}

function counterOf(node: AnyNode | null | undefined): Pick<Counting, 'name' | 'operator'> | undefined {
  return node?.type === 'UpdateExpression' && node.argument.type === 'Identifier' ? { name: node.argument.name, operator: node.operator } : undefined
}

function isBoundedBy(outer: string, { name, declaration, operator, test }: Counting): boolean {
  const comparisons = conjunctsOf(test).filter(part => part.type === 'BinaryExpression')
  if (operator === '--')
    return beginsAtMostAt(outer, declaration, name) && comparisons.some(({ left, operator, right }) => isNamed(left, name) && (operator === '>' || operator === '>=') && isNotNegative(right))
  const begin = integerThatBegins(declaration, name)
  return begin !== undefined && begin >= 0 && comparisons.some(({ left, operator, right }) =>
    (isNamed(left, name) || isSquareOf(left, name)) && (operator === '<' || operator === '<=') && isNamed(right, outer))
}

function conjunctsOf(test: AnyNode): AnyNode[] {
  return test.type === 'LogicalExpression' && test.operator === '&&' ? [...conjunctsOf(test.left), ...conjunctsOf(test.right)] : [test]
}

/** `let j = i` or `let j = i - 1`. */
function beginsAtMostAt(outer: string, { kind, declarations }: VariableDeclaration, name: string): boolean {
  const init = declarations.find(({ id }) => id.type === 'Identifier' && id.name === name)?.init
  return kind === 'let' && init != null
    && (isNamed(init, outer) || (init.type === 'BinaryExpression' && init.operator === '-' && isNamed(init.left, outer) && isNotNegative(init.right)))
}

function isNamed(node: AnyNode, name: string): boolean {
  return node.type === 'Identifier' && node.name === name
}

function isSquareOf(node: AnyNode, name: string): boolean {
  return node.type === 'BinaryExpression' && node.operator === '*' && isNamed(node.left, name) && isNamed(node.right, name)
}

function isNotNegative(node: AnyNode): boolean {
  return node.type === 'Literal' && typeof node.value === 'number' && node.value >= 0
}
