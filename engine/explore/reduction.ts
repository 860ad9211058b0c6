import type { Schedule, ScheduledRun } from '../protocol/schedule'
import type { Trace } from './events'
import type { Reversal } from './reversals'
import { frontier, scheduleTo } from './configuration'
import { Covered } from './covered'
import { Enabledness } from './enabledness'
import { EventTable, pendingAtEnd } from './events'
import { reversals } from './reversals'

/**
 * Dynamic partial-order reduction: one run of each class of runs that differ only by the order of independent steps.
 *
 * Each run shows races; a schedule that reverses one is run unless a class that was run before has the reversed race already,
 * so that no class is run twice (as by the wakeup trees of Abdulla, Aronis, Jonsson and Sagonas: Optimal Dynamic Partial Order
 * Reduction, 2014; the classes are kept, as in Rodríguez, Sousa, Sharma and Kroening: Unfolding-based Partial Order Reduction,
 * 2015). A run is redundant only where a thread turned out to be blocked that nothing had shown to be.
 */
export class Reduction {
  /** Runs that were no class of their own. */
  redundant = 0

  /** How many times the search has restarted: earlier runs do not count. */
  restarts = 0

  private table = new EventTable()
  private covered = new Covered()
  private enabledness = new Enabledness()
  private open: Reversal[] = []
  private seen = new Set<string>()
  private current?: Reversal
  private begun = false

  /** The next schedule to run; `undefined` when all classes have been run. */
  next(): Schedule | undefined {
    if (!this.begun) {
      this.begun = true
      return []
    }
    for (let reversal = this.open.pop(); reversal; reversal = this.open.pop()) {
      if (!this.isNeeded(reversal))
        continue
      this.current = reversal
      const { trace, configuration, next } = reversal
      return [...scheduleTo(trace, configuration), next.thread]
    }
    return undefined
  }

  /** Adds a run of the last schedule; returns its events if its class is new. */
  add(run: ScheduledRun): Trace | undefined {
    // Daemon threads: all that was taken for independent of the main thread's end is not.
    if (this.restarts === 0 && isCutOff(run)) {
      this.restart()
      return undefined
    }
    const trace = this.table.trace(run)
    this.enabledness.learn(trace)
    // What was raced with was not the nearest event before which the step can be done.
    if (run.diverged !== undefined && this.current)
      this.findReversals(this.current.trace)
    if (!this.covered.add(trace)) {
      this.redundant++
      return undefined
    }
    this.findReversals(trace)
    return trace
  }

  private findReversals(trace: Trace): void {
    for (const reversal of reversals(trace, this.enabledness, (operations, thread) => this.table.accesses(operations, thread))) {
      const key = keyOf(reversal)
      if (!this.seen.has(key)) {
        this.seen.add(key)
        this.open.push(reversal)
      }
    }
  }

  private restart(): void {
    this.restarts++
    this.redundant++
    this.table = new EventTable(true)
    this.covered = new Covered()
    this.enabledness = new Enabledness()
    this.open = []
    this.seen = new Set()
    this.current = undefined
    this.begun = false
  }

  private isNeeded({ trace, configuration, next, position }: Reversal): boolean {
    if (this.enabledness.insteadOf(trace, position, next) === false)
      return false
    const happened = trace.events.filter(event => event.index < configuration[event.thread]!)
    const event = this.table.next(next.thread, trace.ofThread[next.thread]![next.index - 1], happened)
    return event === undefined || !this.covered.has([event, ...frontier(trace, configuration)])
  }
}

/** The same for the same step in the same state. */
function keyOf({ trace, configuration, next }: Reversal): string {
  let key = `${next.thread}`
  for (let thread = 0; thread < configuration.length; thread++)
    key += ` ${trace.ofThread[thread]![configuration[thread]! - 1]?.id ?? ''}`
  return key
}

/** Whether the main thread's end ended a run in which other threads could have gone on. */
function isCutOff(run: ScheduledRun): boolean {
  const last = run.steps.at(-1)
  return last?.thread === 0 && last.operation.kind === 'end' && pendingAtEnd(run).some(({ enabled }) => enabled)
}
