/** How the primitives of `threading` stand in shared memory. */
import { WAIT_LIST_WORDS } from './wait-layout'

/** Words of a lock. */
export enum LockWord {
  /** A {@link LockState}. */
  State = 0,
  /** Lane of the thread or task that took it last. */
  Owner = 1,
  /** Lane of that thread. */
  Thread = 2,
  /** Where that thread notes what it waits for. */
  Slot = 3,
  /** Threads that wait for it. */
  List = 4,
}

export const LOCK_WORDS = LockWord.List + WAIT_LIST_WORDS

export enum LockState {
  Free = 0,
  Held = 1,
  /** Held, with threads waiting. */
  HeldWanted = 2,
  /** Free, with threads waiting: one of them was woken to take it. */
  FreeWanted = 3,
}

/** What a waiting thread is signalled. */
export enum LockSignal {
  /** The lock may be free: try again. */
  Retry = 1,
  /** The lock is yours. */
  Yours = 2,
}

/** Words of a reentrant lock, after those of a lock. */
export enum RLockWord {
  /** Ident of the thread that holds it; 0 if none does. */
  Thread = LOCK_WORDS,
  /** How often that has taken it. */
  Count = LOCK_WORDS + 1,
}

export const RLOCK_WORDS = LOCK_WORDS + 2

/** Words of a semaphore. */
export enum SemaphoreWord {
  /** How often it can be acquired without waiting. */
  Value = 0,
  /** How many threads wait. */
  Waiters = 1,
  /** A bounded one's initial value. */
  Limit = 2,
}

/** Words of a condition. */
export enum ConditionWord {
  /** Kind and address of its lock. */
  LockKind = 0,
  Lock = 1,
  /** Threads that wait to be notified. */
  List = 2,
  /** The RLock it has if it was given no lock. */
  OwnLock = 2 + WAIT_LIST_WORDS,
}

export const CONDITION_WORDS = ConditionWord.OwnLock + RLOCK_WORDS

/** Words of a barrier. */
export enum BarrierWord {
  Lock = 0,
  /** Threads that wait for the others to arrive or to leave. */
  List = LOCK_WORDS,
  /** A {@link BarrierState}. */
  State = List + WAIT_LIST_WORDS,
  /** How many threads are in it. */
  Count = State + 1,
  Parties = State + 2,
  /** Value: the action's name; 0 if there is none. */
  Action = State + 3,
  /** A float64, so on an even word: the default timeout in milliseconds. */
  Timeout = (State + 5) & ~1,
}

export const BARRIER_WORDS = BarrierWord.Timeout + 2

/** As in Lib/threading.py. */
export enum BarrierState {
  Filling = 0,
  Draining = 1,
  Resetting = -1,
  Broken = -2,
}
