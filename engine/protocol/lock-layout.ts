/** Layout of `threading`'s primitives in shared memory. */
import { WAIT_LIST_WORDS } from './wait-layout'

/** Words of a lock. */
export enum LockWord {
  /** A {@link LockState}. */
  State = 0,
  /** Lane of the thread or task that acquired it last. */
  Owner = 1,
  /** Lane of that thread, or of that task's thread. */
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
  /** Free, with threads waiting: one of them was woken to acquire it. */
  FreeWanted = 3,
}

/** The signal that a waiting thread gets. */
export enum LockSignal {
  /** The lock may be free: try again. */
  Retry = 1,
  /** The lock is yours. */
  Yours = 2,
}

/** Words of a reentrant lock, after those of a lock. */
export enum RLockWord {
  /** Ident of its holder; 0 for none. */
  Thread = LOCK_WORDS,
  /** How many times the holder has acquired it. */
  Count = LOCK_WORDS + 1,
}

export const RLOCK_WORDS = LOCK_WORDS + 2

/** Words of a semaphore. */
export enum SemaphoreWord {
  /** How many times it can be acquired without waiting. */
  Value = 0,
  /** The number of waiting threads. */
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
  /** Its own RLock, if no lock was passed in. */
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
  /** The number of threads in it. */
  Count = State + 1,
  Parties = State + 2,
  /** Value: the action's name; 0 for none. */
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
