/** How a run begins, in each of the two languages that the engine runs: from the text to the engine's own start. */
import type { RunOptions } from '../protocol/run'
import type { RunListener, RunState } from '../protocol/run-event'
import type { Engine } from './engine'

/** A run that is to begin. */
interface RunToStart {
  source: string
  /** The file's name, as stacks show it. */
  name: string
  options: RunOptions
  listener: RunListener
  /** Gives the run up as long as it has not begun. */
  signal: AbortSignal
  /** Reports what is done before it begins. */
  enter: (state: RunState) => void
}

/**
 * Begins a run.
 *
 * @returns its id; none when it was given up; `failed` when it can't begin, and the listener knows why
 * @throws SandboxError when this browser can't run programs
 */
export type StartRun = (engine: Engine, run: RunToStart) => Promise<number | 'failed' | undefined>

/** Begins a run of TypeScript: compiles it, unless that is done already. */
export const startProgram: StartRun = async (engine, { source, name, options, listener, signal, enter }) => {
  let result = engine.compiler.compiled(source, name)
  if (!result) {
    enter('compiling')
    // Its workers boot while it is compiled.
    if (options.threads !== undefined)
      engine.expectThreads(options.threads)
    result = await engine.compiler.compile(source, name)
  }
  if (signal.aborted)
    return undefined
  if ('problems' in result) {
    for (const problem of result.problems)
      listener({ type: 'problem', problem: { severity: 'error', origin: 'compile', ...problem } })
    return 'failed'
  }
  for (const warning of result.program.warnings)
    listener({ type: 'problem', problem: { severity: 'warning', origin: 'compile', ...warning } })
  return engine.run(result.program, options, listener, signal)
}

/** Begins a run of Python: fetches CPython with the first one. */
export const startPython: StartRun = async (engine, { source, name, options, listener, signal, enter }) => {
  enter('loading')
  try {
    return await engine.runPython(source, name, options, listener, signal)
  }
  catch (error) {
    if (signal.aborted)
      return undefined
    listener({ type: 'problem', problem: { severity: 'error', origin: 'engine', type: 'RuntimeError', message: error instanceof Error ? error.message : String(error), hint: 'Python could not be started. Run again; if that does not help, reload the page.' } })
    return 'failed'
  }
}
