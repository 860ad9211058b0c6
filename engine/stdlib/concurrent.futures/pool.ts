import type { ShutdownOptions } from './executor'
import { blocking, forbidAtTopLevel } from '../../kernel/blocking'
import { putValue } from '../../kernel/codec'
import { takeKept } from '../../kernel/copied-arguments'
import { RuntimeError } from '../../kernel/errors'
import { waitForThread } from '../../kernel/hang'
import { free, words } from '../../kernel/memory'
import { enter, leave } from '../../kernel/mutex'
import { checkOptions } from '../../kernel/options'
import { schedulePoint } from '../../kernel/schedule'
import { atFinalization, currentThreadRecord, ThreadWord } from '../../kernel/threads'
import { enlist, LIST_WORDS, ListWord, park, signal, takeFirst, wake, wakeFirst } from '../../kernel/wait-list'
import { Word } from '../../protocol/layout'
import { State } from '../../protocol/trace'
import { itemAt, pushLast, RING_WORDS, ringSize, takeFirstItem } from '../queue/ring'
import { callableName, Executor } from './executor'
import { Future, futureAt } from './future'

/** Words of a pool. */
export enum PoolWord {
  /** Workers that have nothing to do; its guard guards the rest too. */
  Idle = 0,
  /** Calls that have not begun: a future and a value. */
  Jobs = LIST_WORDS,
  /** Records of its workers, as those of threads: see {@link ThreadWord}. */
  Workers = Jobs + RING_WORDS,
  /** Callbacks that a thread of this process has to call: a future and the name, a value. */
  Callbacks = Workers + RING_WORDS,
  /** The thread that does, when it has nothing to do. */
  Caller = Callbacks + RING_WORDS,
  /** Record of that thread; 0 if there is none. */
  CallerThread = Caller + LIST_WORDS,
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

/** A call that has not begun. */
export interface Job {
  /** Address of the future. */
  future: number
  /** Value: the function's name and the arguments. */
  call: number
}

/** An executor with workers that take calls from one queue. */
export abstract class PoolExecutor extends Executor {
  /**
   * How errors call the class.
   *
   * @internal
   */
  protected abstract _className(): string

  /**
   * A further worker's record; the guard is held.
   *
   * @internal
   */
  protected abstract _makeWorker(count: number): number

  /**
   * Starts a worker.
   *
   * @internal
   */
  protected abstract _startWorker(record: number): void

  /**
   * Why the pool is broken.
   *
   * @internal
   */
  protected abstract _brokenError(): Error

  /**
   * Puts a call into shared memory; a future that has an exception already if the call can't cross.
   *
   * @internal
   */
  protected abstract _putCall(name: string, args: readonly unknown[]): number | Future<never>

  override submit<Args extends readonly unknown[], Result>(fn: (...args: Args) => Result, ...args: Args): Future<Result> {
    schedulePoint()
    forbidAtTopLevel('a call can\'t be submitted')
    const pool = this.address
    const call = this._putCall(callableName(fn, 'the function given to submit()'), args)
    enter(pool + ListWord.Guard)
    const refusal = this._refusal()
    if (refusal) {
      leave(pool + ListWord.Guard)
      if (typeof call === 'number')
        free(call)
      throw refusal
    }
    if (typeof call !== 'number') {
      leave(pool + ListWord.Guard)
      return call
    }
    const future = this._makeFuture<Result>()
    pushLast(pool + PoolWord.Jobs, future.address, call)
    const idle = takeFirst(pool + PoolWord.Idle)
    if (idle !== 0)
      signal(idle)
    const worker = idle === 0 ? this._nextWorker() : 0
    leave(pool + ListWord.Guard)
    if (idle !== 0)
      wake(idle)
    if (worker !== 0)
      this._startOrForget(worker)
    return future
  }

  protected _makeFuture<Result>(): Future<Result> {
    return new Future<Result>()
  }

  /** Why no call is taken, if none is; the guard is held. */
  private _refusal(): Error | undefined {
    if (words[this.address + PoolWord.IsBroken] === 1)
      return this._brokenError()
    if (words[this.address + PoolWord.IsShutdown] === 1)
      return new RuntimeError('cannot schedule new futures after shutdown')
    if (Atomics.load(words, Word.Finalizing) === 1)
      return new RuntimeError('cannot schedule new futures after interpreter shutdown')
    return undefined
  }

  /** Record of a further worker, 0 if there may be none; the guard is held. */
  private _nextWorker(): number {
    const pool = this.address
    if (words[pool + PoolWord.Alive]! >= words[pool + PoolWord.MaxWorkers]!)
      return 0
    const count = ringSize(pool + PoolWord.Workers)
    const record = this._makeWorker(count)
    addWorker(pool, record)
    return record
  }

  private _startOrForget(record: number): void {
    try {
      this._startWorker(record)
    }
    catch (error) {
      forgetWorker(this.address, record)
      throw error
    }
  }

  override shutdown(options: ShutdownOptions = {}): void {
    schedulePoint()
    checkOptions(`${this._className()}.shutdown`, options, ['wait', 'cancelFutures'])
    const pool = this.address
    enter(pool + ListWord.Guard)
    Atomics.store(words, pool + PoolWord.IsShutdown, 1)
    const cancelled = options.cancelFutures ? takeAllJobs(pool) : []
    leave(pool + ListWord.Guard)
    for (const future of cancelled)
      future.cancel()
    wakeAll(pool)
    if (options.wait ?? true) {
      joinWorkers(pool)
      const caller = words[pool + PoolWord.CallerThread]!
      if (caller !== 0)
        joinWorker(caller)
    }
  }

  /**
   * Whether all workers have ended that it had.
   * @internal
   */
  hasEnded(): boolean {
    const workers = this.address + PoolWord.Workers
    enter(this.address + ListWord.Guard)
    try {
      for (let index = 0; index < ringSize(workers); index++) {
        if (Atomics.load(words, words[itemAt(workers, index)]! + ThreadWord.Done) === 0)
          return false
      }
      return true
    }
    finally {
      leave(this.address + ListWord.Guard)
    }
  }
}

/** Adds a worker that is to be started; the guard is held. */
export function addWorker(pool: number, record: number): void {
  const workers = pool + PoolWord.Workers
  pushLast(workers, record, 0)
  words[pool + PoolWord.Alive]! += 1
  if (ringSize(workers) === 1)
    addToAllPools(pool)
}

/** A worker could not be started, and nobody may wait for it. */
function forgetWorker(pool: number, forgotten: number): void {
  enter(pool + ListWord.Guard)
  const workers = pool + PoolWord.Workers
  for (let left = ringSize(workers); left > 0; left--) {
    const record = words[takeFirstItem(workers)]!
    if (record !== forgotten)
      pushLast(workers, record, 0)
  }
  words[pool + PoolWord.Alive]! -= 1
  leave(pool + ListWord.Guard)
}

/** Puts a call of threads into shared memory. */
export function putThreadCall(name: string, args: readonly unknown[]): number {
  return putValue([name, args, takeKept()], 'submit()')
}

/** Takes all calls that have not begun; the guard is held. */
export function takeAllJobs(pool: number): Future[] {
  const futures: Future[] = []
  while (ringSize(pool + PoolWord.Jobs) > 0) {
    const job = takeFirstItem(pool + PoolWord.Jobs)
    futures.push(futureAt(words[job]!))
    free(words[job + 1]!)
  }
  return futures
}

/** Whether a pool takes no more calls. */
export function isClosed(pool: number): boolean {
  return words[pool + PoolWord.IsShutdown] === 1 || words[pool + PoolWord.IsBroken] === 1 || Atomics.load(words, Word.Finalizing) === 1
}

/**
 * Takes the next call, or says why there is none.
 *
 * @returns a call; an entry to {@link park} with in the list of the idle; or undefined when no call will come
 */
export function takeJob(pool: number): Job | { entry: number } | undefined {
  enter(pool + ListWord.Guard)
  try {
    if (ringSize(pool + PoolWord.Jobs) > 0) {
      const job = takeFirstItem(pool + PoolWord.Jobs)
      return { future: words[job]!, call: words[job + 1]! }
    }
    return isClosed(pool) ? undefined : { entry: enlist(pool + PoolWord.Idle) }
  }
  finally {
    leave(pool + ListWord.Guard)
  }
}

/** Waits as an idle worker until there may be a call. */
export function waitForJob(pool: number, entry: number): void {
  park(pool + PoolWord.Idle, entry, Infinity)
}

function joinWorkers(pool: number): void {
  const workers = pool + PoolWord.Workers
  for (let index = 0; ; index++) {
    enter(pool + ListWord.Guard)
    const record = index < ringSize(workers) ? words[itemAt(workers, index)]! : 0
    leave(pool + ListWord.Guard)
    if (record === 0)
      return
    joinWorker(record)
  }
}

function joinWorker(record: number): void {
  if (record === currentThreadRecord())
    throw new RuntimeError('cannot join current thread')
  const done = record + ThreadWord.Done
  if (Atomics.load(words, done) !== 0)
    return
  blocking(State.Waiting, record, words[record + ThreadWord.Lane]!, () => {
    while (Atomics.load(words, done) === 0)
      waitForThread(done, 0)
  })
}

/** Wakes a pool's workers that have nothing to do, to look whether it has been shut down. */
function wakeAll(pool: number): void {
  wakeFirst(pool + PoolWord.Idle, Infinity)
  wakeFirst(pool + PoolWord.Caller, Infinity, pool + ListWord.Guard)
}

function addToAllPools(pool: number): void {
  if (words[pool + PoolWord.Next] !== 0)
    return
  let first: number
  do {
    first = Atomics.load(words, Word.Pools)
    words[pool + PoolWord.Next] = first === 0 ? pool : first
  } while (Atomics.compareExchange(words, Word.Pools, first, pool) !== first)
}

// When main has returned, the workers finish what was submitted, and end when there is nothing more.
atFinalization(() => {
  for (let pool = Atomics.load(words, Word.Pools), last = 0; pool !== last && pool !== 0; last = pool, pool = words[pool + PoolWord.Next]!)
    wakeAll(pool)
})
