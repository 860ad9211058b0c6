import type { PendingOperation, Schedule, ScheduledRun, ThreadNumber } from '../protocol/schedule'
import type { Accesses } from './accesses'
import type { Event, Trace } from './events'
import { accessesOf, lifeOf } from './accesses'
import { EventTable } from './events'

/** Another thread to go on with at a place of a run. */
interface Switch {
  readonly trace: Trace
  readonly position: number
  readonly thread: ThreadNumber
}

/**
 * All schedules with few preemptions, fewest first. States that consist of the same events are one state, gone on from once
 * for each thread that was running (Musuvathi and Qadeer: Partial-order reduction for context-bounded state exploration, 2007).
 * A switch away from a thread that waits or has ended is no preemption.
 *
 * No thread is preempted before a step that touches nothing, or only what no other thread touches in any run: to preempt it
 * after that step leads to the same ends and costs no more. When another thread does touch it, those places are tried after all.
 */
export class BoundedSearch {
  private readonly table = new EventTable()
  private readonly visited = new Map<string, number>()
  /** By preemptions. */
  private readonly open: Switch[][] = [[]]
  /** Preemptions that were put off, by the object that only the preempted thread touched. */
  private readonly postponed = new Map<string, { at: Switch, preemptions: number }[]>()
  private readonly owners = new Map<string, ThreadNumber | 'several'>()
  private begun = false

  /** All schedules with so many preemptions at most have been run; -1 if not even those with none, `Infinity` if there are no more. */
  completed = -1

  /**
   * The next schedule to run.
   *
   * @param bound the most preemptions that it may have
   */
  next(bound: number): Schedule | undefined {
    if (!this.begun) {
      this.begun = true
      return []
    }
    for (let preemptions = 0; preemptions <= bound; preemptions++) {
      const open = this.open[preemptions] ?? []
      for (let at = open.pop(); at; at = open.pop()) {
        if (!this.isNew(at, preemptions))
          continue
        this.completed = preemptions - 1
        return [...at.trace.events.slice(0, at.position).map(event => event.thread), at.thread]
      }
    }
    this.completed = this.open.some(switches => switches.length > 0) ? bound : Infinity
    return undefined
  }

  /** Adds a run of the last schedule. */
  add(run: ScheduledRun): void {
    const trace = this.table.trace(run)
    this.share(trace)
    const state = new State(trace)
    let preemptions = 0
    for (const [position, event] of trace.events.entries()) {
      const pending = trace.pending[position]!
      const running = pending.find(({ thread }) => thread === state.running)
      if (this.visit(state.key, preemptions)) {
        const objects = running?.enabled ? this.keptToItself(state, running) : undefined
        for (const { thread, enabled } of pending) {
          if (!enabled || thread === event.thread)
            continue
          const at = { trace, position, thread }
          if (!running?.enabled || thread === running.thread)
            this.push(at, preemptions)
          else if (objects === undefined)
            this.push(at, preemptions + 1)
          else
            this.postpone(at, preemptions + 1, objects)
        }
      }
      if (running?.enabled && running.thread !== event.thread)
        preemptions++
      state.add(event)
    }
  }

  /** The objects of a thread's next step, if no other thread touches any of them. */
  private keptToItself(state: State, { thread, operation }: PendingOperation): readonly string[] | undefined {
    const event = this.table.next(thread, state.last[thread], state.happened)
    // Other threads may be waiting for the thread's end.
    if (!event || operation.kind === 'end')
      return undefined
    const objects = event.accesses.map(([object]) => object).filter(object => operation.kind !== 'begin' || object !== lifeOf(thread))
    return objects.every(object => this.owners.get(object) === thread) ? objects : undefined
  }

  private postpone(at: Switch, preemptions: number, objects: readonly string[]): void {
    const switches = objects.map(object => this.postponed.get(object) ?? [])
    objects.forEach((object, i) => this.postponed.set(object, switches[i]!))
    switches.forEach(list => list.push({ at, preemptions }))
  }

  /** Notes which thread touches which objects, or would, and tries what was put off while only one did. */
  private share(trace: Trace): void {
    for (const event of trace.events)
      this.touch(event.thread, event.accesses)
    for (const { thread, operation } of trace.pending.flat())
      this.touch(thread, accessesOf([operation], thread))
  }

  private touch(thread: ThreadNumber, accesses: Accesses): void {
    for (const [object] of accesses) {
      const owner = this.owners.get(object) ?? thread
      this.owners.set(object, owner === thread ? thread : 'several')
      if (owner === thread)
        continue
      for (const { at, preemptions } of this.postponed.get(object) ?? [])
        this.push(at, preemptions)
      this.postponed.delete(object)
    }
  }

  /** Whether a state was never reached with so few preemptions before. */
  private visit(key: string, preemptions: number): boolean {
    if ((this.visited.get(key) ?? Infinity) <= preemptions)
      return false
    this.visited.set(key, preemptions)
    return true
  }

  private isNew({ trace, position, thread }: Switch, preemptions: number): boolean {
    const state = new State(trace)
    trace.events.slice(0, position).forEach(event => state.add(event))
    const event = this.table.next(thread, state.last[thread], state.happened)
    if (!event)
      return true
    state.add(event)
    return (this.visited.get(state.key) ?? Infinity) > preemptions
  }

  private push(at: Switch, preemptions: number): void {
    while (this.open.length <= preemptions)
      this.open.push([])
    this.open[preemptions]!.push(at)
  }
}

/** A state of a program in the middle of a run. */
class State {
  running?: ThreadNumber
  readonly last: (Event | undefined)[]
  readonly happened: Event[] = []

  constructor(trace: Trace) {
    this.last = trace.ofThread.map(() => undefined)
  }

  /** The same for the same state with the same running thread. */
  get key(): string {
    return `${this.last.map(event => event?.id)} ${this.running}`
  }

  add(event: Event): void {
    this.running = event.thread
    this.last[event.thread] = event
    this.happened.push(event)
  }
}
