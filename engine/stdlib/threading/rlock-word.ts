/** The lock inside RLock and Condition: its holder can acquire it again. */
import { forbidAtTopLevel } from '../../kernel/blocking'
import { current } from '../../kernel/current'
import { words } from '../../kernel/memory'
import { acquirePoint, schedulePoint } from '../../kernel/schedule'
import { Op } from '../../protocol/baton-layout'
import { RLockWord } from '../../protocol/lock-layout'
import { lockAt, tryLock, unlockAt } from './lock-word'

/** Whether this thread holds the lock. */
export function ownsRLock(address: number): boolean {
  return current.threadLane !== 0 && Atomics.load(words, address + RLockWord.Thread) === current.threadLane
}

/** Ident of the thread that holds the lock; 0 for none. */
export function rlockOwner(address: number): number {
  return Atomics.load(words, address + RLockWord.Thread)
}

/** How many times its holder has acquired the lock. */
export function rlockCount(address: number): number {
  return words[address + RLockWord.Count]!
}

/** Acquires the lock as {@link lockAt} does, or once more if this thread holds it. */
export function acquireRLock(address: number, timeout = Infinity, subject = address): boolean {
  if (ownsRLock(address)) {
    schedulePoint(Op.Acquire, subject)
    words[address + RLockWord.Count]! += 1
    return true
  }
  forbidAtTopLevel('a lock can\'t be taken')
  if (!acquirePoint(address, timeout, subject))
    return false
  if (!tryLock(address) && !lockAt(address, timeout, subject))
    return false
  words[address + RLockWord.Count] = 1
  Atomics.store(words, address + RLockWord.Thread, current.threadLane)
  return true
}

/** Undoes one {@link acquireRLock}; false when this thread does not hold the lock. */
export function releaseRLock(address: number): boolean {
  if (!ownsRLock(address))
    return false
  words[address + RLockWord.Count]! -= 1
  if (words[address + RLockWord.Count] === 0) {
    Atomics.store(words, address + RLockWord.Thread, 0)
    unlockAt(address)
  }
  return true
}

/** Releases the lock completely; returns how many times this thread had acquired it. */
export function releaseWholeRLock(address: number): number {
  const count = words[address + RLockWord.Count]!
  words[address + RLockWord.Count] = 0
  Atomics.store(words, address + RLockWord.Thread, 0)
  unlockAt(address)
  return count
}

/** Acquires the lock and restores the count from before {@link releaseWholeRLock}. */
export function restoreRLock(address: number, count: number, subject = address): void {
  lockAt(address, Infinity, subject)
  words[address + RLockWord.Count] = count
  Atomics.store(words, address + RLockWord.Thread, current.threadLane)
}
