/** Finds and reports threads that wait for each other, or for something that no thread will do. */
import type { Deadlock } from '../protocol/run'
import type { GreenThread } from './green-thread'
import { reportDeadlock } from '../kernel/text-writer'
import { State } from '../protocol/trace'

/** A lane that waits, and for what. */
export type Wait = Pick<GreenThread, 'lane' | 'subject' | 'holder' | 'line'>

let reported = ''

/** Follows waits to the threads that hold what is waited for: the threads of the cycle that a thread closes, empty if none. */
export function findCycle(from: GreenThread, parked: readonly GreenThread[]): GreenThread[] {
  const found: GreenThread[] = []
  const endless = parked.filter(thread => thread.endless && thread.state === State.LockWait)
  for (let thread: GreenThread | undefined = from; thread && !found.includes(thread);) {
    found.push(thread)
    const holder: number = thread.holder
    thread = endless.find(other => other.lane === holder)
    if (thread === from)
      return found
  }
  return []
}

/** Reports threads that wait forever; the same ones only once. */
export function reportWaits(kind: Deadlock['kind'], threads: readonly Wait[]): void {
  const members = threads.map(({ lane, subject, holder, line }) => ({ lane, subject, heldBy: holder, line }))
  const key = members.map(({ lane }) => lane).sort((a, b) => a - b).join()
  if (key === reported)
    return
  reported = key
  reportDeadlock({ kind, members })
}
