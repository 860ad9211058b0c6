import type { Operation, ThreadNumber } from '../protocol/schedule'
import { isData, objectsOf } from './accesses'

/** For each thread, how many of its steps happened before. */
export type Clock = number[]

/**
 * What happens before what in a run, step by step: by the order within each thread, by starts and joins, and by what
 * synchronises threads. Accesses to values order nothing, except the atomic ones among themselves.
 */
export class HappensBefore {
  private readonly threads: Clock[] = []
  private readonly objects = new Map<string, Clock>()

  /** @param synchronised without, only the starts and joins of threads count */
  constructor(private readonly synchronised = true) {}

  /** The clock of a thread. */
  of(thread: ThreadNumber): Clock {
    return this.threads[thread] ??= []
  }

  /** Notes a step; it has happened when this returns. */
  step(thread: ThreadNumber, operation: Operation): void {
    const clock = this.of(thread)
    clock[thread] = (clock[thread] ?? 0) + 1
    switch (operation.kind) {
      case 'start':
        join(this.of(operation.thread!), clock)
        break
      case 'join':
        join(clock, this.of(operation.thread!))
        break
    }
    if (!this.synchronised)
      return
    for (const object of objectsOf(operation)) {
      const { takes, gives } = edges(operation, object)
      if (!takes && !gives)
        continue
      let shared = this.objects.get(object)
      if (!shared)
        this.objects.set(object, shared = [])
      if (takes)
        join(clock, shared)
      if (gives)
        join(shared, clock)
    }
  }
}

/** Whether a step comes after what others did with the object before, and whether what others do with it later comes after the step. */
function edges({ kind }: Operation, object: string): { takes: boolean, gives: boolean } {
  switch (kind) {
    case 'acquire':
      return { takes: true, gives: false }
    case 'release':
    case 'notify':
      return { takes: false, gives: true }
    case 'wait':
      // Threads that wait for the same event learn nothing of each other; those of a barrier do.
      return { takes: true, gives: !object.startsWith('event#') }
    case 'put':
    case 'get':
    case 'update':
      return { takes: true, gives: true }
    case 'read':
    case 'write':
      // Whether an event is set, a future's result, a queue's size.
      return { takes: !isData(object), gives: !isData(object) && kind === 'write' }
    default:
      return { takes: false, gives: false }
  }
}

/** Whether a thread's step, by its number in the thread from 1, happened before the point of a clock. */
export function happenedBefore(thread: ThreadNumber, step: number, clock: Clock): boolean {
  return step <= (clock[thread] ?? 0)
}

function join(clock: Clock, other: Clock): void {
  other.forEach((steps, thread) => {
    clock[thread] = Math.max(clock[thread] ?? 0, steps)
  })
}
