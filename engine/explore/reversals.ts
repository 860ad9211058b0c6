import type { Accesses, Mode } from './accesses'
import type { Configuration } from './configuration'
import type { Enabledness, NextOperation } from './enabledness'
import type { Event, EventTable, Trace } from './events'
import { conflict } from './accesses'
import { without } from './configuration'
import { isBefore } from './events'

/** Another way to go on: a thread's next event happens before one that it raced with. */
export interface Reversal {
  readonly trace: Trace
  readonly configuration: Configuration
  readonly next: NextOperation
  /** Where the event is that it comes before. */
  readonly position: number
}

/** Of an object, the events that touched it in a trace, with their positions. */
interface Touch {
  readonly event: Event
  readonly position: number
  readonly mode: Mode
}

/**
 * All reversals of races in a trace: two dependent events of different threads, of which the second could have come first.
 * Where the second one could not be done then (a lock was held), the race is with the nearest event before which it could.
 */
export function reversals(trace: Trace, enabledness: Enabledness, accesses: EventTable['accesses']): readonly Reversal[] {
  const found: Reversal[] = []
  const touches = new Map<string, Touch[]>()
  const configurations = new Map<number, Configuration>()

  const race = (next: NextOperation, previous: Event | undefined, touched: Accesses): void => {
    const seen = new Set<number>()
    for (const position of touched.flatMap(([object, mode]) => raced(touches.get(object), mode, next, previous))) {
      if (seen.has(position))
        continue
      seen.add(position)
      let configuration = configurations.get(position)
      if (!configuration)
        configurations.set(position, configuration = without(trace, trace.events[position]!))
      found.push({ trace, configuration, next, position })
    }
  }

  function raced(of: readonly Touch[] | undefined, mode: Mode, next: NextOperation, previous: Event | undefined): readonly number[] {
    const positions: number[] = []
    const taken: Event[] = []
    for (let i = (of?.length ?? 0) - 1; i >= 0; i--) {
      const touch = of![i]!
      if (!conflict(mode, touch.mode))
        continue
      if (previous && isBefore(touch.event, previous)) {
        if (touch.mode === 'write')
          break
        continue
      }
      if (touch.event.thread === next.thread || taken.some(event => isBefore(touch.event, event)))
        continue
      const enabled = enabledness.insteadOf(trace, touch.position, next)
      if (enabled !== false)
        positions.push(touch.position)
      if (enabled)
        taken.push(touch.event)
    }
    return positions
  }

  trace.events.forEach((event, position) => {
    const { operation } = trace.pending[position]!.find(pending => pending.thread === event.thread)!
    race({ thread: event.thread, operation, index: event.index }, event.previous, event.accesses)
    for (const [object, mode] of event.accesses)
      touch(object, { event, position, mode })
  })
  // What was never done, since its thread waited to the end, or was cut off by it.
  for (const { thread, operation } of trace.pending.at(-1)!) {
    const own = trace.ofThread[thread]!
    race({ thread, operation, index: own.length }, own.at(-1), accesses([operation], thread))
  }
  return found

  function touch(object: string, by: Touch): void {
    const of = touches.get(object)
    if (of)
      of.push(by)
    else
      touches.set(object, [by])
  }
}
