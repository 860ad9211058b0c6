import type { OutputLine, Problem, RunOptions } from '../../engine/protocol/run'
import type { ExerciseRun, Way } from '../content/exercise'
import type { RunSession } from '../languages/run-session'
import { printed, summarizing, TraceModel } from '../../engine/insight'
import { listenFor } from '../../engine/protocol/run-event'
import { LaneKind } from '../../engine/protocol/trace'

/** Options of a single run. */
export interface OneRunOptions extends Omit<RunOptions, 'mode'> {
  /** A Controlled run needs a seed. */
  way: Way
  /** Seconds after which it is stopped, counted from when the engine is ready. */
  timeout: number
  /** Ends it early. */
  signal?: AbortSignal
}

/** A run as checks see it, and why it did not end well, if so. */
export interface OneRun {
  run: ExerciseRun
  /** Whether it was compiled at all. */
  compiles: boolean
  /** A clause, such as `it raised ValueError: no`; `undefined` when it ended well. */
  trouble: string | undefined
}

/** Runs a program once and collects the facts for the checks. */
export async function runOnce(session: RunSession, source: string, { way, timeout, signal, ...options }: OneRunOptions): Promise<OneRun> {
  const model = new TraceModel()
  const output: OutputLine[] = []
  const problems: Problem[] = []
  let deadlocked = false
  let late = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const unsubscribe = session.subscribe(listenFor({
    state({ state }) {
      if (state !== 'running')
        return
      timer = setTimeout(() => {
        late = true
        session.stop()
      }, timeout * 1000)
    },
    output: ({ lines }) => void output.push(...lines),
    problem: ({ problem }) => void problems.push(problem),
    trace: ({ batch }) => void model.feed(batch, 0, Infinity),
    name: ({ of, id, name }) => of === 'lane' ? model.nameLane(id, name) : model.nameSubject(id, name),
    deadlock() {
      deadlocked = true
      session.stop()
    },
  }))
  const stop = () => session.stop()
  signal?.addEventListener('abort', stop)
  try {
    const summary = await session.run(source, { ...options, mode: way === 'free' ? 'free' : 'gil' })
    model.finish(summary.wall)
    const { peakTasks, peakWaiting } = totals(model)
    const lines = printed(output)
    const written = lines.filter(({ stream }) => stream === 'stdout')
    const run: ExerciseRun = {
      way,
      outcome: summary.outcome,
      lines: written.map(({ text }) => text),
      threads: written.map(({ thread }) => thread),
      errors: lines.filter(({ stream }) => stream === 'stderr').map(({ text }) => text),
      exceptions: problems.filter(({ severity }) => severity === 'error').map(inWords),
      deadlocked,
      started: model.ordered().filter(({ kind }) => kind === LaneKind.Thread).length - 1,
      peakTasks,
      peakWaiting,
    }
    return { run, compiles: !problems.some(isCompileError), trouble: troubleOf(run, problems, late ? timeout : undefined) }
  }
  finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', stop)
    unsubscribe()
  }
}

function isCompileError({ origin, severity }: Problem): boolean {
  return origin === 'compile' && severity === 'error'
}

function inWords({ type, message, line }: Problem): string {
  return `${type}: ${message}${line === undefined ? '' : ` (line ${line})`}`
}

function troubleOf({ outcome, exceptions, deadlocked }: ExerciseRun, problems: readonly Problem[], timeout: number | undefined): string | undefined {
  if (deadlocked)
    return 'it hangs forever: every thread waits for another one'
  if (timeout !== undefined)
    return `it had not ended after ${timeout} seconds`
  if (problems.some(isCompileError))
    return `it does not compile: ${exceptions[0] ?? 'see the marks in the code'}`
  if (exceptions.length > 0)
    return `it raised ${exceptions[0]}`
  return outcome === 'finished' ? undefined : `it ${outcome}`
}

function totals(model: TraceModel) {
  const adding = summarizing(model)
  for (let step = adding.next(); ; step = adding.next()) {
    if (step.done)
      return step.value
  }
}
