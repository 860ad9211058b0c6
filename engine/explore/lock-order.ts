import type { ScheduledRun, ThreadNumber } from '../protocol/schedule'
import type { Clock } from './clocks'
import { happenedBefore, HappensBefore } from './clocks'
import { Locks } from './locks'

/** A thread that took one lock while it held another. */
interface LockOrder {
  readonly thread: ThreadNumber
  readonly threadName: string
  readonly holds: string
  readonly takes: string
  readonly line: number
}

/** Threads that took locks in orders that can make each wait for the next one. */
export type LockCycle = readonly LockOrder[]

interface Taken extends LockOrder {
  readonly heldObject: string
  readonly takenObject: string
  /** All locks that it held. */
  readonly held: readonly string[]
  readonly from: Clock
  readonly own: number
}

/** Longer cycles are not looked for. */
const MAX_LENGTH = 6

/**
 * Orders of locks that can deadlock, whether they did in this run or not. No cycle counts whose threads can't run at the same
 * time, or hold a further lock in common meanwhile.
 */
export function lockCycles(run: ScheduledRun): readonly LockCycle[] {
  const orders = takenLocks(run)
  const cycles = new Map<string, LockCycle>()
  const report = (cycle: readonly Taken[]): void => {
    const key = cycle.map(({ thread, heldObject, takenObject }) => `${thread} ${heldObject} ${takenObject}`).sort().join()
    if (!cycles.has(key))
      cycles.set(key, cycle.map(({ thread, threadName, holds, takes, line }) => ({ thread, threadName, holds, takes, line })))
  }
  const extend = (path: readonly Taken[]): void => {
    const first = path[0]!
    const last = path.at(-1)!
    for (const next of orders) {
      if (next.heldObject !== last.takenObject || !path.every(other => canMeet(other, next)))
        continue
      if (next.takenObject === first.heldObject)
        report([...path, next])
      else if (path.length < MAX_LENGTH - 1 && path.every(other => other.heldObject !== next.takenObject))
        extend([...path, next])
    }
  }
  for (const order of orders)
    extend([order])
  return [...cycles.values()]
}

/** A cycle in one sentence without its full stop. */
export function lockCycleSentence(cycle: LockCycle): string {
  const parts = cycle.map(({ threadName, holds, takes, line }) => `${threadName} takes ${takes} on line ${line} while it holds ${holds}`)
  return `${parts.join(', ')}: each can wait for the next one`
}

function canMeet(a: Taken, b: Taken): boolean {
  return a.thread !== b.thread
    && !a.held.some(lock => b.held.includes(lock))
    && !happenedBefore(a.thread, a.own, b.from)
    && !happenedBefore(b.thread, b.own, a.from)
}

function takenLocks({ steps, threads }: ScheduledRun): readonly Taken[] {
  const order = new HappensBefore(false)
  const locks = new Locks()
  const orders = new Map<string, Taken>()
  for (const { thread, operation } of steps) {
    order.step(thread, operation)
    const others = [...locks.held].filter(([, holder]) => holder.thread === thread)
    const taken = locks.step(thread, operation)
    if (taken === undefined)
      continue
    for (const [other, { name }] of others) {
      if (other === taken || !locks.held.has(other))
        continue
      const from = [...order.of(thread)]
      orders.set(`${thread} ${other} ${taken} ${operation.line}`, {
        thread,
        threadName: threads[thread] ?? `thread ${thread}`,
        holds: name,
        takes: locks.held.get(taken)!.name,
        line: operation.line,
        heldObject: other,
        takenObject: taken,
        held: others.map(([lock]) => lock),
        from,
        own: from[thread]!,
      })
    }
  }
  return [...orders.values()]
}
