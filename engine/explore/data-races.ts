import type { ScheduledRun, ThreadNumber } from '../protocol/schedule'
import { isData, objectsOf } from './accesses'
import { happenedBefore, HappensBefore } from './clocks'

type AccessKind = 'read' | 'write' | 'update'

/** One of the two accesses of a race. */
export interface RacingAccess {
  readonly thread: ThreadNumber
  readonly threadName: string
  readonly kind: AccessKind
  readonly line: number
  /** Which step of the run it is. */
  readonly step: number
}

/** Two accesses to one object that nothing orders, of which at least one is a write. */
export interface DataRace {
  readonly object: string
  /** The name that the program gives it, else the object's. */
  readonly name: string
  readonly first: RacingAccess
  readonly second: RacingAccess
}

const VERBS: Readonly<Record<AccessKind, string>> = { read: 'reads', write: 'writes', update: 'updates' }

interface Noted extends RacingAccess {
  /** Number of the step in its thread. */
  readonly own: number
}

/**
 * The data races of a run, by happens-before: whether they did harm this time or not (Flanagan and Freund: FastTrack, 2009).
 * An atomic `update` is no race with another one. Each pair of lines is reported once.
 */
export function dataRaces({ steps, threads }: ScheduledRun): readonly DataRace[] {
  const order = new HappensBefore()
  const accesses = new Map<string, Map<string, Noted>>()
  const races = new Map<string, DataRace>()
  for (const [step, { thread, operation }] of steps.entries()) {
    order.step(thread, operation)
    const { kind, line, name } = operation
    if (!isDataAccess(kind))
      continue
    const clock = order.of(thread)
    const access = { thread, threadName: threads[thread] ?? `thread ${thread}`, kind, line, step, own: clock[thread]! }
    for (const object of objectsOf(operation).filter(isData)) {
      const before = accesses.get(object) ?? new Map<string, Noted>()
      accesses.set(object, before)
      for (const other of before.values()) {
        if (other.thread === thread || !conflict(kind, other.kind) || happenedBefore(other.thread, other.own, clock))
          continue
        const key = [object, ...[`${other.kind} ${other.line}`, `${kind} ${line}`].sort()].join()
        if (!races.has(key))
          races.set(key, { object, name: name ?? object, first: withoutOwn(other), second: withoutOwn(access) })
      }
      // The latest of each thread, kind and line: an earlier one is ordered before all that the latest is ordered before.
      before.set(`${thread} ${kind} ${line}`, access)
    }
  }
  return [...races.values()]
}

/** A race in one sentence without its full stop. */
export function raceSentence({ name, first, second }: DataRace): string {
  const access = ({ threadName, kind, line }: RacingAccess): string => `${threadName} ${VERBS[kind]} ${name} on line ${line}`
  return `${access(first)}, ${access(second)}: nothing orders the two`
}

function isDataAccess(kind: string): kind is AccessKind {
  return kind in VERBS
}

function conflict(a: AccessKind, b: AccessKind): boolean {
  return a === 'write' || b === 'write' || a !== b
}

function withoutOwn({ own, ...access }: Noted): RacingAccess {
  return access
}
