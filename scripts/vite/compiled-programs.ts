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
/** Of the module that holds the programs of one folder. */
const FOLDER = `${INDEX}/`

/** A text as the deck runs it unedited, and what the browser's compiler would make of it. */
interface CompiledText {
  /** Without blank lines at its end, as blocks of live code hold it. */
  source: string
  program: Program
}

/**
 * Gives the programs of all texts of the talk, compiled at build time: a text that nobody has edited runs without the
 * compiler. `virtual:compiled-programs` has a function for each demo and exercise that loads its {@link CompiledText}s.
 *
 * The compiler is the browser's own, on esbuild's native build of the same version.
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
      // What is parsed as JSON is there sooner than what is parsed as code.
      const json = JSON.stringify(compiled.filter(text => text !== undefined))
      return `export default JSON.parse(${JSON.stringify(json)})\n`
    },
  }
}

type Compiler = typeof import('../../engine/compile/compile.ts')

/** Loads the compiler from its source, which is written for bundlers: Node would not find the files that it imports. */
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

/** @returns `undefined` for what does not compile: the browser's compiler says why, when it is run */
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
