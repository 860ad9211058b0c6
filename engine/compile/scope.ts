/** A module's declarations and imports, as far as instrumenting needs them. */
import type { AnyNode, Function as FunctionNode, Pattern, Program } from 'acorn'

export type NodeOf<Type extends AnyNode['type']> = Extract<AnyNode, { type: Type }>

/** The child nodes of a node, in source order as acorn keeps them. */
export function* childrenOf(node: AnyNode): Generator<AnyNode> {
  for (const value of Object.values(node) as unknown[]) {
    for (const child of Array.isArray(value) ? value as unknown[] : [value]) {
      if (isNode(child))
        yield child
    }
  }
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

export function isFunction(node: AnyNode): node is FunctionNode & AnyNode {
  return node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression'
}

/** The innermost function around a node. */
export function functionAround(parents: readonly AnyNode[]): (FunctionNode & AnyNode) | undefined {
  return parents.findLast(isFunction)
}

/** The names that a pattern binds. */
export function* boundNames(pattern: Pattern | null): Generator<string> {
  switch (pattern?.type) {
    case 'Identifier':
      yield pattern.name
      break
    case 'ObjectPattern':
      for (const property of pattern.properties)
        yield* boundNames(property.type === 'RestElement' ? property.argument : property.value)
      break
    case 'ArrayPattern':
      for (const element of pattern.elements)
        yield* boundNames(element)
      break
    case 'AssignmentPattern':
      yield* boundNames(pattern.left)
      break
    case 'RestElement':
      yield* boundNames(pattern.argument)
  }
}

/** The names declared in a function or a module, including in blocks, but not in nested functions. */
export function namesDeclaredIn(fn: AnyNode): Set<string> {
  const names = new Set<string>()
  for (const parameter of isFunction(fn) ? fn.params : []) {
    for (const name of boundNames(parameter))
      names.add(name)
  }
  const visit = (node: AnyNode): void => {
    if (node.type === 'VariableDeclarator') {
      for (const name of boundNames(node.id))
        names.add(name)
    }
    if ((node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') && node.id)
      names.add(node.id.name)
    if (node.type === 'CatchClause') {
      for (const name of boundNames(node.param ?? null))
        names.add(name)
    }
    if (node === fn || !isFunction(node)) {
      for (const child of childrenOf(node))
        visit(child)
    }
  }
  visit(fn)
  return names
}

/** A module's top level. */
export interface ModuleScope {
  /** Local name of an imported binding -> its module and its name there (`*` for the namespace). */
  imports: Map<string, { module: string, name: string }>
  /** Names of function declarations: they have their value from the start. They are registered for other threads. */
  hoisted: Set<string>
  /** Where classes, and variables that hold a function, get their value: the end of the statement, and the names. */
  defined: { end: number, names: string[] }[]
  asyncFunctions: Set<string>
  /** `let` and `var` variables: assigning one in a thread is reported. */
  variables: Set<string>
}

/** Analyses a module's top level. */
export function scopeOf(program: Program): ModuleScope {
  const scope: ModuleScope = { imports: new Map(), hoisted: new Set(), defined: [], asyncFunctions: new Set(), variables: new Set() }
  for (const statement of program.body) {
    const node: AnyNode | null | undefined = (statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration')
      ? statement.declaration as AnyNode | null | undefined
      : statement
    switch (node?.type) {
      case 'ImportDeclaration':
        for (const specifier of node.specifiers) {
          const name = specifier.type === 'ImportSpecifier'
            ? (specifier.imported.type === 'Identifier' ? specifier.imported.name : String(specifier.imported.value))
            : '*'
          scope.imports.set(specifier.local.name, { module: String(node.source.value), name })
        }
        break
      case 'FunctionDeclaration':
      case 'ClassDeclaration':
        if (node.id) {
          if (node.type === 'FunctionDeclaration')
            scope.hoisted.add(node.id.name)
          else
            scope.defined.push({ end: statement.end, names: [node.id.name] })
          if (node.type === 'FunctionDeclaration' && node.async && !node.generator)
            scope.asyncFunctions.add(node.id.name)
        }
        break
      case 'VariableDeclaration':
        for (const { id, init } of node.declarations) {
          for (const name of boundNames(id)) {
            if (node.kind !== 'const')
              scope.variables.add(name)
          }
          if (id.type === 'Identifier' && init && (isFunction(init) || init.type === 'ClassExpression')) {
            scope.defined.push({ end: statement.end, names: [id.name] })
            if (isFunction(init) && init.async && !init.generator)
              scope.asyncFunctions.add(id.name)
          }
        }
    }
  }
  return scope
}
