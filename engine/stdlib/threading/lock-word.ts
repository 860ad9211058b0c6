/**
 * The lock inside Lock, RLock, Condition and Barrier: CPython's PyMutex (Python/lock.c) in shared memory. Acquiring a free
 * lock is one compare-and-swap. Any thread may acquire a released lock, but a thread that has waited for more than a
 * millisecond gets it handed over, so that none starves. The releasing thread judges that by its last reading of the
 * clock, so it may be late; then the waiting thread, woken in vain, requests the handover itself.
 */
import { blocking } from '../../kernel/blocking'
import { lastTime, now } from '../../kernel/clock'
import { current } from '../../kernel/current'
import { closesCycle, DEADLOCK_CHECK_MS, noteEndlessWait, noteWaitOver, reportCycle, slotOfWorker, waitingSlot } from '../../kernel/lock-cycle'
import { words } from '../../kernel/memory'
import { lockMutex, unlockMutex } from '../../kernel/mutex'
import { traceState } from '../../kernel/trace-writer'
import { enlist, listSize, park, parkBriefly, signal, takeFirst, waitingLane, waitingSince, waitingThread, wake } from '../../kernel/wait-list'
import { LockSignal, LockState, LockWord } from '../../protocol/lock-layout'
import { State } from '../../protocol/trace'
import { WaitListWord } from '../../protocol/wait-layout'

/** How long a thread waits before the lock is handed over to it, in milliseconds. */
const TIME_TO_BE_FAIR_MS = 1

function noteHolder(address: number): void {
  words[address + LockWord.Owner] = current.lane
  words[address + LockWord.Thread] = current.threadLane
  words[address + LockWord.Slot] = slotOfWorker(current.worker)
}

/** Acquires the lock at an address if it is free. */
export function tryLock(address: number): boolean {
  if (Atomics.compareExchange(words, address, LockState.Free, LockState.Held) !== LockState.Free)
    return false
  noteHolder(address)
  return true
}

/** Acquires the lock if it is free, while others may be waiting. Looks before it tries: that is cheaper, and the lock is often taken. */
function tryWanted(address: number): boolean {
  const state = Atomics.load(words, address)
  if (state === LockState.Free)
    return tryLock(address)
  if (state !== LockState.FreeWanted || Atomics.compareExchange(words, address, LockState.FreeWanted, LockState.HeldWanted) !== LockState.FreeWanted)
    return false
  noteHolder(address)
  return true
}

/**
 * Acquires the lock at an address, waiting for it if need be.
 *
 * @param timeout in milliseconds
 * @param subject the object that the timeline shows as waited for
 * @returns whether the lock was acquired in time
 * @throws KeyboardInterrupt when Stop was pressed
 */
export function lockAt(address: number, timeout = Infinity, subject = address): boolean {
  if (tryWanted(address))
    return true
  if (timeout <= 0)
    return false
  return blocking(State.LockWait, subject, words[address + LockWord.Owner]!, () => {
    if (timeout !== Infinity)
      return waitForLock(address, timeout, subject)
    noteEndlessWait(address)
    try {
      return waitForLock(address, timeout, subject)
    }
    finally {
      noteWaitOver()
    }
  })
}

function waitForLock(address: number, timeout: number, subject: number): boolean {
  const list = address + LockWord.List
  const since = lastTime()
  const deadline = timeout === Infinity ? Infinity : now() + timeout
  for (let inVain = 0; !tryWanted(address); inVain++) {
    const left = deadline === Infinity ? Infinity : deadline - now()
    if (left <= 0)
      return false
    lockMutex(list + WaitListWord.Guard)
    if (!markWanted(address)) {
      unlockMutex(list + WaitListWord.Guard)
      continue
    }
    const isUrgent = inVain > 0 && now() - since > TIME_TO_BE_FAIR_MS
    const entry = enlist(list, isUrgent ? -Infinity : since)
    const owner = words[address + LockWord.Owner]!
    unlockMutex(list + WaitListWord.Guard)
    if (inVain > 0)
      traceState(current.lane, State.LockWait, subject, owner)
    if (left === Infinity && closesCycle(slotOfHolder) && parkBriefly(entry, DEADLOCK_CHECK_MS))
      reportCycle(slotOfHolder)
    const woken = park(list, entry, left)
    if (woken === LockSignal.Yours)
      return true
    if (woken !== LockSignal.Retry)
      unmarkWanted(address)
  }
  return true
}

function slotOfHolder(address: number): number {
  return isLocked(address) ? waitingSlot(words[address + LockWord.Slot]!, words[address + LockWord.Thread]!) : 0
}

/** Marks the lock as waited for, under the guard; false when the lock is free after all. */
function markWanted(address: number): boolean {
  return Atomics.compareExchange(words, address, LockState.Held, LockState.HeldWanted) !== LockState.Free
    && Atomics.load(words, address) === LockState.HeldWanted
}

/** After a thread has given up: clears the mark if no thread is left. */
function unmarkWanted(address: number): void {
  const list = address + LockWord.List
  lockMutex(list + WaitListWord.Guard)
  if (listSize(list) === 0) {
    Atomics.compareExchange(words, address, LockState.HeldWanted, LockState.Held)
    Atomics.compareExchange(words, address, LockState.FreeWanted, LockState.Free)
  }
  unlockMutex(list + WaitListWord.Guard)
}

/** Releases the lock at an address; false when it wasn't held. */
export function unlockAt(address: number): boolean {
  // The next holder may be slow to record itself, and must not be mistaken for this thread.
  words[address + LockWord.Slot] = 0
  return Atomics.compareExchange(words, address, LockState.Held, LockState.Free) === LockState.Held || unlockWanted(address)
}

function unlockWanted(address: number): boolean {
  const list = address + LockWord.List
  lockMutex(list + WaitListWord.Guard)
  if (!isLocked(address)) {
    unlockMutex(list + WaitListWord.Guard)
    return false
  }
  const entry = takeFirst(list)
  const wanted = listSize(list) > 0
  if (entry !== 0 && lastTime() - waitingSince(entry) > TIME_TO_BE_FAIR_MS) {
    words[address + LockWord.Owner] = waitingLane(entry)
    words[address + LockWord.Thread] = waitingThread(entry)
    words[address + LockWord.Slot] = entry
    Atomics.store(words, address, wanted ? LockState.HeldWanted : LockState.Held)
    signal(entry, LockSignal.Yours)
  }
  else {
    Atomics.store(words, address, wanted ? LockState.FreeWanted : LockState.Free)
    if (entry !== 0)
      signal(entry, LockSignal.Retry)
  }
  unlockMutex(list + WaitListWord.Guard)
  if (entry !== 0)
    wake(entry)
  return true
}

/** Whether the lock at an address is held. */
export function isLocked(address: number): boolean {
  const state = Atomics.load(words, address + LockWord.State)
  return state === LockState.Held || state === LockState.HeldWanted
}
