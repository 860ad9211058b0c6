import type { Problem, RunSummary } from '../protocol/run'
import { duration } from '../insight'

/** How far a run has come. */
export type RunStatus
  = | { kind: 'never' }
    | { kind: 'loading' }
    | { kind: 'compiling' }
    /** `since` is a reading of `performance.now()`. */
    | { kind: 'running', since: number }
    | { kind: 'stopping', since: number }
    | { kind: 'ended', summary: RunSummary }
    | { kind: 'superseded' }
    /** The engine itself could not be started. */
    | { kind: 'broken' }
    /** The window in which it ran is gone. */
    | { kind: 'lost' }

/** A run's state in a few words. */
export interface StatusWords {
  text: string
  tone: 'quiet' | 'busy' | 'good' | 'bad'
}

/**
 * Puts a run's state into words.
 *
 * @param status how far it has come
 * @param problems what went wrong so far
 * @param now a reading of `performance.now()`
 * @param deadlocked whether the program hangs forever
 */
export function statusWords(status: RunStatus, problems: readonly Problem[], now: number, deadlocked = false): StatusWords {
  switch (status.kind) {
    case 'never':
      return { text: '', tone: 'quiet' }
    case 'loading':
      return { text: 'starting the engine …', tone: 'busy' }
    case 'compiling':
      return { text: 'compiling …', tone: 'busy' }
    case 'running':
      if (deadlocked)
        return { text: `deadlock, ${elapsed(now - status.since)}`, tone: 'bad' }
      return { text: `running ${elapsed(now - status.since)}`, tone: 'busy' }
    case 'stopping':
      return { text: 'stopping …', tone: 'busy' }
    case 'superseded':
      return { text: 'superseded by a newer run', tone: 'quiet' }
    case 'broken':
      return { text: 'the engine could not be started', tone: 'bad' }
    case 'lost':
      return { text: 'its window was closed', tone: 'quiet' }
    case 'ended':
      return endWords(status.summary, problems)
  }
}

function endWords(summary: RunSummary, problems: readonly Problem[]): StatusWords {
  switch (summary.outcome) {
    case 'finished': {
      // A thread or task that raised does not make the program fail, as in Python; but it is not all well.
      const errors = problems.filter(problem => problem.severity === 'error').length
      return errors > 0
        ? { text: `finished in ${duration(summary.wall)}, ${plural(errors, 'error')}`, tone: 'bad' }
        : { text: `finished in ${duration(summary.wall)}`, tone: 'good' }
    }
    case 'stopped':
      return { text: `stopped after ${duration(summary.wall)}`, tone: 'quiet' }
    case 'crashed':
      return { text: 'the sandbox crashed', tone: 'bad' }
    case 'superseded':
      return { text: 'superseded by a newer run', tone: 'quiet' }
    case 'failed':
      return problems.some(({ origin, severity }) => origin === 'compile' && severity === 'error')
        ? { text: 'does not compile', tone: 'bad' }
        : summary.exitStatus === undefined
          ? { text: `failed after ${duration(summary.wall)}`, tone: 'bad' }
          : { text: `exit status ${summary.exitStatus} after ${duration(summary.wall)}`, tone: 'bad' }
  }
}

/** Time since the start, in a form that changes once in a tenth of a second. */
function elapsed(ms: number): string {
  return `${(Math.max(0, ms) / 1000).toFixed(1)} s`
}

/** What the engine counted, as one line: mode, threads, switches, and what got lost. */
export function summaryWords(summary: RunSummary): string[] {
  if (summary.peakThreads === 0)
    return []
  const words = [
    ...summary.python === undefined ? [] : [`CPython ${summary.python}`],
    ...summary.seed === undefined ? [] : [`Controlled, seed ${summary.seed}`],
    summary.mode === 'gil' ? 'GIL' : 'free-threaded',
    plural(summary.peakThreads, 'thread'),
  ]
  if (summary.mode === 'gil')
    words.push(plural(summary.gilSwitches, 'GIL switch', 'GIL switches'))
  if (summary.droppedRecords > 0)
    words.push(`${plural(summary.droppedRecords, 'trace record')} missing`)
  return words
}

function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`
}
