/** A run as Python's side notes it, in `report` of lib/steps.py, and as the search and the page see it. */
import type { Operation, PendingOperation, ScheduledRun, ScheduleEnd, ScheduleStep, ThreadNumber } from '../protocol/schedule'

/** Four numbers for each thread: its number, its operation's, whether it can go on (1), and who holds what it waits for (-1: no thread). */
type FlatPending = readonly number[]

/** What Python notes. */
interface NotedRun {
  operations: readonly Operation[]
  steps: readonly (readonly [thread: ThreadNumber, operation: number, forced: number, pending: FlatPending])[]
  end: Exclude<ScheduleEnd, { kind: 'deadlock' }> | { kind: 'deadlock', waiting: FlatPending }
  output: string
  threads: readonly string[]
  diverged: number | null
  /** Whether the run has shown that threads share more than was known. */
  grown: boolean
}

const NUMBERS_OF_PENDING = 4

/** Reads a run; `undefined` if it has shown that it has more steps than it noted. */
export function readRun(text: string): ScheduledRun | undefined {
  const { operations, steps, end, output, threads, diverged, grown } = JSON.parse(text) as NotedRun
  if (grown)
    return undefined
  const pending = (flat: FlatPending): PendingOperation[] => {
    const all: PendingOperation[] = []
    for (let at = 0; at < flat.length; at += NUMBERS_OF_PENDING) {
      const holder = flat[at + 3]!
      all.push({ thread: flat[at]!, operation: operations[flat[at + 1]!]!, enabled: flat[at + 2] === 1, ...holder >= 0 && { heldBy: [holder] } })
    }
    return all
  }
  return {
    steps: steps.map(([thread, operation, forced, all]): ScheduleStep => ({ thread, operation: operations[operation]!, pending: pending(all), ...forced === 1 && { forced: true as const } })),
    end: end.kind === 'deadlock' ? { kind: 'deadlock', waiting: pending(end.waiting) } : end,
    output,
    threads,
    ...diverged !== null && { diverged },
  }
}
