/** Layout of concurrent.futures' futures and executors in shared memory. */
import { ITEM_RING_WORDS } from './queue-layout'
import { WAIT_LIST_WORDS } from './wait-layout'

/** Words of a future. */
export enum FutureWord {
  /** A {@link FutureState}; waited on by `result` and `exception`. */
  State = 0,
  /** Value: the result or the exception. */
  Value = 1,
  /** Guards the state and the watchers (kernel/mutex.ts). */
  Guard = 2,
  /** First of the watchers. */
  Watchers = 3,
  /** Lane of the thread that runs the call. */
  Runner = 4,
  /** The executor whose thread calls the callbacks, since the call itself runs in another process; 0 for none. */
  Executor = 5,
}

export const FUTURE_WORDS = 6

/** As in Lib/concurrent/futures/_base.py. */
export enum FutureState {
  Pending = 0,
  Running = 1,
  /** Cancelled, but its executor has not noticed yet. */
  Cancelled = 2,
  CancelledAndNotified = 3,
  /** It has a result. */
  Finished = 4,
  /** It has an exception. */
  Failed = 5,
}

/** Words of a watcher. */
export enum WatcherWord {
  Next = 0,
  /** A {@link WatcherKind}. */
  Kind = 1,
  /** A callback's name, a value, or an inbox. */
  Target = 2,
  Token = 3,
}

/** The kind of a watcher, which decides when it is served. */
export enum WatcherKind {
  /** A function to call once the future is done or cancelled. */
  Callback = 1,
  /** An inbox that gets a node at that point. */
  Inbox = 2,
  /** An inbox of `wait` or `asCompleted`: gets a node once the future is finished, or its executor has noticed its cancellation. */
  Waiter = 3,
}

/** Words of a pool. */
export enum PoolWord {
  /** Idle workers; the list's guard guards the rest too. */
  Idle = 0,
  /** Calls that have not started: a future and a value. */
  Jobs = WAIT_LIST_WORDS,
  /** Records of its workers, like those of threads: see {@link ThreadWord}. */
  Workers = Jobs + ITEM_RING_WORDS,
  /** Callbacks to be called by a thread of this process: a future and the name, a value. */
  Callbacks = Workers + ITEM_RING_WORDS,
  /** That thread, while it is idle. */
  Caller = Callbacks + ITEM_RING_WORDS,
  /** Record of that thread; 0 for none. */
  CallerThread = Caller + WAIT_LIST_WORDS,
  MaxWorkers = CallerThread + 1,
  /** Value: prefix of the workers' names. */
  Prefix = CallerThread + 2,
  /** Value: the initializer's name and arguments; 0 for none. */
  Initializer = CallerThread + 3,
  IsShutdown = CallerThread + 4,
  IsBroken = CallerThread + 5,
  /** The next pool in the list of those that have workers. */
  Next = CallerThread + 6,
  /** How many calls a worker makes before it is replaced; 0 for no limit. */
  MaxTasks = CallerThread + 7,
  /** Workers that have not ended. */
  Alive = CallerThread + 8,
}

export const POOL_WORDS = PoolWord.Alive + 1
