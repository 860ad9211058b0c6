/** Starts a run in each of the two languages of the engine: from the source to the engine's own start. */
import type { RunOptions } from '../protocol/run'
import type { RunListener, RunState } from '../protocol/run-event'
import type { Engine } from './engine'

/** A run to be started. */
interface RunToStart {
  source: string
  /** The file's name, as stacks show it. */
  name: string
  options: RunOptions
  listener: RunListener
  /** Cancels the run while it has not started. */
  signal: AbortSignal
  /** Reports what happens before it starts. */
  enter: (state: RunState) => void
}

/**
 * Starts a run.
 *
 * @returns its id; undefined when it was cancelled; `failed` when it can't start: the listener has the reason
 * @throws SandboxError when this browser can't run programs
 */
export type StartRun = (engine: Engine, run: RunToStart) => Promise<number | 'failed' | undefined>

/** Starts a run of TypeScript: compiles it, unless that has been done. */
export const startProgram: StartRun = async (engine, { source, name, options, listener, signal, enter }) => {
  let result = engine.compiler.compiled(source, name)
  if (!result) {
    enter('compiling')
    // Its workers boot while the program is compiled.
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

/** Starts a run of Python: fetches CPython with the first one. */
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
