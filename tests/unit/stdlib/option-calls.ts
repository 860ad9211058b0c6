/** Finds what of the standard modules takes an object with optional arguments, in the types of their sources. */
import path from 'node:path'
import ts from 'typescript'

/**
 * All of them: `threading.Thread.join`, `asyncio.sleep`, `threading.Thread` for its constructor.
 *
 * @param stdlib absolute path of the folder with a folder for each module
 * @param modules the modules' names
 */
export function findOptionCalls(stdlib: string, modules: readonly string[]): string[] {
  const files = modules.map(name => path.join(stdlib, name, 'index.ts'))
  const program = ts.createProgram(files, {
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.esnext.d.ts', 'lib.webworker.d.ts'],
    types: [],
    strict: true,
  })
  const checker = program.getTypeChecker()
  const found = new Set<string>()

  function look(name: string, signatures: readonly ts.Signature[]): void {
    if (signatures.some(signature => !isInternal(signature.declaration) && takesOptions(signature)))
      found.add(name)
  }

  function takesOptions(signature: ts.Signature): boolean {
    const last = signature.parameters.at(-1)
    if (!last)
      return false
    const type = checker.getNonNullableType(checker.getTypeOfSymbol(last))
    const { valueDeclaration } = last
    const isRest = valueDeclaration !== undefined && ts.isParameter(valueDeclaration) && valueDeclaration.dotDotDotToken !== undefined
    if (!isRest)
      return isOptions(type)
    const item = checker.isTupleType(type) ? checker.getTypeArguments(type as ts.TypeReference).at(-1) : undefined
    return item !== undefined && isOptions(checker.getNonNullableType(item))
  }

  /** An object type that may be empty, and that isn't one because it says nothing. */
  function isOptions(type: ts.Type): boolean {
    const properties = type.getProperties()
    return (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0
      && properties.length > 0
      && type.getCallSignatures().length === 0
      && properties.every(property => (property.flags & ts.SymbolFlags.Optional) !== 0)
  }

  for (const [index, file] of files.entries()) {
    const module = checker.getSymbolAtLocation(program.getSourceFile(file)!)!
    for (const exported of checker.getExportsOfModule(module)) {
      const symbol = (exported.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(exported) : exported
      if (!symbol.valueDeclaration || isInternal(symbol.valueDeclaration))
        continue
      const name = `${modules[index]}.${exported.name}`
      const type = checker.getTypeOfSymbol(symbol)
      look(name, type.getCallSignatures())
      look(name, type.getConstructSignatures())
      const instance = type.getConstructSignatures()[0]?.getReturnType()
      for (const member of instance?.getProperties() ?? []) {
        if (isPublicMethod(member))
          look(`${name}.${member.name}`, checker.getTypeOfSymbol(member).getCallSignatures())
      }
    }
  }
  return [...found].sort()
}

function isPublicMethod({ valueDeclaration }: ts.Symbol): boolean {
  return valueDeclaration !== undefined
    && ts.isMethodDeclaration(valueDeclaration)
    && ts.isIdentifier(valueDeclaration.name)
    && (ts.getCombinedModifierFlags(valueDeclaration) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) === 0
    && !isInternal(valueDeclaration)
}

function isInternal(declaration: ts.Node | undefined): boolean {
  return declaration !== undefined && ts.getJSDocTags(declaration).some(tag => tag.tagName.text === 'internal')
}
