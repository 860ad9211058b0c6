/** What is so after a number of steps of a Controlled run: values, locks, queues, and where each thread stands. */
import type { Operation, PendingOperation, ScheduledRun, ScheduleEnd, ScheduleStep, ThreadNumber } from '../../engine/protocol/schedule'
import type { SoFar } from '../content/goal'
import { isAccess, objectsOf } from '../../engine/explore/accesses'
import { pendingAtEnd } from '../../engine/explore/events'
import { Locks } from '../../engine/explore/locks'
import { stepWords } from './step-words'

/** Where a thread stands before its next step. */
export interface Standing {
  thread: ThreadNumber
  name: string
  /** Line of what it does next, 0 where that is unknown. */
  line: number
  /** What it does next: `reads counter`. */
  next: string
  /** Why it can't go on; missing where it can. */
  waits?: string
}

/** A lock that is held. */
interface HeldLock {
  name: string
  holder: string
  /** Who waits for it, by name. */
  waiting: readonly string[]
}

/** A moment of a run. */
export interface Moment {
  values: ReadonlyMap<string, string>
  locks: readonly HeldLock[]
  /** The items of each queue that was used, by its name. */
  queues: ReadonlyMap<string, readonly string[]>
  threads: readonly Standing[]
  /** Whether a thread can be chosen here: under a GIL there are steps that no other thread can precede. */
  isChoice: boolean
  end?: ScheduleEnd
}

/**
 * The state after a number of steps.
 *
 * @param run
 * @param at how many of its steps are done
 */
export function momentOf(run: ScheduledRun, at: number): Moment {
  const done = run.steps.slice(0, at)
  const next = run.steps[at]
  const pending = next?.pending ?? pendingAtEnd(run)
  return {
    values: valuesAfter(done),
    locks: locksAfter(run, done, pending),
    queues: queuesAfter(done),
    threads: pending.map(each => standingOf(run, each, next)),
    isChoice: next !== undefined && !next.forced,
    ...next === undefined && { end: run.end },
  }
}

/** The last value that was seen of each shared object, by its name. */
function valuesAfter(done: readonly ScheduleStep[]): Map<string, string> {
  const values = new Map<string, string>()
  for (const { operation: { kind, name, object, value } } of done) {
    if (value !== undefined && (kind === 'read' || kind === 'write' || kind === 'update'))
      values.set(name ?? object ?? '', value)
  }
  return values
}

function locksAfter(run: ScheduledRun, done: readonly ScheduleStep[], pending: readonly PendingOperation[]): HeldLock[] {
  const locks = new Locks()
  for (const { thread, operation } of done)
    locks.step(thread, operation)
  return Array.from(locks.held, ([object, { thread, name }]) => ({
    name,
    holder: nameOf(run, thread),
    waiting: pending
      .filter(({ operation, enabled }) => !enabled && operation.kind === 'acquire' && objectsOf(operation)[0] === object)
      .map(other => nameOf(run, other.thread)),
  }))
}

function queuesAfter(done: readonly ScheduleStep[]): Map<string, string[]> {
  const queues = new Map<string, string[]>()
  for (const { operation: { kind, name, object, value } } of done) {
    if ((kind !== 'put' && kind !== 'get') || value === undefined)
      continue
    const queue = name ?? object ?? ''
    const items = queues.get(queue) ?? []
    queues.set(queue, items)
    if (kind === 'put')
      items.push(value)
    // A queue by priority doesn't give its items in the order in which they came.
    else if (items.includes(value))
      items.splice(items.indexOf(value), 1)
  }
  return queues
}

function standingOf(run: ScheduledRun, { thread, operation, enabled, heldBy }: PendingOperation, next: ScheduleStep | undefined): Standing {
  const standing = { thread, name: nameOf(run, thread), line: operation.line, next: stepWords(ahead(operation), run.threads) }
  if (next?.forced && thread !== next.thread)
    return { ...standing, waits: `can’t come in here: ${nameOf(run, next.thread)} holds the GIL` }
  return enabled ? standing : { ...standing, waits: whatFor(run, { thread, operation, enabled, heldBy }) }
}

/** What an operation is before it is done: what a thread will read or get is not known yet. */
function ahead({ value, ...operation }: Operation): Operation {
  return operation.kind === 'write' || operation.kind === 'put' || operation.kind === 'print' ? { ...operation, value } : operation
}

/** What a thread that can't go on waits for. */
function whatFor(run: ScheduledRun, { operation, heldBy }: PendingOperation): string {
  const { kind, name, object, also } = operation
  const subject = name ?? object ?? 'something'
  switch (kind) {
    case 'acquire': {
      const holder = heldBy?.[0]
      // A wait that was not notified goes on by taking the lock again.
      if (holder === undefined && also !== undefined && also.some(other => other !== 'clock'))
        return `waits to be notified on ${also.find(other => other !== 'clock')}`
      return holder === undefined ? `waits for ${subject}` : `waits for ${subject}, which ${nameOf(run, holder)} holds`
    }
    case 'join':
      return `waits for ${operation.thread === undefined ? 'a thread' : nameOf(run, operation.thread)} to end`
    case 'get':
      return `waits for an item in ${subject}`
    case 'put':
      return `waits for room in ${subject}`
    case 'sleep':
      return 'sleeps until the others have nothing to do'
    case 'read':
    case 'checkpoint':
      return `spins until another thread writes what it reads${name === undefined ? '' : `: ${name}`}`
    default:
      return `waits for ${subject}`
  }
}

function nameOf({ threads }: ScheduledRun, thread: ThreadNumber): string {
  return threads[thread] || `thread ${thread}`
}

/** Runs longer than this aren't looked through for a goal: nobody chooses so many steps. */
const MOST_STEPS = 2000

/**
 * After how many steps a goal was reached.
 *
 * @param run
 * @param at how many steps are done
 * @param reached the goal
 * @returns `undefined` if it has not been
 */
export function reachedAt(run: ScheduledRun, at: number, reached: (so: SoFar) => boolean): number | undefined {
  const values = new Map<string, string>()
  let accesses = 0
  for (const [i, { operation }] of run.steps.slice(0, Math.min(at, MOST_STEPS)).entries()) {
    if (isAccess(operation))
      accesses++
    for (const [name, value] of valuesAfter([run.steps[i]!]))
      values.set(name, value)
    const isOver = i + 1 === run.steps.length
    if (reached({ values, accesses, ...isOver && { end: run.end, output: run.output } }))
      return i + 1
  }
  return undefined
}
