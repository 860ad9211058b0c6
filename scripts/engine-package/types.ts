import fs from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { rewriteSpecifiers } from '../vite/declarations'

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ['lib.esnext.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  types: ['vite/client'],
  strict: true,
  declaration: true,
  emitDeclarationOnly: true,
  resolveJsonModule: true,
  allowImportingTsExtensions: true,
  skipLibCheck: true,
}

/**
 * Writes the declarations of some entries, and of all files that they refer to, in the folder structure of the sources.
 * Imports name files with their extensions, so that every module resolution finds them.
 *
 * @param root the root of the repository
 * @param entries paths from the root
 * @param folder the output
 */
export function writeTypes(root: string, entries: readonly string[], folder: string): void {
  const emitted = new Map<string, string>()
  const files = [...entries.map(entry => path.join(root, entry)), path.join(root, 'engine/shims.d.ts')]
  const program = ts.createProgram(files, { ...options, rootDir: root, outDir: folder })
  program.emit(undefined, (_, text, _bom, _error, sources) => {
    for (const { fileName } of sources ?? [])
      emitted.set(path.normalize(fileName), text)
  })

  const written = new Set<string>()
  function write(source: string): void {
    const text = emitted.get(source)
    if (text === undefined || written.has(source))
      return
    written.add(source)
    const target = path.join(folder, path.relative(root, source)).replace(/\.ts$/, '.d.ts')
    const code = rewriteSpecifiers(text, (specifier) => {
      const file = path.resolve(path.dirname(source), specifier)
      const found = specifier.startsWith('.') ? [file, `${file}.ts`, path.join(file, 'index.ts')].find(candidate => emitted.has(candidate)) : undefined
      if (!found)
        return specifier
      write(found)
      const relative = path.relative(path.dirname(source), found).split(path.sep).join('/').replace(/\.ts$/, '.js')
      return relative.startsWith('.') ? relative : `./${relative}`
    })
    fs.mkdirSync(path.dirname(target), { recursive: true })
    fs.writeFileSync(target, code)
  }
  for (const entry of entries)
    write(path.join(root, entry))
}
