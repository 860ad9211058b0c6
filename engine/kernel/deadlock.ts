/**
 * Finds a cycle of threads that wait for each other's locks, while they do. Each thread notes for what lock it waits
 * without a time limit; the one that closes the cycle finds it, by following holders and what they wait for.
 */
import { MAX_THREADS, waitAddressOf, Word } from '../protocol/layout'
import type { DeadlockMember } from '../protocol/run'
import { current } from './current'
import { words } from './memory'
import { reportDeadlock } from './text'

/** Words of a worker, after those of kernel/wait-list.ts. */
enum WaiterWord {
  /** Address of the lock that its thread waits for without a time limit; 0 if it doesn't. */
  Lock = 8,
  /** What the timeline says is waited for. */
  Subject = 9,
  /** Lane of its thread. */
  Lane = 10,
  Line = 11,
}

/** How long a thread waits before it looks for a cycle, in milliseconds: those that wait for a moment never look. */
export const DEADLOCK_CHECK_MS = 200

/** Notes that this thread waits for a lock without a time limit. */
export function noteEndlessWait(lock: number, subject: number): void {
  const slot = waitAddressOf(current.worker)
  words[slot + WaiterWord.Subject] = subject
  words[slot + WaiterWord.Lane] = current.threadLane
  words[slot + WaiterWord.Line] = current.line
  Atomics.store(words, slot + WaiterWord.Lock, lock)
}

/** Notes that this thread waits no more. */
export function noteWaitOver(): void {
  Atomics.store(words, waitAddressOf(current.worker) + WaiterWord.Lock, 0)
}

function waiterOf(lane: number): number {
  for (let worker = 0; worker < MAX_THREADS; worker++) {
    const slot = waitAddressOf(worker)
    if (words[slot + WaiterWord.Lane] === lane && Atomics.load(words, slot + WaiterWord.Lock) !== 0)
      return slot
  }
  return 0
}

/**
 * Follows from this thread who holds what it waits for, and what that one waits for.
 *
 * @param ownerOf gives the lane that holds a lock, 0 if none does
 * @returns the members of the cycle that this thread is in; none if it is in none
 */
function findCycle(ownerOf: (lock: number) => number): DeadlockMember[] {
  const members: DeadlockMember[] = []
  for (let slot = waitAddressOf(current.worker); slot !== 0 && members.length <= MAX_THREADS;) {
    const owner = ownerOf(words[slot + WaiterWord.Lock]!)
    members.push({ lane: words[slot + WaiterWord.Lane]!, subject: words[slot + WaiterWord.Subject]!, heldBy: owner, line: words[slot + WaiterWord.Line]! })
    if (owner === current.threadLane)
      return members
    slot = owner === 0 ? 0 : waiterOf(owner)
  }
  return []
}

/** Reports the cycle that this thread is in, if it is in one and no other member has done so. */
export function reportCycle(ownerOf: (lock: number) => number): void {
  const members = findCycle(ownerOf)
  const lowest = Math.min(...members.map(({ lane }) => lane))
  if (members.length > 0 && Atomics.exchange(words, Word.ReportedDeadlock, lowest) !== lowest)
    reportDeadlock({ kind: 'threads', members })
}
