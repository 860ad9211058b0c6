import type { Schedule } from '../protocol/schedule'
import type { Event, Trace } from './events'

/** How many events of each thread have happened: with the trace that they are of, a state that the program can be in. */
export type Configuration = readonly number[]

/** What remains of a trace without one event and all that comes after it. */
export function without(trace: Trace, event: Event): Configuration {
  return trace.ofThread.map((own) => {
    // Clocks never go back within a thread.
    let low = 0
    let high = own.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((own[middle]!.clock[event.thread] ?? 0) > event.index)
        high = middle
      else
        low = middle + 1
    }
    return low
  })
}

/** The choices that lead to a configuration. */
export function scheduleTo(trace: Trace, configuration: Configuration): Schedule {
  return trace.events.filter(event => event.index < configuration[event.thread]!).map(event => event.thread)
}

/** The last event of each thread, which determine the configuration. */
export function frontier(trace: Trace, configuration: Configuration): readonly Event[] {
  return trace.ofThread.flatMap((own, thread) => configuration[thread]! > 0 ? [own[configuration[thread]! - 1]!] : [])
}
