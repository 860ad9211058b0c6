import type { ScheduledRun, ScheduleStep, ThreadNumber } from '../protocol/schedule'
import { isData, objectsOf } from './accesses'
import { happenedBefore, HappensBefore } from './clocks'

type AccessKind = 'read' | 'write' | 'update'

/** Objects whose single operations the language documents as thread-safe: see the list in docs/races.md. */
const CONTAINER = /^(?:list|dict|set|deque|defaultdict|ordereddict|counter|bytearray)#/

/** A read and a write of a container so many lines apart at most are taken for one act: `d[k] += 1`, or a check before it. */
const MAX_LINES_APART = 3

/** One of the two accesses of a race. */
interface RacingAccess {
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
  /** Its name in the program, else the object's. */
  readonly name: string
  readonly first: RacingAccess
  readonly second: RacingAccess
}

const VERBS: Readonly<Record<AccessKind, string>> = { read: 'reads', write: 'writes', update: 'updates' }

interface Noted extends RacingAccess {
  /** Number of the step in its thread. */
  readonly own: number
  /** Whether it is one operation that is atomic by itself. */
  readonly isAtomic: boolean
}

/**
 * The data races of a run, by happens-before: whether they did harm this time or not (Flanagan and Freund: FastTrack, 2009).
 * An atomic `update` is no race with another one, nor is one operation of a container with another, unless one of them is a part
 * of a longer act: a read and a write that depends on it. Each pair of lines is reported once.
 */
export function dataRaces({ steps, threads }: ScheduledRun): readonly DataRace[] {
  const order = new HappensBefore()
  const accesses = new Map<string, Map<string, Noted>>()
  const races = new Map<string, DataRace>()
  const parts = partsOfActs(steps)
  for (const [step, { thread, operation }] of steps.entries()) {
    order.step(thread, operation)
    const { kind, line, name } = operation
    if (!isDataAccess(kind))
      continue
    const clock = order.of(thread)
    const access = { thread, threadName: threads[thread] ?? `thread ${thread}`, kind, line, step, own: clock[thread]! }
    for (const object of objectsOf(operation).filter(isData)) {
      const isAtomic = (kind === 'update' || CONTAINER.test(object)) && !parts.has(step)
      const noted: Noted = { ...access, isAtomic }
      const before = accesses.get(object) ?? new Map<string, Noted>()
      accesses.set(object, before)
      for (const other of before.values()) {
        if (other.thread === thread || !conflict(noted, other) || happenedBefore(other.thread, other.own, clock))
          continue
        const key = [object, ...[`${other.kind} ${other.line}`, `${kind} ${line}`].sort()].join()
        if (!races.has(key))
          races.set(key, { object, name: name ?? object, first: racing(other), second: racing(noted) })
      }
      // The latest of each thread, kind and line: an earlier one is ordered before all that the latest is ordered before.
      before.set(`${thread} ${kind} ${line} ${isAtomic}`, noted)
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

function conflict(a: Noted, b: Noted): boolean {
  return (a.kind !== 'read' || b.kind !== 'read') && !(a.isAtomic && b.isAtomic)
}

/** Steps that read a container which the same thread then writes, or reads again in a loop, without any synchronisation between. */
function partsOfActs(steps: readonly ScheduleStep[]): ReadonlySet<number> {
  const parts = new Set<number>()
  const reads = new Map<ThreadNumber, Map<string, { step: number, line: number }>>()
  for (const [step, { thread, operation }] of steps.entries()) {
    const { kind, line } = operation
    const own = reads.get(thread) ?? new Map<string, { step: number, line: number }>()
    reads.set(thread, own)
    if (!isDataAccess(kind)) {
      if (kind !== 'checkpoint' && kind !== 'print')
        own.clear()
      continue
    }
    for (const object of objectsOf(operation).filter(object => CONTAINER.test(object))) {
      const whole = object.split('[')[0]!
      const read = own.get(whole)
      if (kind === 'read') {
        // A loop over the whole.
        if (read?.line === line && object === whole)
          parts.add(read.step).add(step)
        own.set(whole, { step, line })
      }
      else if (read) {
        if (Math.abs(line - read.line) <= MAX_LINES_APART)
          parts.add(read.step).add(step)
        own.delete(whole)
      }
    }
  }
  return parts
}

function racing({ own, isAtomic, ...access }: Noted): RacingAccess {
  return access
}
