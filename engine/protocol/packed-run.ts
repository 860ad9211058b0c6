/**
 * Runs as messages carry them. Before each of its steps a run names what every live thread would do next: a hundred threads
 * make hundreds of thousands of such entries, which a page would take seconds to read one by one.
 */
import type { ExplorationReport, ExploredEnd } from './exploration'
import type { PendingOperation, ScheduledRun, ScheduleStep } from './schedule'

/** A run whose states are numbers. */
export interface PackedRun extends Omit<ScheduledRun, 'steps'> {
  readonly steps: readonly Omit<ScheduleStep, 'pending'>[]
  /** What threads would do in some state, each once. */
  readonly prospects: readonly PendingOperation[]
  /** For each step, how many of these there are before it, and their indexes. */
  readonly states: Int32Array
}

/** A report whose examples are packed. */
export interface PackedReport extends Omit<ExplorationReport, 'ends'> {
  readonly ends: readonly (Omit<ExploredEnd, 'example'> & { readonly example: PackedRun })[]
}

/** Packs a run. What a thread would do is packed once for each object, so executors make one object for all its states. */
export function packRun({ steps, ...run }: ScheduledRun): PackedRun {
  const numbers = new Map<PendingOperation, number>()
  const states = new Int32Array(steps.reduce((sum, { pending }) => sum + 1 + pending.length, 0))
  let at = 0
  for (const { pending } of steps) {
    states[at++] = pending.length
    for (const prospect of pending) {
      let number = numbers.get(prospect)
      if (number === undefined)
        numbers.set(prospect, number = numbers.size)
      states[at++] = number
    }
  }
  return { ...run, steps: steps.map(({ pending: _, ...step }) => step), prospects: [...numbers.keys()], states }
}

/** Whether the states of a packed run are those of its steps. */
export function areStates({ steps, prospects, states }: Pick<PackedRun, 'steps' | 'prospects' | 'states'>): boolean {
  let at = 0
  for (let step = 0; step < steps.length; step++) {
    const end = at + 1 + states[at]!
    // Not so either where there is no number at all.
    if (!(end > at && end <= states.length))
      return false
    while (++at < end) {
      if (!(states[at]! >= 0 && states[at]! < prospects.length))
        return false
    }
  }
  return at === states.length
}

/** The run that was packed. */
export function unpackRun({ steps, prospects, states, ...run }: PackedRun): ScheduledRun {
  let at = 0
  return {
    ...run,
    steps: steps.map((step) => {
      const count = states[at++]!
      return { ...step, pending: Array.from(states.subarray(at, at += count), number => prospects[number]!) }
    }),
  }
}

/** Packs the examples of a report. */
export function packReport({ ends, ...report }: ExplorationReport): PackedReport {
  return { ...report, ends: ends.map(end => ({ ...end, example: packRun(end.example) })) }
}

/** The report that was packed. */
export function unpackReport({ ends, ...report }: PackedReport): ExplorationReport {
  return { ...report, ends: ends.map(end => ({ ...end, example: unpackRun(end.example) })) }
}
