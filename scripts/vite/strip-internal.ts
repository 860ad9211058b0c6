import ts from 'typescript'

/**
 * Leaves what is marked `@internal` out of declarations, as the compiler's `stripInternal` does, but keeps them true:
 *
 * - A member required by an interface of its class stays: without it `Coroutine<T>` would no longer be an `Awaitable<T>`,
 *   and its result type could not be inferred.
 * - A constructor becomes protected, where the compiler would leave a public one without parameters.
 *
 * Runs after the compiler's own transformation of declarations.
 */
export function stripInternal(checker: ts.TypeChecker): ts.TransformerFactory<ts.SourceFile | ts.Bundle> {
  return (context) => {
    const { factory } = context

    function visit(node: ts.Node): ts.VisitResult<ts.Node | undefined> {
      const source = ts.getOriginalNode(node)
      if (isInternal(source) && !isAskedFor(source, checker)) {
        return ts.isConstructorDeclaration(node)
          ? factory.createConstructorDeclaration([factory.createModifier(ts.SyntaxKind.ProtectedKeyword)], [], undefined)
          : undefined
      }
      return ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node) || ts.isModuleDeclaration(node) || ts.isModuleBlock(node)
        ? ts.visitEachChild(node, visit, context)
        : node
    }

    return file => ts.isSourceFile(file) ? ts.visitEachChild(file, visit, context) : file
  }
}

function isInternal(source: ts.Node): boolean {
  return ts.getJSDocTags(source).some(tag => tag.tagName.text === 'internal')
}

/** Whether it is a member that one of its class's interfaces declares publicly. */
function isAskedFor(source: ts.Node, checker: ts.TypeChecker): boolean {
  if (!ts.isClassElement(source) || !source.name || !ts.isClassDeclaration(source.parent))
    return false
  const name = checker.getSymbolAtLocation(source.name)?.escapedName
  const interfaces = source.parent.heritageClauses?.filter(clause => clause.token === ts.SyntaxKind.ImplementsKeyword) ?? []
  return interfaces.flatMap(clause => clause.types).some(type =>
    checker.getTypeAtLocation(type).getProperties().some(member =>
      member.escapedName === name && !member.declarations?.some(isInternal)))
}
