import type { ScheduledRun } from '../protocol/schedule'
import type { Trace } from './events'
import { isAccess } from './accesses'
import { atomicSteps } from './events'

/** Above so many states of a class its interleavings are left uncounted. */
const MAX_STATES = 50_000

/**
 * How many interleavings a class of runs has: orders of its accesses to shared state that keep each dependent pair in order
 * (linear extensions of its partial order, counted by dynamic programming over its states).
 *
 * @returns `undefined` if there are too many to count exactly
 */
export function countInterleavings(run: ScheduledRun, trace: Trace): number | undefined {
  const atomic = atomicSteps(run.steps)
  const counts = trace.positions.map(positions => positions.filter(position => atomic[position]!.some(step => isAccess(step.operation))))
  const lengths = counts.map(positions => positions.length)
  if (lengths.reduce((states, length) => states * (length + 1), 1) > MAX_STATES)
    return undefined
  // For each thread's access, how many accesses of each thread have to come first.
  const required = counts.map(positions => positions.map((position) => {
    const { clock } = trace.events[position]!
    return counts.map((others, thread) => others.filter(other => trace.events[other]!.index < (clock[thread] ?? 0)).length)
  }))

  const known = new Map<number, number>()
  const done = lengths.map(() => 0)
  const count = (): number => {
    const key = done.reduce((sum, number, thread) => sum * (lengths[thread]! + 1) + number, 0)
    const before = known.get(key)
    if (before !== undefined)
      return before
    let sum = 0
    let complete = true
    for (let thread = 0; thread < done.length; thread++) {
      if (done[thread] === lengths[thread])
        continue
      complete = false
      const first = required[thread]![done[thread]!]!
      if (first.every((number, other) => other === thread || number <= done[other]!)) {
        done[thread]!++
        sum += count()
        done[thread]!--
      }
    }
    const result = complete ? 1 : sum
    known.set(key, result)
    return result
  }
  const all = count()
  return Number.isSafeInteger(all) ? all : undefined
}
