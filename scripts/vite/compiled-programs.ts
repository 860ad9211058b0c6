import type { Plugin } from 'vite'
import type { Program } from '../../engine/protocol/messages.ts'
import type { TalkText } from './talk-texts.ts'
import { Buffer } from 'node:buffer'
import fs from 'node:fs/promises'
import path from 'node:path'
import { build, transform } from 'esbuild'
import { typescriptFiles } from '../../live/languages/files.ts'
import { textsIn } from './talk-texts.ts'

const INDEX = 'virtual:compiled-programs'
const RESOLVED = `\0${INDEX}`
/** Prefix of the module with the programs of one folder. */
const FOLDER = `${INDEX}/`

/** A text as the deck runs it unedited, and the browser compiler's result for it. */
interface CompiledText {
  /** Without trailing blank lines, as blocks of live code have it. */
  source: string
  program: Program
}

/**
 * Provides the programs of all texts of the talk, compiled at build time: an unedited text runs without the compiler.
 * `virtual:compiled-programs` has a function for each demo and exercise that loads its {@link CompiledText}s.
 *
 * The compiler is the browser's own, with esbuild's native build of the same version.
 */
export function compiledPrograms(): Plugin {
  let root: string
  let loading: ReturnType<typeof loadCompiler> | undefined
  return {
    name: 'deck:compiled-programs',

    configResolved(config) {
      root = config.root
    },

    resolveId(source) {
      return source === INDEX || source.startsWith(FOLDER) ? `\0${source}` : undefined
    },

    async load(id) {
      if (id !== RESOLVED && !id.startsWith(`\0${FOLDER}`))
        return
      const texts = await textsIn(root, typescriptFiles)
      if (id === RESOLVED) {
        const loaders = [...texts.keys()].map(folder => `  ${JSON.stringify(folder)}: () => import(${JSON.stringify(FOLDER + folder)}),`)
        return `export default {\n${loaders.join('\n')}\n}\n`
      }
      const inFolder = texts.get(id.slice(FOLDER.length + 1)) ?? []
      inFolder.forEach(({ file }) => this.addWatchFile(file))
      const compiler = await (loading ??= loadCompiler())
      const compiled = await Promise.all(inFolder.map(text => compiledText(compiler, text)))
      // JSON parses faster than code.
      const json = JSON.stringify(compiled.filter(text => text !== undefined))
      return `export default JSON.parse(${JSON.stringify(json)})\n`
    },
  }
}

type Compiler = typeof import('../../engine/compile/compile.ts')

/** Loads the compiler from its source, which is written for bundlers: Node would not resolve its imports. */
async function loadCompiler(): Promise<Compiler> {
  const { outputFiles: [bundle] } = await build({
    entryPoints: [path.join(import.meta.dirname, '../../engine/compile/compile.ts')],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    logLevel: 'silent',
  })
  return await import(`data:text/javascript;base64,${Buffer.from(bundle!.contents).toString('base64')}`) as Compiler
}

/** @returns `undefined` for a text that does not compile: the browser's compiler says why, when it is run */
async function compiledText({ compile, CompileFailure }: Compiler, { file, name }: TalkText): Promise<CompiledText | undefined> {
  const source = (await fs.readFile(file, 'utf8')).trimEnd()
  try {
    return { source, program: await compile(transform, source, name) }
  }
  catch (error) {
    if (error instanceof CompileFailure)
      return undefined
    throw error
  }
}
