/** A run as Python's side notes it, in `report` of lib/steps.py, and as the search and the page see it. */
import type { Operation, PendingOperation, ScheduledRun, ScheduleEnd, ScheduleStep, ThreadNumber } from '../protocol/schedule'

/** What a thread would do: its number, its operation's, whether it can (1), and who holds what it waits for (-1: no thread). */
type Prospect = readonly [thread: ThreadNumber, operation: number, enabled: number, holder: number]

/** What Python notes; the states of all threads are numbers of prospects. */
interface NotedRun {
  operations: readonly Operation[]
  prospects: readonly Prospect[]
  steps: readonly (readonly [thread: ThreadNumber, operation: number, forced: number, pending: readonly number[]])[]
  end: Exclude<ScheduleEnd, { kind: 'deadlock' }> | { kind: 'deadlock', waiting: readonly number[] }
  output: string
  threads: readonly string[]
  diverged: number | null
  /** Whether the run has shown that threads share more than was known. */
  grown: boolean
}

/** Reads a run; `undefined` if it has shown that it has more steps than it noted. */
export function readRun(text: string): ScheduledRun | undefined {
  const { operations, prospects, steps, end, output, threads, diverged, grown } = JSON.parse(text) as NotedRun
  if (grown)
    return undefined
  // One object for all states that it is in: a hundred threads have a hundred of them before each step.
  const known = prospects.map(([thread, operation, enabled, holder]): PendingOperation =>
    ({ thread, operation: operations[operation]!, enabled: enabled === 1, ...holder >= 0 && { heldBy: [holder] } }))
  const pending = (numbers: readonly number[]): PendingOperation[] => numbers.map(number => known[number]!)
  return {
    steps: steps.map(([thread, operation, forced, all]): ScheduleStep => ({ thread, operation: operations[operation]!, pending: pending(all), ...forced === 1 && { forced: true as const } })),
    end: end.kind === 'deadlock' ? { kind: 'deadlock', waiting: pending(end.waiting) } : end,
    output,
    threads,
    ...diverged !== null && { diverged },
  }
}
