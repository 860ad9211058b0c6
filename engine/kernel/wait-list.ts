/**
 * Threads that wait for an object, in the order they came. A thread waits in one list at a time, so its entry is among its
 * worker's words and nothing is allocated.
 *
 * A waiting thread enters the list and parks; a waking thread takes entries off the list and signals them. A thread that
 * times out withdraws: if it was signalled meanwhile, it sees that, so no wake-up is lost.
 */
import { waitAddressOf } from '../protocol/layout'
import { WaitEntryWord, WaitListWord } from '../protocol/wait-layout'
import { now } from './clock'
import { current } from './current'
import { futexWait, futexWake } from './futex'
import { waitForThread } from './hang'
import { floats, words } from './memory'
import { lockMutex, unlockMutex } from './mutex'

/** Appends this thread to a list whose guard is held. Returns its entry. */
export function enlist(list: number, since = 0): number {
  const entry = waitAddressOf(current.worker)
  words[entry + WaitEntryWord.Signal] = 0
  words[entry + WaitEntryWord.Next] = 0
  floats[(entry + WaitEntryWord.Since) / 2] = since
  words[entry + WaitEntryWord.Lane] = current.lane
  words[entry + WaitEntryWord.Thread] = current.threadLane
  const last = words[list + WaitListWord.Last]!
  if (last === 0)
    words[list + WaitListWord.First] = entry
  else
    words[last + WaitEntryWord.Next] = entry
  words[list + WaitListWord.Last] = entry
  words[list + WaitListWord.Size]! += 1
  return entry
}

/** Takes the first entry off a list whose guard is held; 0 when it is empty. */
export function takeFirst(list: number): number {
  const entry = words[list + WaitListWord.First]!
  if (entry !== 0)
    unlink(list, 0, entry)
  return entry
}

function unlink(list: number, previous: number, entry: number): void {
  const next = words[entry + WaitEntryWord.Next]!
  if (previous === 0)
    words[list + WaitListWord.First] = next
  else
    words[previous + WaitEntryWord.Next] = next
  if (next === 0)
    words[list + WaitListWord.Last] = previous
  words[list + WaitListWord.Size]! -= 1
}

/** The number of waiting threads. */
export function listSize(list: number): number {
  return Atomics.load(words, list + WaitListWord.Size)
}

/** When the thread of an entry began to wait, in milliseconds. */
export function waitingSince(entry: number): number {
  return floats[(entry + WaitEntryWord.Since) / 2]!
}

/** Lane of the waiting thread or task. */
export function waitingLane(entry: number): number {
  return words[entry + WaitEntryWord.Lane]!
}

/** Lane of the waiting thread. */
export function waitingThread(entry: number): number {
  return words[entry + WaitEntryWord.Thread]!
}

/** Signals an entry that was taken off its list, while the guard is held; {@link wake} must follow. */
export function signal(entry: number, value = 1): void {
  words[entry + WaitEntryWord.Signal] = value
}

/**
 * Wakes the thread of a signalled entry. Call it with the guard released: the thread may take this one's processor at
 * once, and would find the guard held.
 */
export function wake(entry: number): void {
  futexWake(entry + WaitEntryWord.Signal)
}

/**
 * Wakes up to a number of threads, longest wait first.
 *
 * @param guard the list's guard, where several lists share one
 */
export function wakeFirst(list: number, count: number, guard = list + WaitListWord.Guard): void {
  if (listSize(list) === 0)
    return
  const entries: number[] = []
  lockMutex(guard)
  while (entries.length < count) {
    const entry = takeFirst(list)
    if (entry === 0)
      break
    signal(entry)
    entries.push(entry)
  }
  unlockMutex(guard)
  for (const entry of entries)
    wake(entry)
}

/**
 * Waits until this thread's entry is signalled, and leaves the list if that takes too long. Call it with the GIL released
 * and the guard not held.
 *
 * @param timeout in milliseconds
 * @param guard the list's guard, where several lists share one
 * @returns the signal's value; 0 when the time was up
 * @throws KeyboardInterrupt when Stop was pressed
 */
export function park(list: number, entry: number, timeout: number, guard = list + WaitListWord.Guard): number {
  // The clock is expensive to read, so it is read only when needed.
  const deadline = timeout === Infinity ? Infinity : now() + timeout
  for (let left = timeout; ; left = deadline === Infinity ? Infinity : deadline - now()) {
    const value = Atomics.load(words, entry + WaitEntryWord.Signal)
    if (value !== 0)
      return value
    if (left <= 0)
      return withdraw(list, entry, guard)
    if (left === Infinity)
      waitForThread(entry + WaitEntryWord.Signal, 0)
    else
      futexWait(entry + WaitEntryWord.Signal, 0, left)
  }
}

/**
 * Waits until this thread's entry is signalled or the time is up, and stays in the list.
 *
 * @param timeout in milliseconds
 * @returns whether the time is up
 */
export function parkBriefly(entry: number, timeout: number): boolean {
  return futexWait(entry + WaitEntryWord.Signal, 0, timeout) === 'timed-out'
}

/** Takes this thread's entry off a list; returns the signal's value if that came first. */
function withdraw(list: number, entry: number, guard: number): number {
  lockMutex(guard)
  const value = words[entry + WaitEntryWord.Signal]!
  if (value === 0) {
    let previous = 0
    for (let other = words[list + WaitListWord.First]!; other !== entry; other = words[other + WaitEntryWord.Next]!)
      previous = other
    unlink(list, previous, entry)
  }
  unlockMutex(guard)
  return value
}
