/** How futures of concurrent.futures and their executors stand in shared memory. */
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
  /** The executor whose thread calls the callbacks, since the call itself runs in another process; 0 if none. */
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

/** What a watcher is, and when it is served. */
export enum WatcherKind {
  /** A function to be called once the future is done or was cancelled. */
  Callback = 1,
  /** An inbox that gets a node then. */
  Inbox = 2,
  /** An inbox of `wait` or `asCompleted`: gets a node when the future is finished, or its executor has noticed that it was cancelled. */
  Waiter = 3,
}

/** Words of a pool. */
export enum PoolWord {
  /** Workers that have nothing to do; its guard guards the rest too. */
  Idle = 0,
  /** Calls that have not begun: a future and a value. */
  Jobs = WAIT_LIST_WORDS,
  /** Records of its workers, as those of threads: see {@link ThreadWord}. */
  Workers = Jobs + ITEM_RING_WORDS,
  /** Callbacks that a thread of this process has to call: a future and the name, a value. */
  Callbacks = Workers + ITEM_RING_WORDS,
  /** The thread that does, when it has nothing to do. */
  Caller = Callbacks + ITEM_RING_WORDS,
  /** Record of that thread; 0 if there is none. */
  CallerThread = Caller + WAIT_LIST_WORDS,
  MaxWorkers = CallerThread + 1,
  /** Value: what the workers' names begin with. */
  Prefix = CallerThread + 2,
  /** Value: the initializer's name and arguments; 0 if there is none. */
  Initializer = CallerThread + 3,
  IsShutdown = CallerThread + 4,
  IsBroken = CallerThread + 5,
  /** The next one in the list of all pools that have workers. */
  Next = CallerThread + 6,
  /** How many calls a worker makes before another one takes its place; 0 for no limit. */
  MaxTasks = CallerThread + 7,
  /** Workers that have not ended. */
  Alive = CallerThread + 8,
}

export const POOL_WORDS = PoolWord.Alive + 1
