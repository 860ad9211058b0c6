import type { Operation, PendingOperation, ScheduledRun, ScheduleStep, ThreadNumber } from '../protocol/schedule'
import type { Accesses } from './accesses'
import { accessesOf } from './accesses'

/**
 * A step of a program together with all that had to come before it. Runs that differ only by the order of independent steps
 * consist of the same events; the same thread's step after other causes is another event.
 */
export interface Event extends Accesses {
  readonly id: number
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

/** Stands for the run as a whole: all threads need it, and the main thread's end ends it. */
const WHOLE_RUN = 'run'

/** The last accesses to an object. */
interface History {
  write?: Event
  reads: Event[]
}

/** All events that the runs of a program had so far, each once. */
export class EventTable {
  private readonly events = new Map<string, Event>()
  /** By the id of a thread's event, those that came next in some run; its first ones by the negative number of the thread. */
  private readonly successors = new Map<number, Event[]>()

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
    const known = this.successors.get(previous?.id ?? -1 - thread) ?? []
    return known.find((event) => {
      let before = 0
      for (const other of happened) {
        if (isBefore(other, event))
          before++
        else if (areDependent(other, event))
          return false
      }
      return before === event.clock.reduce((sum, count) => sum + count, 0) - 1
    })
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
    const { reads, writes } = accessesOf(operations, thread)
    if (!this.mayCutOff)
      return { reads, writes }
    if (thread > 0)
      return { reads: [...reads, WHOLE_RUN], writes }
    return { reads, writes: operations.some(({ kind }) => kind === 'end') ? [...writes, WHOLE_RUN] : writes }
  }

  private event(thread: ThreadNumber, previous: Event | undefined, steps: readonly ScheduleStep[], histories: Map<string, History>): Event {
    const operations = steps.map(step => step.operation)
    const accesses = this.accesses(operations, thread)
    const causes = [...causesOf(accesses, histories)].filter(cause => cause.thread !== thread)
    const key = `${thread} ${previous?.id} ${causes.map(cause => cause.id).sort((a, b) => a - b).join()} ${accesses.reads.join()} ${accesses.writes.join()} ${steps[0]!.operation.kind}`
    let event = this.events.get(key)
    if (!event) {
      const index = previous ? previous.index + 1 : 0
      event = { ...accesses, id: this.events.size, thread, operations, index, clock: clockOf(thread, index, previous, causes), causes, previous }
      this.events.set(key, event)
      const successors = this.successors.get(previous?.id ?? -1 - thread)
      if (successors)
        successors.push(event)
      else
        this.successors.set(previous?.id ?? -1 - thread, [event])
    }
    for (const object of accesses.reads)
      historyOf(histories, object).reads.push(event)
    for (const object of accesses.writes)
      histories.set(object, { write: event, reads: [] })
    return event
  }
}

function areDependent(a: Event, b: Event): boolean {
  return a.thread === b.thread || conflicts(a, b) || conflicts(b, a)
}

function conflicts(a: Accesses, b: Accesses): boolean {
  return a.writes.some(object => b.writes.includes(object) || b.reads.includes(object))
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

function causesOf({ reads, writes }: Accesses, histories: Map<string, History>): Set<Event> {
  const causes = new Set<Event>()
  for (const object of reads) {
    const { write } = historyOf(histories, object)
    if (write)
      causes.add(write)
  }
  for (const object of writes) {
    const history = historyOf(histories, object)
    for (const event of history.reads.length > 0 ? history.reads : history.write ? [history.write] : [])
      causes.add(event)
  }
  return causes
}

function historyOf(histories: Map<string, History>, object: string): History {
  let history = histories.get(object)
  if (!history)
    histories.set(object, history = { reads: [] })
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
