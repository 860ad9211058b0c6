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

/** Its columns count the bytes of UTF-8 from 0. */
interface EsbuildMessage { text: string, location: { line: number, column: number, lineText: string } | null }

function fromEsbuild({ text, location }: EsbuildMessage): CompileProblem {
  if (!location)
    return { type: 'SyntaxError', message: text, line: 1, column: 1 }
  const before = new TextEncoder().encode(location.lineText).subarray(0, location.column)
  return { type: 'SyntaxError', message: text, line: location.line, column: new TextDecoder().decode(before).length + 1 }
}

const STARTS_THREADS = /\b(?:Thread|Timer|ThreadPoolExecutor|ProcessPoolExecutor|toThread|runInExecutor)\b|\* as \w+ from\s*["'](?:threading|concurrent\.futures)["']/

/**
 * esbuild indents by two blanks. Beyond five hundred levels its output grows with their square, and the parser's
 * search for the end of the blanks takes all the memory there is.
 */
const TOO_DEEP = /^ {1000}/m

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
  const deep = TOO_DEEP.exec(stripped.code)
  if (deep) {
    const place = original(stripped.code.slice(0, deep.index).split('\n').length, deep[0].length)
    // CPython's limit is 100, and these are its words.
    throw new CompileFailure([{ type: 'IndentationError', message: 'too many levels of indentation', line: place.line, column: 1 }])
  }
  try {
    const startsThreads = STARTS_THREADS.test(source)
    const { code, map } = instrument(stripped.code, name, (line, column) => original(line, column).line, startsThreads)
    const composed = remapping([map as never, stripped.map as never], () => null)
    return { name, code: `${code}//# sourceURL=${name}\n`, map: JSON.stringify(composed), startsThreads, asksWeb: ASKS_WEB.test(source) }
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
