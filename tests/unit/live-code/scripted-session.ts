import type { RunOptions, RunSummary } from '../../../engine/protocol/run'
import type { RunEvent, RunListener } from '../../../engine/protocol/run-event'
import type { RunSession } from '../../../live/languages/run-session'

/** A session whose events a test emits one by one. */
export class ScriptedSession implements RunSession {
  readonly runs: { source: string, options: RunOptions | undefined, settle: (summary: RunSummary) => void }[] = []
  readonly listeners: RunListener[] = []
  stopped = 0
  /** The lines of standard input that it was answered. */
  readonly answers: [request: number, line: string | undefined][] = []

  subscribe(listener: RunListener) {
    this.listeners.push(listener)
    return () => {}
  }

  run(source: string, options?: RunOptions): Promise<RunSummary> {
    return new Promise((settle) => {
      this.runs.push({ source, options, settle })
    })
  }

  stop() {
    this.stopped++
  }

  answer(request: number, line: string | undefined) {
    this.answers.push([request, line])
  }

  /** Emits an event to all listeners. */
  emit(event: RunEvent) {
    for (const listener of this.listeners)
      listener(event)
  }
}

/** The summary of a run that went well, but for what is said. */
export function summaryOf(more: Partial<RunSummary> = {}): RunSummary {
  return {
    outcome: 'finished',
    mode: 'gil',
    wall: 12,
    peakThreads: 1,
    gilSwitches: 0,
    gilRequests: 0,
    droppedRecords: 0,
    cores: 2,
    ...more,
  }
}
