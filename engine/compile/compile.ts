import type { TransformOptions, TransformResult } from 'esbuild-wasm'
import type { CompileProblem, Program } from '../protocol/messages'
/** TypeScript source -> a module that the runtime can run, and the map back. */
import remapping from '@jridgewell/remapping'
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping'
import { CompileError } from './compile-error'
import { instrument } from './instrument'

/** esbuild's `transform`, whether native or wasm. */
export type Transform = (source: string, options: TransformOptions) => Promise<TransformResult>

/** The problems that kept a source from being compiled. */
export class CompileFailure extends Error {
  constructor(readonly problems: CompileProblem[]) {
    super(problems[0]?.message)
  }
}

interface EsbuildMessage { text: string, location: { line: number, column: number } | null }

function fromEsbuild({ text, location }: EsbuildMessage): CompileProblem {
  return { type: 'SyntaxError', message: text, line: location?.line ?? 1, column: (location?.column ?? 0) + 1 }
}

const STARTS_THREADS = /\bfrom\s*["'](?:threading|concurrent\.futures)["']|\b(?:toThread|runInExecutor)\b/

const ASKS_WEB = /\bfrom\s*["']web["']/

/**
 * Compiles a snippet.
 *
 * @param name the file's name, as stacks and the source map show it
 * @throws CompileFailure with the problems, their places in the given source
 */
export async function compile(transform: Transform, source: string, name: string): Promise<Program> {
  let stripped: TransformResult
  try {
    stripped = await transform(source, {
      loader: 'ts',
      format: 'esm',
      target: 'esnext',
      sourcemap: 'external',
      sourcefile: name,
      sourcesContent: false,
      tsconfigRaw: { compilerOptions: { useDefineForClassFields: true } },
    })
  }
  catch (error) {
    const { errors } = error as { errors?: EsbuildMessage[] }
    if (!errors)
      throw error
    throw new CompileFailure(errors.map(fromEsbuild))
  }
  const typesMap = new TraceMap(stripped.map)
  const original = (line: number, column: number): { line: number, column: number } => {
    const place = originalPositionFor(typesMap, { line, column })
    return { line: place.line ?? line, column: place.column ?? column }
  }
  try {
    const { code, map } = instrument(stripped.code, name, (line, column) => original(line, column).line)
    const composed = remapping([map as never, stripped.map as never], () => null)
    return { name, code: `${code}//# sourceURL=${name}\n`, map: JSON.stringify(composed), startsThreads: STARTS_THREADS.test(source), asksWeb: ASKS_WEB.test(source) }
  }
  catch (error) {
    if (error instanceof CompileError) {
      const place = original(error.line, error.column)
      throw new CompileFailure([{ type: error.type, message: error.message, hint: error.hint, line: place.line, column: place.column + 1 }])
    }
    if (error instanceof SyntaxError && 'loc' in error) {
      const { line, column } = error.loc as { line: number, column: number }
      const place = original(line, column)
      throw new CompileFailure([{ type: 'SyntaxError', message: error.message.replace(/ \(\d+:\d+\)$/, ''), line: place.line, column: place.column + 1 }])
    }
    throw error
  }
}
