import type { ExploredEnd } from '../protocol/exploration'
import type { ScheduledRun, ScheduleEnd } from '../protocol/schedule'
import type { Trace } from './events'
import { countInterleavings } from './interleavings'
import { countPreemptions } from './preemptions'

interface CountedEnd {
  runs: number
  interleavings: number | undefined
  example: ScheduledRun
  preemptions: number
}

/** Whether an end is a failure whatever the others are. */
export function isFailure({ kind }: ScheduleEnd): boolean {
  return kind === 'error' || kind === 'deadlock'
}

/** The same for two runs that ended in the same way. */
export function endKey({ end, output }: Pick<ScheduledRun, 'end' | 'output'>): string {
  switch (end.kind) {
    case 'finished':
      return JSON.stringify([end.kind, output])
    case 'error':
      return JSON.stringify([end.kind, end.message, end.line, output])
    case 'deadlock':
      return JSON.stringify([end.kind, end.waiting.map(({ thread, operation }) => [thread, operation.kind, operation.object, operation.line]), output])
    case 'unfinished':
      return end.kind
  }
}

/** The distinct ends of runs. */
export class Ends {
  private readonly ends = new Map<string, CountedEnd>()

  /**
   * Adds a run.
   *
   * @param run
   * @param trace its events, if it stands for a class whose interleavings are to be counted
   */
  add(run: ScheduledRun, trace?: Trace): void {
    const key = endKey(run)
    const preemptions = countPreemptions(run)
    const interleavings = trace && countInterleavings(run, trace)
    const known = this.ends.get(key)
    if (!known) {
      this.ends.set(key, { runs: 1, interleavings, example: run, preemptions })
      return
    }
    known.runs++
    known.interleavings = known.interleavings === undefined || interleavings === undefined ? undefined : known.interleavings + interleavings
    if (preemptions < known.preemptions || (preemptions === known.preemptions && run.steps.length < known.example.steps.length)) {
      known.example = run
      known.preemptions = preemptions
    }
  }

  /** All of them, those with the most runs first. */
  list(): readonly ExploredEnd[] {
    return Array.from(this.ends.values(), ({ interleavings, ...counted }) => ({
      end: counted.example.end,
      output: counted.example.output,
      ...counted,
      ...interleavings !== undefined && { interleavings },
    })).sort((a, b) => b.runs - a.runs)
  }
}
