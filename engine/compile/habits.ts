/**
 * Code that compiles, but does something else than intended: names of a browser, `main()` at the bottom as in a script, and
 * operations that Python's lists have and JavaScript's don't. Code that may well be intended gets no warning.
 */
import type { AnyNode, Program } from 'acorn'
import type { NodeOf } from './scope'
import { BROWSER_NAMES } from '../protocol/browser-names'
import { CompileError } from './compile-error'
import { boundNames, childrenOf, isFunction, namesDeclaredIn, scopeOf } from './scope'

/** The findings in a module. */
export interface Habits {
  /** Errors that prevent the program from running. */
  errors: CompileError[]
  warnings: CompileError[]
  /** Local name of an imported module -> its members that the program uses. */
  members: Map<string, Set<string>>
}

/** State shared by the visitors. */
class Reader {
  readonly found: Habits = { errors: [], warnings: [], members: new Map() }
  readonly imports
  /** Names declared outside all functions, including in blocks. */
  readonly #moduleNames: Set<string>
  readonly #declared = new WeakMap<AnyNode, Set<string>>()
  /** Variables' initialisers; undefined for a parameter, or without one. */
  readonly #values = new Map<string, (AnyNode | undefined)[]>()

  constructor(program: Program) {
    this.imports = scopeOf(program).imports
    this.#moduleNames = namesDeclaredIn(program)
    for (const name of this.imports.keys())
      this.#moduleNames.add(name)
    this.#collectValues(program)
  }

  #collectValues(node: AnyNode): void {
    const add = (name: string, value?: AnyNode | null): void => void this.#values.set(name, [...this.#values.get(name) ?? [], value ?? undefined])
    if (node.type === 'VariableDeclarator') {
      for (const name of boundNames(node.id))
        add(name, node.id.type === 'Identifier' ? node.init : undefined)
    }
    else if (node.type === 'AssignmentExpression' && node.left.type === 'Identifier') {
      add(node.left.name)
    }
    else if (isFunction(node)) {
      for (const name of node.params.flatMap(parameter => [...boundNames(parameter)]))
        add(name)
    }
    for (const child of childrenOf(node))
      this.#collectValues(child)
  }

  /** Whether the program itself declares a name, as far as a place can see. */
  isDeclared(name: string, parents: readonly AnyNode[]): boolean {
    return this.#moduleNames.has(name) || this.isLocal(name, parents)
  }

  isLocal(name: string, parents: readonly AnyNode[]): boolean {
    return parents.some((parent) => {
      if (!isFunction(parent))
        return (parent.type === 'ClassExpression' || parent.type === 'ClassDeclaration') && parent.id?.name === name
      if (parent.id?.name === name)
        return true
      const names = this.#declared.get(parent) ?? namesDeclaredIn(parent)
      this.#declared.set(parent, names)
      return names.has(name)
    })
  }

  /** Whether an expression is certainly a list. */
  isList(node: AnyNode): boolean {
    switch (node.type) {
      case 'ArrayExpression':
        return true
      case 'Identifier': {
        const values = this.#values.get(node.name)
        return values?.length === 1 && values[0] !== undefined && this.isList(values[0])
      }
      case 'NewExpression':
        return node.callee.type === 'Identifier' && node.callee.name === 'Array'
      case 'CallExpression':
        if (node.callee.type === 'Identifier') {
          const imported = this.imports.get(node.callee.name)
          return imported?.module === 'builtins' && imported.name === 'range'
        }
        return node.callee.type === 'MemberExpression' && node.callee.object.type === 'Identifier' && node.callee.property.type === 'Identifier'
          && ((node.callee.object.name === 'Array' && ['from', 'of'].includes(node.callee.property.name))
            || (node.callee.object.name === 'Object' && ['keys', 'values', 'entries'].includes(node.callee.property.name)))
      default:
        return false
    }
  }

  warn(type: string, message: string, node: AnyNode, hint: string): void {
    this.found.warnings.push(new CompileError(type, message, node, hint))
  }
}

/** Whether an identifier is a value rather than a property name, a label or a declaration. */
function isValue(node: AnyNode, parent: AnyNode | undefined): boolean {
  switch (parent?.type) {
    case 'MemberExpression':
      return parent.object === node || parent.computed
    case 'Property':
    case 'PropertyDefinition':
    case 'MethodDefinition':
      return parent.value === node || parent.computed
    case 'UnaryExpression':
      // `typeof window` asks whether there is one.
      return parent.operator !== 'typeof'
    case 'LabeledStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
    case 'MetaProperty':
    case 'ImportSpecifier':
    case 'ImportDefaultSpecifier':
    case 'ImportNamespaceSpecifier':
    case 'ExportSpecifier':
      return false
    default:
      return true
  }
}

function identifier(node: NodeOf<'Identifier'>, parents: readonly AnyNode[], reader: Reader): void {
  const parent = parents.at(-1)
  const hint = BROWSER_NAMES.get(node.name)
  const isConsole = node.name === 'console'
  if ((hint === undefined && !isConsole) || !isValue(node, parent) || reader.isDeclared(node.name, parents))
    return
  if (isConsole)
    reader.warn('UserWarning', 'console is the browser\'s: here its methods print, as print does', node, 'Write print(…), of builtins.')
  else
    reader.found.errors.push(new CompileError('NameError', `name '${node.name}' is not defined`, node, hint))
}

/** `main()` outside all functions, and `asyncio.run(main())`. */
function call(node: NodeOf<'CallExpression'>, parents: readonly AnyNode[], reader: Reader): void {
  const { callee } = node
  if (callee.type !== 'Identifier' || callee.name !== 'main' || reader.imports.has('main') || !reader.isDeclared('main', parents))
    return
  const isGuarded = parents.some(parent => parent.type === 'IfStatement' && mentionsMeta(parent.test))
  if (!parents.some(isFunction) && !isGuarded) {
    reader.found.errors.push(new CompileError('RuntimeError', 'main() is called by the deck itself', node, 'Remove this call: every thread evaluates the module\'s top level, '
    + 'so main would run in each of them, and once more after that.'))
  }
}

function mentionsMeta(node: AnyNode): boolean {
  return node.type === 'MetaProperty' || [...childrenOf(node)].some(mentionsMeta)
}

function member(node: NodeOf<'MemberExpression'>, parents: readonly AnyNode[], reader: Reader): void {
  const { object, property, computed } = node
  if (object.type === 'Identifier' && property.type === 'Identifier' && !computed && reader.imports.get(object.name)?.name === '*' && !reader.isLocal(object.name, parents)) {
    const members = reader.found.members.get(object.name) ?? new Set()
    reader.found.members.set(object.name, members.add(property.name))
  }
  const isNegative = computed && property.type === 'UnaryExpression' && property.operator === '-' && property.argument.type === 'Literal' && typeof property.argument.value === 'number'
  if (isNegative)
    reader.warn('UserWarning', 'a negative index counts from the end in Python only: here there is no such element', node, 'Write list.at(-1).')
}

/** `for (const i in list)`, which iterates over the indices, as strings. */
function forIn(node: NodeOf<'ForInStatement'>, reader: Reader): void {
  const { left, right, body } = node
  const names = left.type === 'VariableDeclaration' ? [...boundNames(left.declarations[0]!.id)] : left.type === 'Identifier' ? [left.name] : []
  if (reader.isList(right) && !names.some(name => isIndex(name, body)))
    reader.warn('UserWarning', 'for … in iterates over the indices of a list, as strings: \'0\', \'1\', …', node, 'Write for (const item of list).')
}

/** Whether a statement uses a name as an index. */
function isIndex(name: string, node: AnyNode): boolean {
  return (node.type === 'MemberExpression' && node.computed && node.property.type === 'Identifier' && node.property.name === name)
    || [...childrenOf(node)].some(child => isIndex(name, child))
}

function comparison(node: NodeOf<'BinaryExpression'>, reader: Reader): void {
  if (node.operator === 'in' && reader.isList(node.right as AnyNode))
    reader.warn('UserWarning', 'in looks for an index of a list, not for an item', node, 'Write list.includes(item).')
  const isEquality = ['==', '===', '!=', '!=='].includes(node.operator)
  if (isEquality && node.left.type === 'Identifier' && node.right.type === 'Identifier' && node.left.name !== node.right.name && reader.isList(node.left) && reader.isList(node.right))
    reader.warn('UserWarning', `${node.operator} asks whether two lists are the same object, as Python's is does`, node, 'Write eq(xs, ys), with import { eq } from \'operator\': it compares their items.')
}

function visit(node: AnyNode, parents: readonly AnyNode[], reader: Reader): void {
  switch (node.type) {
    case 'Identifier':
      identifier(node, parents, reader)
      break
    case 'CallExpression':
      call(node, parents, reader)
      break
    case 'MemberExpression':
      member(node, parents, reader)
      break
    case 'ForInStatement':
      forIn(node, reader)
      break
    case 'BinaryExpression':
      comparison(node, reader)
  }
  const path = [...parents, node]
  for (const child of childrenOf(node)) {
    // In `{ name }` the key is the same node as the value.
    if (!(node.type === 'Property' && node.shorthand && child === node.key))
      visit(child, path, reader)
  }
}

/** Analyses a module. */
export function habitsOf(program: Program): Habits {
  const reader = new Reader(program)
  visit(program, [], reader)
  return reader.found
}
