import type { Language } from './language'
import { loadEngine } from '../runtime/engine'
import { support } from '../runtime/engine-support'
import { compileAhead, warmCompiler, warmForThreads } from '../runtime/warm'
import { typescriptFiles } from './files'

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
    const { useEngine } = await loadEngine()
    const { compiler, controlled } = useEngine()
    const compiled = await compiler.compileControlled(text, file)
    if ('problems' in compiled) {
      const [{ type, message, line } = { type: 'SyntaxError', message: 'it does not compile', line: 0 }] = compiled.problems
      throw new Error(`${type}: ${message}${line ? ` (line ${line})` : ''}`)
    }
    return controlled.explore(compiled.program, options, { threads, signal, progress })
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
