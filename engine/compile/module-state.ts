/**
 * Notes how functions use the content of the module's variables.
 *
 * Every thread evaluates the module, so a list, a Map or a field that a thread changes only changes there. The kernel
 * (kernel/module-state.ts) detects such changes by comparing the variables' content; the compiler provides what it needs:
 * on entry to a function, the variables it uses, whether it seems to change their content, and the line; after the
 * module's last statement, their getters. Loop bodies are left as they are.
 */
import type { AnyNode, Function as FunctionNode, Program } from 'acorn'
import type { Context } from './context'
import type { NodeOf } from './scope'
import { MAX_MODULE_VARIABLES, Use } from '../protocol/layout'
import { boundNames, childrenOf, isFunction, namesDeclaredIn } from './scope'

/** Methods of arrays, Maps, Sets and strings that only read. Any other method may change its object. */
const READERS = new Set(['at', 'concat', 'entries', 'every', 'filter', 'find', 'findIndex', 'findLast', 'flat', 'flatMap', 'forEach', 'get', 'has', 'includes', 'indexOf', 'join', 'keys', 'lastIndexOf', 'map', 'reduce', 'slice', 'some', 'toFixed', 'toReversed', 'toSorted', 'toString', 'values', 'with'])

/** Those of them whose result may be a part of the object. */
const PART_GETTERS = new Set(['at', 'find', 'findLast', 'get'])

/** Modules whose objects are plain data to a program, not shared. */
const PLAIN_MODULES = new Set(['builtins', 'collections', 'itertools'])

/** The first place in a function with the strongest use of a variable. */
interface Place { use: Use, line: number }

/** The variables of a module whose contents threads may change: their names, by number. */
function variablesOf(program: Program, context: Context): string[] {
  const names: string[] = []
  for (const statement of program.body) {
    const node: AnyNode | null | undefined = statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration'
      ? statement.declaration as AnyNode | null | undefined
      : statement
    if (node?.type === 'ClassDeclaration' && node.id)
      names.push(node.id.name)
    if (node?.type !== 'VariableDeclaration')
      continue
    for (const { id, init } of node.declarations) {
      if (node.kind === 'const' && init && isUnchanging(init, context))
        continue
      names.push(...boundNames(id))
    }
  }
  return [...new Set(names)].slice(0, MAX_MODULE_VARIABLES)
}

/** Whether a constant can't change, or is one object in all threads. */
function isUnchanging(init: AnyNode, { scope }: Context): boolean {
  if (isFunction(init) || init.type === 'Literal' || init.type === 'TemplateLiteral')
    return true
  if (init.type !== 'NewExpression' && init.type !== 'CallExpression')
    return false
  let root: AnyNode = init.callee
  while (root.type === 'MemberExpression')
    root = root.object
  const imported = root.type === 'Identifier' ? scope.imports.get(root.name) : undefined
  return imported !== undefined && !PLAIN_MODULES.has(imported.module)
}

/** Whether an identifier is a variable rather than a property name or a label. */
function isReference(node: AnyNode, parent: AnyNode | undefined): boolean {
  switch (parent?.type) {
    case 'MemberExpression':
      return parent.object === node || parent.computed
    case 'Property':
      return parent.value === node || parent.computed || parent.shorthand
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return parent.value === node || parent.computed
    case 'LabeledStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
      return false
    default:
      return true
  }
}

/** How an occurrence of a variable uses it. */
function useAt(path: readonly AnyNode[]): Use {
  let index = path.length - 1
  let inner = path[index]!
  let isPart = false
  for (;;) {
    const parent = path[index - 1]
    if (parent?.type === 'MemberExpression' && parent.object === inner)
      isPart = true
    else if (parent?.type !== 'ChainExpression' && !(parent?.type === 'CallExpression' && parent.callee === inner && getsPart(inner)))
      break
    inner = parent
    index -= 1
  }
  const parent = path[index - 1]
  switch (parent?.type) {
    case 'AssignmentExpression':
      return parent.left === inner ? Use.Changed : Use.Read
    case 'UpdateExpression':
      return Use.Changed
    case 'UnaryExpression':
      return parent.operator === 'delete' ? Use.Changed : Use.Read
    case 'CallExpression':
      return isPart && parent.callee === inner && !READERS.has(methodName(inner) ?? '') ? Use.Changed : Use.Read
    default:
      return Use.Read
  }
}

function methodName(callee: AnyNode): string | undefined {
  return callee.type === 'MemberExpression' && callee.property.type === 'Identifier' ? callee.property.name : undefined
}

function getsPart(callee: AnyNode): boolean {
  return PART_GETTERS.has(methodName(callee) ?? '')
}

/** Notes the functions' uses; returns the code to put after the module's last statement. */
export function watchModuleState(program: Program, context: Context): string {
  const variables = variablesOf(program, context)
  if (variables.length === 0)
    return ''
  const numbers = new Map(variables.map((name, number) => [name, number]))
  const declared = new Map<AnyNode, Set<string>>()
  const hides = (node: AnyNode, name: string): boolean => {
    if (!isFunction(node))
      return false
    let names = declared.get(node)
    if (!names)
      declared.set(node, names = namesDeclaredIn(node))
    return names.has(name)
  }
  const visit = (node: AnyNode, path: readonly AnyNode[], places: Map<number, Place> | undefined): void => {
    const parents = [...path, node]
    if (node.type === 'ClassBody')
      showPrivateFields(node, context)
    if (node.type === 'Identifier' && places) {
      const number = numbers.get(node.name)
      if (number !== undefined && isReference(node, path.at(-1)) && !path.some(parent => hides(parent, node.name)))
        notePlace(places, number, { use: useAt(parents), line: context.lineOf(node) })
    }
    // The outermost function stands for its nested ones.
    const own = places ?? (isFunction(node) ? new Map<number, Place>() : undefined)
    for (const child of childrenOf(node))
      visit(child, parents, own)
    if (!places && own && isFunction(node))
      noteUses(node, own, context)
  }
  visit(program, [], undefined)
  const getters = variables.map(name => `[${JSON.stringify(name)}, () => ${name}]`)
  return `__watch([${getters.join(', ')}]);`
}

function notePlace(places: Map<number, Place>, number: number, place: Place): void {
  const before = places.get(number)
  if (!before || before.use < place.use)
    places.set(number, place)
}

function noteUses(fn: FunctionNode & AnyNode, places: Map<number, Place>, { code }: Context): void {
  if (places.size === 0)
    return
  const notes = Array.from(places, ([number, { use, line }]) => `__uses[${number}] < ${use} && __use(${number}, ${use}, ${line})`)
  if (fn.body.type === 'BlockStatement') {
    code.appendLeft(fn.body.start + 1, ` ${notes.join('; ')};`)
  }
  else if (!fn.async) {
    code.prependRight(fn.body.start, `(${notes.join(', ')}, `)
    code.appendLeft(fn.body.end, ')')
  }
}

/** Lets the kernel read the `#private` fields of a class's objects. */
function showPrivateFields(body: NodeOf<'ClassBody'>, { code }: Context): void {
  const names = body.body.flatMap(member => member.type === 'PropertyDefinition' && member.key.type === 'PrivateIdentifier' ? [`#${member.key.name}`] : [])
  if (names.length > 0)
    code.appendLeft(body.end - 1, ` static { __fields(this, (o) => [${names.map(name => `${name} in o ? o.${name} : undefined`).join(', ')}]); } `)
}
