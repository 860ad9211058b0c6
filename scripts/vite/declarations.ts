import path from 'node:path'
import process from 'node:process'
import ts from 'typescript'
import { stripInternal } from './strip-internal.ts'

/** Folder for the declarations of internal rooms, away from the names that snippets import. */
const INTERNAL = '.engine'

/** The sources of the engine's declarations. */
export interface DeclarationSources {
  /** Absolute path of the folder whose subfolders are the modules that snippets import. */
  stdlib: string
  /** Absolute path of the folder with all sources. */
  engine: string
  /** Names of the modules, such as `concurrent.futures`. */
  modules: readonly string[]
}

/**
 * Emits the declarations of the modules that snippets import, and of everything that those refer to, as a tree for
 * `node_modules/`: `threading/index.d.ts`, `.engine/kernel/futex.d.ts`. Comments are kept; whatever is marked
 * `@internal` is left out.
 *
 * @throws {Error} when a declaration can't be written, with the compiler's message
 */
export function emitDeclarations(sources: DeclarationSources): Record<string, string> {
  const roots = sources.modules.map(name => path.join(sources.stdlib, name, 'index.ts'))
  const emitted = compile(roots)
  const files: Record<string, string> = {}

  /** Adds a file, then those that it refers to, so that nothing unreachable is included. */
  function take(source: string): void {
    const target = layout(source, sources)
    const declaration = emitted.get(source)
    if (files[target] !== undefined || declaration === undefined)
      return
    files[target] = ''
    files[target] = rewriteSpecifiers(declaration, (specifier) => {
      const imported = resolve(source, specifier, emitted)
      if (!imported)
        return specifier
      take(imported)
      return relative(target, layout(imported, sources))
    })
  }

  roots.forEach(take)
  return files
}

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ['lib.esnext.d.ts', 'lib.webworker.d.ts'],
  types: [],
  strict: true,
  declaration: true,
  emitDeclarationOnly: true,
  allowImportingTsExtensions: true,
  skipLibCheck: true,
}

/** Declarations by the absolute path of their source. */
function compile(roots: readonly string[]): Map<string, string> {
  const emitted = new Map<string, string>()
  const program = ts.createProgram(roots, options)
  const { diagnostics } = program.emit(undefined, (_file, text, _bom, _onError, sourceFiles) => {
    for (const { fileName } of sourceFiles ?? [])
      emitted.set(path.normalize(fileName), text)
  }, undefined, true, { afterDeclarations: [stripInternal(program.getTypeChecker())] })
  if (diagnostics.length > 0) {
    throw new Error(ts.formatDiagnostics(diagnostics, {
      getCanonicalFileName: name => name,
      getCurrentDirectory: () => process.cwd(),
      getNewLine: () => '\n',
    }))
  }
  return emitted
}

/** The path of a source's declarations. */
function layout(source: string, { stdlib, engine }: DeclarationSources): string {
  const inStdlib = path.relative(stdlib, source)
  const target = inStdlib.startsWith('..') ? path.join(INTERNAL, path.relative(engine, source)) : inStdlib
  return target.split(path.sep).join('/').replace(/\.ts$/, '.d.ts')
}

function resolve(importer: string, specifier: string, emitted: Map<string, string>): string | undefined {
  if (!specifier.startsWith('.'))
    return undefined
  const file = path.join(path.dirname(importer), specifier)
  return [file, `${file}.ts`, path.join(file, 'index.ts')].find(candidate => emitted.has(candidate))
}

function relative(from: string, to: string): string {
  const specifier = path.posix.relative(path.posix.dirname(from), to).replace(/\.d\.ts$/, '')
  return specifier.startsWith('.') ? specifier : `./${specifier}`
}

/** Replaces the specifier of each import, export and import type, and drops unused imports. */
export function rewriteSpecifiers(text: string, rewrite: (specifier: string) => string): string {
  const file = ts.createSourceFile('declaration.d.ts', text, ts.ScriptTarget.ESNext, false)
  const used = new Set<string>()
  const literals: ts.StringLiteral[] = []

  function visit(node: ts.Node): void {
    if (ts.isIdentifier(node))
      used.add(node.text)
    const literal = specifierOf(node)
    if (literal)
      literals.push(literal)
    if (!ts.isImportDeclaration(node))
      ts.forEachChild(node, visit)
  }
  visit(file)

  const unused = file.statements.filter(statement => isUnusedImport(statement, used))
  const edits = [
    ...unused.map(statement => ({ from: statement.getStart(file), to: statement.end, text: '' })),
    ...literals
      .filter(literal => !unused.some(({ pos, end }) => pos <= literal.pos && literal.end <= end))
      .map(literal => ({ from: literal.getStart(file), to: literal.end, text: `'${rewrite(literal.text)}'` })),
  ].sort((a, b) => a.from - b.from)

  let result = ''
  let done = 0
  for (const edit of edits) {
    result += text.slice(done, edit.from) + edit.text
    done = edit.to
  }
  return result + text.slice(done)
}

/** Whether it is an import of names that are no longer used; one without names is there for its side effect. */
function isUnusedImport(statement: ts.Statement, used: ReadonlySet<string>): boolean {
  if (!ts.isImportDeclaration(statement) || !statement.importClause)
    return false
  const { name, namedBindings } = statement.importClause
  const names = namedBindings === undefined
    ? []
    : ts.isNamespaceImport(namedBindings) ? [namedBindings.name] : namedBindings.elements.map(element => element.name)
  return ![...names, ...(name ? [name] : [])].some(({ text }) => used.has(text))
}

function specifierOf(node: ts.Node): ts.StringLiteral | undefined {
  const specifier = ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
    ? node.moduleSpecifier
    : ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined
  return specifier && ts.isStringLiteral(specifier) ? specifier : undefined
}
