/** Compiles TypeScript source to a module for the runtime, with a source map. */
import type { TransformOptions, TransformResult } from 'esbuild-wasm'
import type { CompileProblem, Program } from '../protocol/messages'
import remapping from '@jridgewell/remapping'
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping'
import { parse } from 'acorn'
import { CompileError } from './compile-error'
import { habitsOf } from './habits'
import { instrument } from './instrument'
import { TOO_DEEP, tooDeep } from './nesting'
import { syntaxProblems } from './syntax-problems'

/** esbuild's `transform`, whether native or wasm. */
export type Transform = (source: string, options: TransformOptions) => Promise<TransformResult>

/** The problems that prevented compilation. */
export class CompileFailure extends Error {
  constructor(readonly problems: CompileProblem[]) {
    super(problems[0]?.message)
  }
}

/** Columns count the bytes of UTF-8, from 0. */
interface EsbuildMessage { text: string, location: { line: number, column: number, lineText: string } | null }

function fromEsbuild({ text, location }: EsbuildMessage, type: string): CompileProblem {
  if (!location)
    return { type, message: text, line: 1, column: 1 }
  const before = new TextEncoder().encode(location.lineText).subarray(0, location.column)
  return { type, message: text, line: location.line, column: new TextDecoder().decode(before).length + 1 }
}

const STARTS_THREADS = /\b(?:Thread|Timer|ThreadPoolExecutor|ProcessPoolExecutor|toThread|runInExecutor)\b|\* as \w+ from\s*["'](?:threading|concurrent\.futures)["']/

/** May be a `using` declaration: a false positive costs one more transform. */
const USING = /\busing\b/

const ASKS_WEB = /\bfrom\s*["']web["']/

/** Abilities of the JavaScript engine that will run the program. */
export interface Target {
  /** Whether it supports `using`; else that is lowered to `try` and `finally`. */
  hasUsing: boolean
  /** Whether it makes Controlled runs: see {@link Instructions.controlled} of instrument.ts. @default false */
  controlled?: boolean
}

/**
 * Compiles a snippet.
 *
 * @param transform esbuild's
 * @param source TypeScript
 * @param name the file's name, as stacks and the source map show it
 * @param target what will run it @default an engine that has all
 * @throws CompileFailure with the problems, their places in the given source
 */
export async function compile(transform: Transform, source: string, name: string, target: Target = { hasUsing: true }): Promise<Program> {
  const deep = tooDeep(source)
  if (deep)
    throw new CompileFailure([deep])
  let stripped: TransformResult
  try {
    stripped = await transform(source, {
      loader: 'ts',
      format: 'esm',
      target: 'esnext',
      // No browser supports them.
      supported: { decorators: false },
      sourcemap: 'external',
      sourcefile: name,
      sourcesContent: false,
      tsconfigRaw: { compilerOptions: { useDefineForClassFields: true } },
    })
  }
  catch (error) {
    const { errors } = error as { errors?: EsbuildMessage[] }
    // A panic of the Go program is reported as an error in the source, without a place.
    if (!errors || errors.some(({ text, location }) => !location && text.startsWith('panic: ')))
      throw error
    throw new CompileFailure(syntaxProblems(source, errors.map(message => fromEsbuild(message, 'SyntaxError'))))
  }
  const typesMap = new TraceMap(stripped.map)
  const original = (line: number, column: number): { line: number, column: number } => {
    const place = originalPositionFor(typesMap, { line, column })
    return { line: place.line ?? line, column: place.column ?? column }
  }
  const problemOf = ({ type, message, hint, ...printed }: CompileError): CompileProblem => {
    const { line, column } = original(printed.line, printed.column)
    return { type, message, hint, line, column: column + 1 }
  }
  try {
    const startsThreads = STARTS_THREADS.test(source)
    const program = parse(stripped.code, { ecmaVersion: 'latest', sourceType: 'module', locations: true })
    const { errors, warnings, members } = habitsOf(program)
    if (errors.length > 0)
      throw new CompileFailure(errors.map(problemOf))
    const instrumented = instrument(program, stripped.code, { name, originalLine: (line, column) => original(line, column).line, members, startsThreads, controlled: target.controlled ?? false })
    const maps: unknown[] = [instrumented.map, stripped.map]
    let { code } = instrumented
    if (!target.hasUsing && USING.test(code)) {
      const lowered = await transform(code, { loader: 'js', format: 'esm', target: 'esnext', supported: { using: false }, sourcemap: 'external', sourcefile: name, sourcesContent: false })
      code = lowered.code
      maps.unshift(lowered.map)
    }
    const composed = remapping(maps as never, () => null)
    return {
      name,
      code: `${code}//# sourceURL=${name}\n`,
      map: JSON.stringify(composed),
      warnings: [...stripped.warnings.map(message => fromEsbuild(message, 'SyntaxWarning')), ...warnings.map(problemOf)],
      startsThreads,
      asksWeb: ASKS_WEB.test(source),
    }
  }
  catch (error) {
    if (error instanceof CompileError)
      throw new CompileFailure([problemOf(error)])
    if (error instanceof SyntaxError && 'loc' in error) {
      const { line, column } = error.loc as { line: number, column: number }
      const place = original(line, column)
      if (error.message.startsWith('Not enough stack space'))
        throw new CompileFailure([{ ...TOO_DEEP, line: place.line, column: place.column + 1 }])
      throw new CompileFailure(syntaxProblems(source, [{ type: 'SyntaxError', message: error.message.replace(/ \(\d+:\d+\)$/, ''), line: place.line, column: place.column + 1 }]))
    }
    throw error
  }
}
