import type { Language } from './language'
import { pythonRecordings } from '../recordings/recordings'
import { loadEngine } from '../runtime/engine'
import { pythonSupport } from '../runtime/engine-support'
import { warmForThreads, warmPython } from '../runtime/warm'
import { pythonFiles } from './files'

/** CPython itself, in the browser: what the deck's own language shows without a GIL, it is with one. */
export const python: Language = {
  ...pythonFiles,
  codeName: 'Python',
  runtime: { name: 'CPython 3.14', note: 'GIL, in this browser: one thread at a time; waits overlap, computing doesn’t get faster' },
  texts: import.meta.glob<string>(['/snippets/*/*.py', '!/snippets/*/web.py', '/exercises/*/{start,solution}.py'], { eager: true, import: 'default', query: '?raw' }),
  async completions(text, before) {
    const { completionsOf } = await import('./python-names')
    return completionsOf(text, before)
  },
  hasEventLoop: text => /^\s*(?:import|from)\s+asyncio\b/m.test(text),
  async session(file) {
    const { Session, startPython } = await loadEngine()
    return new Session(file, startPython)
  },
  // CPython in the browser has the GIL.
  modes: () => ['gil'],
  hasControlledRuns: true,
  async explore(source, name, { threads, signal, progress, ...options }) {
    const { useEngine } = await loadEngine()
    return useEngine().controlled.explore({ language: 'python', name, source }, options, { threads, signal, progress })
  },
  async replay(source, name, { threads, signal, ...request }) {
    const { useEngine } = await loadEngine()
    const [run] = await useEngine().controlled.run({ language: 'python', name, source }, [request], { threads, signal })
    return run
  },
  // Runs have the GIL here; schedules show what a build without it could do.
  granularities: { gil: 'gil', free: 'bytecode' },
  support: () => pythonSupport.value,
  obstacle: variant => pythonSupport.value.supported ? variant?.recordedTwin : pythonSupport.value.reason,
  recordings: pythonRecordings,
  async warm(threads) {
    await Promise.all([warmForThreads(threads), warmPython()])
  },
  ways: ['gil', 'controlled'],
  // A run may wait for its interpreter.
  checkSeconds: 30,
  exerciseWords: ({ inPython }) => inPython,
}
