import type { Operation, PendingOperation, ScheduledRun, ScheduleStep, ThreadNumber } from '../protocol/schedule'
import type { Accesses } from './accesses'
import { accessesOf, conflict } from './accesses'

/**
 * A step of a program together with all that had to come before it. Runs that differ only by the order of independent steps
 * consist of the same events; the same thread's step after other causes is another event.
 */
export interface Event {
  readonly id: number
  readonly accesses: Accesses
  readonly thread: ThreadNumber
  /** What its steps do, in order. */
  readonly operations: readonly Operation[]
  /** How many events the thread had before. */
  readonly index: number
  /** For each thread, how many of its events have to come before this one or are this one: a vector clock. */
  readonly clock: readonly number[]
  /** The latest of the events that have to come before it, of other threads. */
  readonly causes: readonly Event[]
  /** The thread's event before. */
  readonly previous?: Event
}

/** A run as events. */
export interface Trace {
  /** In the order in which they happened. */
  readonly events: readonly Event[]
  /** By thread and index. */
  readonly ofThread: readonly (readonly Event[])[]
  /** Where they are among all events, by thread and index. */
  readonly positions: readonly (readonly number[])[]
  /** What each thread would have done next, before each event and at the end. */
  readonly pending: readonly (readonly PendingOperation[])[]
}

/** Whether one event has to come before another, or is it. */
export function isBefore(first: Event, second: Event): boolean {
  return (second.clock[first.thread] ?? 0) > first.index
}

/** Represents the run as a whole: all threads need it, and the main thread's end ends it. */
const WHOLE_RUN = 'run'

/** The last accesses to an object. */
interface History {
  write?: Event
  /** Since then. */
  reads: Event[]
  parts: Event[]
}

/** All events that the runs of a program had so far, each once. */
export class EventTable {
  private size = 0
  /** By the id of a thread's event, those that came next in some run, by their causes; its first ones by the negative number of the thread. */
  private readonly successors = new Map<number, Map<number | string, Event>>()

  /**
   * @param mayCutOff whether the end of the main thread may end the run while others could go on: then it can't be swapped
   * with any of their steps
   */
  constructor(private readonly mayCutOff = false) {}

  /**
   * A thread's next event in a state, if any run had it: all its causes have happened, and nothing else that it depends on.
   *
   * @param thread
   * @param previous the thread's event before
   * @param happened all events of the state
   */
  next(thread: ThreadNumber, previous: Event | undefined, happened: readonly Event[]): Event | undefined {
    for (const event of this.successors.get(previous?.id ?? -1 - thread)?.values() ?? []) {
      if (isNextIn(event, happened))
        return event
    }
    return undefined
  }

  /** A run as events. Steps that no other thread may precede belong to the event of the step before. */
  trace(run: ScheduledRun): Trace {
    const events: Event[] = []
    const ofThread: Event[][] = []
    const positions: number[][] = []
    const pending: (readonly PendingOperation[])[] = []
    const histories = new Map<string, History>()
    for (const steps of atomicSteps(run.steps)) {
      const { thread } = steps[0]!
      const own = ofThread[thread] ??= []
      const event = this.event(thread, own.at(-1), steps, histories)
      ;(positions[thread] ??= []).push(events.length)
      events.push(event)
      own.push(event)
      pending.push(steps[0]!.pending)
    }
    pending.push(pendingAtEnd(run))
    // A thread may have been started and never run.
    const threads = { length: Math.max(ofThread.length, run.threads.length) }
    return {
      events,
      ofThread: Array.from(threads, (_, thread) => ofThread[thread] ?? []),
      positions: Array.from(threads, (_, thread) => positions[thread] ?? []),
      pending,
    }
  }

  /** What operations touch, as far as other threads' steps depend on it. */
  accesses(operations: readonly Operation[], thread: ThreadNumber): Accesses {
    const accesses = accessesOf(operations, thread)
    if (!this.mayCutOff)
      return accesses
    if (thread > 0)
      return [...accesses, [WHOLE_RUN, 'read']]
    return operations.some(({ kind }) => kind === 'end') ? [...accesses, [WHOLE_RUN, 'write']] : accesses
  }

  private event(thread: ThreadNumber, previous: Event | undefined, steps: readonly ScheduleStep[], histories: Map<string, History>): Event {
    const operations = steps.map(step => step.operation)
    const accesses = this.accesses(operations, thread)
    const causes = causesOf(accesses, histories, thread)
    const followed = previous?.id ?? -1 - thread
    let known = this.successors.get(followed)
    if (!known)
      this.successors.set(followed, known = new Map())
    // What a thread does next follows from what it has done and seen: its causes tell the events apart.
    const key = causesKey(causes)
    let event = known.get(key)
    if (!event) {
      const index = previous ? previous.index + 1 : 0
      event = { id: this.size++, accesses, thread, operations, index, clock: clockOf(thread, index, previous, causes), causes, previous }
      known.set(key, event)
    }
    for (const [object, mode] of accesses) {
      if (mode === 'write')
        histories.set(object, { write: event, reads: [], parts: [] })
      else
        historyOf(histories, object)[mode === 'read' ? 'reads' : 'parts'].push(event)
    }
    return event
  }
}

/** The same for the same causes. */
function causesKey(causes: readonly Event[]): number | string {
  switch (causes.length) {
    case 0:
      return -1
    case 1:
      return causes[0]!.id
    default:
      return causes.map(cause => cause.id).sort((a, b) => a - b).join()
  }
}

/** Whether all causes of an event have happened, and nothing else that it depends on. */
function isNextIn(event: Event, happened: readonly Event[]): boolean {
  let before = 0
  for (const other of happened) {
    if (isBefore(other, event))
      before++
    else if (areDependent(other, event))
      return false
  }
  return before === event.clock.reduce((sum, count) => sum + count, 0) - 1
}

function areDependent(a: Event, b: Event): boolean {
  return a.thread === b.thread || a.accesses.some(([object, mode]) => b.accesses.some(([other, otherMode]) => object === other && conflict(mode, otherMode)))
}

/** Steps, together with those that no other thread may precede. */
export function atomicSteps(steps: readonly ScheduleStep[]): readonly (readonly ScheduleStep[])[] {
  const atomic: ScheduleStep[][] = []
  for (const step of steps) {
    if (step.forced && atomic.at(-1)?.[0]!.thread === step.thread)
      atomic.at(-1)!.push(step)
    else
      atomic.push([step])
  }
  return atomic
}

function causesOf(accesses: Accesses, histories: Map<string, History>, thread: ThreadNumber): readonly Event[] {
  const causes: Event[] = []
  for (const [object, mode] of accesses) {
    const { write, reads, parts } = historyOf(histories, object)
    const since = mode === 'write' ? [...reads, ...parts] : mode === 'read' ? parts : reads
    for (const event of since.length > 0 || !write ? since : [write]) {
      if (event.thread !== thread && !causes.includes(event))
        causes.push(event)
    }
  }
  return causes
}

function historyOf(histories: Map<string, History>, object: string): History {
  let history = histories.get(object)
  if (!history)
    histories.set(object, history = { reads: [], parts: [] })
  return history
}

function clockOf(thread: ThreadNumber, index: number, previous: Event | undefined, causes: readonly Event[]): number[] {
  const clock = [...previous?.clock ?? []]
  for (const cause of causes) {
    cause.clock.forEach((count, i) => {
      clock[i] = Math.max(clock[i] ?? 0, count)
    })
  }
  for (let i = 0; i <= thread; i++)
    clock[i] ??= 0
  clock[thread] = index + 1
  return clock
}

/** What threads would have done next at the end of a run, whether they could or not. */
export function pendingAtEnd({ steps, end }: Pick<ScheduledRun, 'steps' | 'end'>): readonly PendingOperation[] {
  if (end.kind === 'deadlock')
    return end.waiting
  const last = steps.at(-1)
  return end.kind === 'unfinished' || !last ? [] : last.pending.filter(({ thread }) => thread !== last.thread)
}
