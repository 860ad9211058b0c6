import type { Language } from './language'
import { loadEngine } from '../runtime/engine'
import { support } from '../runtime/engine-support'
import { compileAhead, warmCompiler, warmForThreads } from '../runtime/warm'
import { typescriptFiles } from './files'

/** A program for Controlled runs, and what makes them. */
async function compiled(text: string, file: string) {
  const { useEngine } = await loadEngine()
  const { compiler, controlled } = useEngine()
  const result = await compiler.compileControlled(text, file)
  if ('problems' in result) {
    const [{ type, message, line } = { type: 'SyntaxError', message: 'it does not compile', line: 0 }] = result.problems
    throw new Error(`${type}: ${message}${line ? ` (line ${line})` : ''}`)
  }
  return { controlled, program: result.program }
}

/** The deck's own language: on real threads, by the runtime of engine/. */
export const typescript: Language = {
  ...typescriptFiles,
  codeName: 'Code',
  texts: import.meta.glob<string>(['/snippets/*/*.ts', '!/snippets/*/manifest.ts', '/exercises/*/{start,solution}.ts'], { eager: true, import: 'default', query: '?raw' }),
  hasEventLoop: text => /from\s*['"]asyncio['"]/.test(text),
  async session(file) {
    const { Session, startProgram } = await loadEngine()
    return new Session(file, startProgram)
  },
  modes: ofDemo => ofDemo,
  hasControlledRuns: false,
  async explore(text, file, { threads, signal, progress, ...options }) {
    const { controlled, program } = await compiled(text, file)
    return controlled.explore(program, options, { threads, signal, progress })
  },
  async replay(text, file, { threads, signal, ...request }) {
    const { controlled, program } = await compiled(text, file)
    const [run] = await controlled.run(program, [request], { threads, signal })
    return run
  },
  support: () => support.value,
  obstacle: () => undefined,
  warm: warmForThreads,
  prepare: compileAhead,
  expectEdit: warmCompiler,
  // What is to be found mostly shows without the GIL.
  ways: ['free', 'gil'],
  // On a busy machine the first run of a page has taken five.
  checkSeconds: 20,
  exerciseWords: () => undefined,
}
