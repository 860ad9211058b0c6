/** What a person who chooses the schedule is to bring about. */
import type { ScheduleEnd } from '../../engine/protocol/schedule'

/** What has happened in a run so far, as goals see it. */
export interface SoFar {
  /** The last value seen of each shared object, by its name, as the language's repr prints it. */
  readonly values: ReadonlyMap<string, string>
  /** Accesses to shared state: reads, writes, and operations of locks, conditions and queues. */
  readonly accesses: number
  /** How the run ended; nothing while it goes on. */
  readonly end?: ScheduleEnd
  /** What it printed in all, once it has ended. */
  readonly output?: string
}

/** Something to bring about by choosing which thread goes next. */
export interface Goal {
  /** The task, as the person reads it: `Make both threads enter`. */
  readonly says: string
  /** What it shows, once it is reached. */
  readonly because: string
  /** Whether what has happened so far is what was asked for. */
  readonly reached: (run: SoFar) => boolean
}

/** An end that is asked for: a deadlock, or an exception that nobody catches. */
export function endsIn(kind: 'deadlock' | 'error'): Goal['reached'] {
  return ({ end }) => end?.kind === kind
}
