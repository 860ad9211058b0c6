/**
 * Detects cycles of threads that wait for each other's locks, while they wait. Each thread notes the lock that it waits
 * for without a time limit; the thread that closes a cycle finds it by following locks to their holders.
 */
import type { DeadlockMember } from '../protocol/run'
import { MAX_THREADS, waitAddressOf, Word } from '../protocol/layout'
import { WaiterWord } from '../protocol/wait-layout'
import { current } from './current'
import { words } from './memory'
import { reportDeadlock } from './text-writer'

/** How long a thread that seems to be in a cycle waits before it checks again and reports it, in milliseconds. */
export const DEADLOCK_CHECK_MS = 200

/** Returns the {@link waitingSlot} of a lock's holder. */
export type SlotOfHolder = (lock: number) => number

/** Notes what this thread waits for. */
export function noteWait(): void {
  const slot = waitAddressOf(current.worker)
  words[slot + WaiterWord.Subject] = current.subject
  words[slot + WaiterWord.Lane] = current.threadLane
  words[slot + WaiterWord.Line] = current.line
  words[slot + WaiterWord.Peer] = current.peer
}

/** What the thread of a slot waits for. */
export function waitOfSlot(slot: number): DeadlockMember {
  const subject = words[slot + WaiterWord.Subject]!
  return {
    lane: words[slot + WaiterWord.Lane]!,
    subject: subject && subject + current.subjectBase,
    heldBy: words[slot + WaiterWord.Peer]!,
    line: words[slot + WaiterWord.Line]!,
  }
}

/** Notes that this thread waits for a lock without a time limit. */
export function noteEndlessWait(lock: number): void {
  const slot = waitAddressOf(current.worker)
  noteWait()
  // Entering the lock's list, which follows, publishes this before the thread reads what others noted.
  words[slot + WaiterWord.Lock] = lock
}

/** Notes that this thread no longer waits. */
export function noteWaitOver(): void {
  words[waitAddressOf(current.worker) + WaiterWord.Lock] = 0
}

/** Where a worker's thread notes what it waits for. */
export function slotOfWorker(worker: number): number {
  return waitAddressOf(worker)
}

/** A worker's slot if the thread with this lane waits there without a time limit; else 0. */
export function waitingSlot(slot: number, lane: number): number {
  return Atomics.load(words, slot + WaiterWord.Lock) !== 0 && words[slot + WaiterWord.Lane] === lane ? slot : 0
}

/** Follows the locks from this thread to their holders: the slots of the cycle, empty if it is in none. */
function findCycle(slotOf: SlotOfHolder): number[] {
  const own = waitAddressOf(current.worker)
  const slots: number[] = []
  for (let slot = own; slot !== 0 && slots.length <= MAX_THREADS; slot = slotOf(words[slot + WaiterWord.Lock]!)) {
    if (slot === own && slots.length > 0)
      return slots
    slots.push(slot)
  }
  return []
}

/**
 * Whether this thread, which has noted its wait, seems to be in a cycle. The last thread to wait closes the cycle, so
 * checking at that point is enough. A lock may be released by a thread that did not acquire it: a thread waiting for a
 * lock that it holds itself is in no cycle while there are other threads.
 */
export function closesCycle(slotOf: SlotOfHolder): boolean {
  const { length } = findCycle(slotOf)
  return length > 1 || (length === 1 && Atomics.load(words, Word.LiveCount) === 1)
}

/** Reports this thread's cycle, if it still exists and no other member has reported it. */
export function reportCycle(slotOf: SlotOfHolder): void {
  if (!closesCycle(slotOf))
    return
  const slots = findCycle(slotOf)
  const members: DeadlockMember[] = slots.map((slot, index) =>
    ({ ...waitOfSlot(slot), heldBy: words[slots[(index + 1) % slots.length]! + WaiterWord.Lane]! }))
  const lowest = Math.min(...members.map(({ lane }) => lane))
  if (members.length > 0 && Atomics.exchange(words, Word.ReportedDeadlock, lowest) !== lowest)
    reportDeadlock({ kind: 'threads', members })
}
