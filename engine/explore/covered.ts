import type { Event, Trace } from './events'

/** The classes of runs that were executed, each as its set of events. */
export class Covered {
  /** For each event, by its id, the numbers of the runs that have it, rising. */
  private readonly runsOf: number[][] = []
  private readonly keys = new Set<string>()
  private runs = 0

  /** Adds a run; says whether its class is new. */
  add(trace: Trace): boolean {
    const key = trace.ofThread.map(own => own.at(-1)?.id).join()
    if (this.keys.has(key))
      return false
    this.keys.add(key)
    const run = this.runs++
    for (const event of trace.events)
      (this.runsOf[event.id] ??= []).push(run)
    return true
  }

  /** Whether one run has all these events. */
  has(events: readonly Event[]): boolean {
    const lists = events.map(event => this.runsOf[event.id] ?? []).sort((a, b) => a.length - b.length)
    return lists[0]!.some(run => lists.every((list, i) => i === 0 || includes(list, run)))
  }
}

/** Whether a rising list has a number. */
function includes(list: readonly number[], number: number): boolean {
  let low = 0
  let high = list.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    if (list[middle] === number)
      return true
    if (list[middle]! < number)
      low = middle + 1
    else
      high = middle - 1
  }
  return false
}
